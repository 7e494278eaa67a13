import * as fc from 'fast-check'
import { kindOf, kinds, type EntryKind } from '../../src/cases/entries'
import { codebook } from '../../src/codebook'
import { answerSheet, type Sheet } from '../setup/answer-sheets'
import { faultsOf } from '../setup/everything'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

const odd = [
  '',
  ' ',
  '\0',
  '0',
  '-1',
  '31',
  '13',
  '0x1F',
  '1e309',
  'NaN',
  '00',
  '99999999999999999999',
  '12,5',
  '2024',
  '2024-02-31',
  '24:61',
  'null',
  'undefined',
  'true',
  '[object Object]',
  '{"$gt":""}',
  "'; DROP TABLE acts; --",
  '../../etc/passwd',
  '{{7*7}}',
  '\u202eтекст\u200b',
  '\ud800',
  '٣',
  'Ә'.repeat(6000),
  '00000000-0000-7000-8000-000000000000',
]
const anyCode = [...codebook.lists.keys()].flatMap(list => codebook.codes(list).slice(0, 2))

const anything = fc.oneof(
  fc.constantFrom(...odd),
  fc.constantFrom(...anyCode),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.integer({ min: -5, max: 3000 }).map(String),
)
const answer = fc.oneof({ weight: 4, arbitrary: anything }, { weight: 1, arbitrary: fc.array(anything, { minLength: 2, maxLength: 4 }) }) // prettier-ignore
const strangeName = (name: string) =>
  fc.constantFrom(`${name}[]`, `${name}[a]`, `__proto__[${name}]`, `other.${name}`, `${name}-year`, `bearing-${name}`)

/** A sheet of answers of which some are anything at all, and some stand under names that nobody asked for. */
function anySheet(kind: EntryKind): fc.Arbitrary<Sheet> {
  const sound = [answerSheet(kind, 0), answerSheet(kind, 1)] as const
  const names = Object.keys(sound[0])
  return fc
    .record({
      sheet: fc.constantFrom(...sound),
      spoiled: fc.dictionary(fc.constantFrom(...names), answer, { maxKeys: 6 }),
      strange: fc.dictionary(fc.constantFrom(...names).chain(strangeName), answer, { maxKeys: 2 }),
      left: fc.array(fc.constantFrom(...names), { maxLength: 10 }),
    })
    .map(({ sheet, spoiled, strange, left }) => ({
      ...Object.fromEntries(Object.entries(sheet).filter(([name]) => !left.includes(name))),
      ...spoiled,
      ...strange,
    }))
}

const bodyOf = (sheet: Sheet): string =>
  Object.entries(sheet)
    .flatMap(([name, value]) =>
      [value].flat().map(one => `${encodeURIComponent(name)}=${encodeURIComponent(one.toWellFormed())}`),
    ) // prettier-ignore
    .join('&')

describe('any answer to any question of any kind', () => {
  let office: Office
  let id: string
  beforeAll(async () => {
    office = await openOffice()
    await office.gate.write(db => db.query('UPDATE users SET clinician = true'))
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim, { happened: ['detained'] })
  })
  afterAll(() => office.closes())

  const opens = (path: string) => office.aigerim.opens(path)
  async function sends(form: string, sheet: Sheet) {
    await opens(form)
    const { action, body } = office.aigerim.formOf('main form', {})
    const tokens = new URLSearchParams([...new URLSearchParams(body)].filter(([name]) => name.startsWith('_') || ['personId', 'parentId'].includes(name))) // prettier-ignore
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return office.aigerim.opens(action, { method: 'POST', body: `${tokens.toString()}&${bodyOf(sheet)}`, headers })
  }

  /** The form of a part stands under its whole. */
  async function formOf(kind: EntryKind): Promise<string> {
    const form = `/cases/${id}/entries/${kind.name}/new`
    if (!kind.parent) return form
    const whole = await sends(await formOf(kindOf(kind.parent)!), answerSheet(kindOf(kind.parent)!, 0))
    const [, wholeId] = /\/entries\/\w+\/([0-9a-f-]{36})/.exec(whole.url) ?? []
    if (wholeId) return `${form}?of=${wholeId}`
    const ids = await office.gate.read(db =>
      db.query<{ id: string }[]>(`SELECT id FROM ${kindOf(kind.parent!)!.table}`),
    )
    return `${form}?of=${ids[0]!.id}`
  }

  it.each(kinds.map(kind => kind.name))('%s: is taken or refused in words, and is no fault', async name => {
    const kind = kindOf(name)!
    const form = await formOf(kind)
    const outcomes = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(anySheet(kind), async sheet => {
        const page = await sends(form, sheet)
        outcomes.set(page.status, (outcomes.get(page.status) ?? 0) + 1)
        expect(faultsOf(office)).toEqual([])
        expect([page.url, [200, 400, 422].includes(page.status)]).toEqual([page.url, true])
        expect(page.text).not.toMatch(/\b(entries|common|cases|consent)\.[a-z]/)
        if (page.status === 422) expect(page.errors.length + page.$('.govuk-error-summary').length).toBeGreaterThan(0)
      }),
      { numRuns: 12 },
    )
    expect([...outcomes.keys()].length).toBeGreaterThan(0)
  }, 120_000) // prettier-ignore

  it('leaves a file that can be read', async () => {
    for (const page of [`/cases/${id}`, `/cases/${id}/timeline`, `/cases/${id}/history`]) expect((await opens(page)).status).toBe(200) // prettier-ignore
  })
})
