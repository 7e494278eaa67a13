import { faultsOf } from '../setup/everything'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { opensAfter, tokenOf } from '../setup/routes'

const sound = `{"unit":"detention","measure":{"kind":"share","of":[{"field":"region_at_event","is":"KZ-75"}]},"where":[{"any":[{"field":"person.sex","is":"male"}]}],"by":[{"field":"region_at_event"}],"minimumVerification":"V0","scope":"organisation"}`
const more = ['"__proto__":{"polluted":true}', '"constructor":{"prototype":{"polluted":true}}', '"prototype":{"polluted":true}', '"__proto__":[]'] // prettier-ignore
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

/** The sound question with one thing more in each of its objects, and with each of its words replaced by an inherited name. */
const questions = [
  ...[...sound.matchAll(/\{/g)].flatMap(({ index }) => more.map(one => `${sound.slice(0, index + 1)}${one},${sound.slice(index + 1)}`)),
  ...[...sound.matchAll(/"(detention|share|region_at_event|person\.sex|KZ-75|male|V0|organisation)"/g)].flatMap(({ 0: word, index }) =>
    inherited.map(name => `${sound.slice(0, index)}"${name}"${sound.slice(index + word.length)}`),
  ),
] // prettier-ignore

describe('questions that would change what every object inherits', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    await filesQuickly(office.aigerim)
  })
  afterAll(() => office.closes())

  it('are refused as what nobody knows, on the page, in the answers and when they are to be kept (S58)', async () => {
    const { dana } = office
    const before = Reflect.ownKeys(Object.prototype).length
    const csrf = await tokenOf(dana)
    const address = (place: string, question: string) => `${place}?q=${encodeURIComponent(question)}`
    expect((await dana.opens(address('/questions', sound))).errors).toEqual([])
    const taken: unknown[] = []
    for (const [at, question] of questions.entries()) {
      expect(() => JSON.parse(question) as unknown).not.toThrow()
      const { status } = await dana.send(address('/questions/answer.json', question))
      if (status !== 422) taken.push([question, status])
      if (at % 5) continue // all ways in read it alike
      const body = new URLSearchParams({ _csrf: csrf, question }).toString()
      const kept = await opensAfter(dana, '/questions/saved', body)
      const csv = await dana.send(address('/questions/answer.csv', question))
      const page = await dana.opens(address('/questions', question))
      if (kept.status !== 422 || csv.status !== 422 || page.errors.length === 0) taken.push([question, kept.status, csv.status, page.status])
    }
    expect(taken).toEqual([])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Reflect.ownKeys(Object.prototype)).toHaveLength(before)
    expect(faultsOf(office)).toEqual([])
  }, 60_000) // prettier-ignore
})
