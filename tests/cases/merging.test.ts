import { Person } from '../../src/cases/persons/person.entity'
import { sealedFiles } from '../../src/commands/office'
import { verify } from '../../src/trail'
import type { Page } from '../setup/browser-of-tests'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import type { Person as Staff } from '../setup/people'

describe('merging two persons', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  const rows = async () =>
    (await office.gate.read(db => db.find(Person, { order: { id: 'ASC' } }))).map(({ id, caseId, identityId }) => ({
      id,
      caseId,
      identity: identityId ?? id,
    }))
  const identities = async () => (await rows()).map(row => row.identity)
  const days = (many: number) => (office.now = new Date(office.now.getTime() + many * 86_400_000))
  const compares = (who: Staff, one: string, other: string, back = '') =>
    who.opens(`/persons/${one}/merging/${other}${back && `?back=${encodeURIComponent(back)}`}`)
  const merges = async (who: Staff, one: string, other: string): Promise<Page> => {
    await compares(who, one, other)
    return who.submits({}, '#merge')
  }
  const undoes = async (who: Staff, at = 0): Promise<Page> => {
    const page = await who.opens('/persons/duplicates')
    const form = page.$('form[action$="/separation"]').eq(at).attr('action') ?? ''
    return who.submits({}, `form[action="${form}"]`)
  }
  const names = ['Қайрат Әбдіғалиев', 'Абдигалиев Кайрат', 'Kairat Abdigaliyev']
  const people = async (many: number, who = office.aigerim) => {
    for (const name of names.slice(0, many)) await filesQuickly(who, { name })
    return rows()
  }
  const two = async () => {
    const [one, other] = await people(2)
    return { one: one!, other: other! }
  }
  const damage = async () => {
    const found: string[] = []
    for await (const { code, where } of verify(office.gate, { files: sealedFiles(office.doors) }))
      found.push(`${code} ${where}`)
    return found
  }

  it('shows first field by field where the files differ, and which they are', async () => {
    const { aigerim, trail } = office
    const { one, other } = await two()
    await aigerim.fills(`/cases/${one.caseId}/persons/${one.id}`, {
      sex: 'male',
      iin: '850101300005',
      birthYear: '1985',
    })

    office.now = new Date(office.now.getTime() + 11 * 60_000) // the looks before are over
    const page = await compares(aigerim, one.id, other.id)

    expect(page.text).toMatch(/Name Қайрат Әбдіғалиев\s*Абдигалиев Кайрат/)
    expect(page.text).toMatch(/Sex Male\s*Not said/i)
    expect(page.text).toMatch(/ADL-2026-0001.*ADL-2026-0002/)
    expect(page.text).toContain('•••• 0005')
    expect(page.text).not.toContain('850101300005')
    expect((await trail()).at(-1)).toBe('case.viewed')
    expect(await identities()).toEqual([one.id, other.id])
  })

  it('makes one human being of two, says so in both files and in the trail, and says where else they stand', async () => {
    const { aigerim, trail } = office
    const { one, other } = await two()

    const page = await merges(aigerim, other.id, one.id)

    expect(page.status).toBe(200)
    expect(await identities()).toEqual([one.id, one.id])
    expect((await trail()).filter(action => action === 'person.merged')).toHaveLength(3)
    for (const [file, reference] of [
      [one.caseId, 'ADL-2026-0002'],
      [other.caseId, 'ADL-2026-0001'],
    ] as const) {
      expect((await aigerim.opens(`/cases/${file}`)).$('#persons').parent().parent().text()).toContain(reference)
      expect((await aigerim.opens(`/cases/${file}/history`)).text).toContain('Recorded as one person')
    }
    expect((await aigerim.opens('/cases')).$('tbody').text()).toContain('Also in ADL-2026-0001')
    expect((await compares(aigerim, other.id, one.id)).text).toContain('recorded as one person already')
    expect(aigerim.page!.$('#merge')).toHaveLength(0)
    expect(await damage()).toEqual([])
  })

  it('offers what the other file knows and copies nothing that is not ticked', async () => {
    const { aigerim, trail } = office
    const { one, other } = await two()
    await aigerim.fills(`/cases/${one.caseId}/persons/${one.id}`, {
      sex: 'male', iin: '850101300005', contacts: 'сестра, +7 700', 'birthDate-day': '1', 'birthDate-month': '1', 'birthDate-year': '1985',
    }) // prettier-ignore
    const page = await merges(aigerim, other.id, one.id)
    expect(page.url).toMatch(/\/facts\?back=/)
    expect(page.$('[name=fact]')).toHaveLength(5)
    expect(page.$('[name=fact][checked]')).toHaveLength(0)
    const taken = (field: string) => page.$(`[name=fact][value^="${field}:"]`).val() as string

    expect((await aigerim.submits({})).errors).toEqual(['Tick what is to be taken over'])
    await aigerim.opens(page.url)
    await aigerim.submits({ fact: [taken('birthDate'), taken('spelling')] })

    const $ = (await aigerim.opens(`/cases/${other.caseId}/persons/${other.id}`)).$
    expect([$('[name=birthDate-year]').val(), $('[name=birthYear]').val()]).toEqual(['1985', '1985'])
    expect([$('[name=iin]').val(), $('[name=contacts]').val()]).toEqual(['', ''])
    expect($('[name=otherNames]').val()).toBe(names[0])
    expect((await trail()).filter(action => action === 'person.factsTaken')).toHaveLength(1)
    expect((await aigerim.opens(`/cases?q=01.01.1985`)).$('tbody tr')).toHaveLength(2)
  })

  it('is undone within thirty days, restoring exactly who belonged where', async () => {
    const { dana, trail } = office
    const [one, two, three] = (await people(3)).map(row => row.id) as [string, string, string]
    await merges(dana, one, two)
    await merges(dana, three, two)
    expect(await identities()).toEqual([one, one, one])
    days(29)
    await dana.signsIn()

    const refused = await undoes(dana, 1)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Undo that first')
    await undoes(dana)
    expect(await identities()).toEqual([one, one, three])
    await undoes(dana)

    expect(await identities()).toEqual([one, two, three])
    expect((await rows()).map(row => row.id)).toEqual([one, two, three])
    expect((await trail()).filter(action => action === 'person.separated').length).toBeGreaterThan(4)
    expect(await damage()).toEqual([])
  })

  it('cannot be undone after thirty days', async () => {
    const { dana } = office
    const [one, two] = (await people(2)).map(row => row.id) as [string, string]
    await merges(dana, one, two)
    const page = await dana.opens('/persons/duplicates')
    const { action, body } = dana.formOf('form[action$="/separation"]', {})
    expect(page.text).toContain('Can be undone until 1 April 2026')
    days(31)
    await dana.signsIn()
    const csrf = String((await dana.opens('/account')).$('[name=_csrf]').first().val())

    const late = await dana.opens(action, {
      method: 'POST', body: body.replace(/_csrf=[^&]*/, `_csrf=${csrf}`), headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }) // prettier-ignore

    expect(late.status).toBe(409)
    expect(late.text).toContain('More than 30 days have passed')
    expect((await dana.opens('/persons/duplicates')).$('form[action$="/separation"]')).toHaveLength(0)
    expect(await identities()).toEqual([one, one])
  })

  it('is for those who hold the keys of all the files; others are told who can', async () => {
    const { aigerim, bolat, dana } = office
    const mine = (await people(1, aigerim))[0]!.id
    await filesQuickly(bolat, { name: 'Абдигалиев Кайрат' })
    await filesQuickly(bolat, { name: 'Kairat Abdigaliyev' })
    const [, two, three] = (await rows()).map(row => row.id) as [string, string, string]
    expect((await compares(aigerim, mine, two)).status).toBe(404)
    await merges(dana, mine, two)

    const page = await compares(bolat, two, three)
    expect(page.text).toContain('A coordinator of your organisation can')
    expect(page.$('#merge')).toHaveLength(0)
    expect(page.text).not.toContain('ADL-2026-0001')
    const csrf = String(page.$('[name=_csrf]').first().val())
    const forced = await bolat.opens(`/persons/${two}/merging/${three}`, {
      method: 'POST', body: `_csrf=${csrf}`, headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }) // prettier-ignore
    expect(forced.status).toBe(422)
    expect((await bolat.opens(`/cases/${(await rows())[1]!.caseId}/history`)).text).not.toContain('Recorded as one')
    expect((await bolat.opens(`/cases/${(await rows())[1]!.caseId}/persons/${two}/same`)).text).not.toMatch(
      /Also in|Undo/,
    )
    expect(await identities()).toEqual([mine, mine, three])

    await merges(dana, two, three)
    expect(await identities()).toEqual([mine, mine, mine])
  })

  it('is not for who only reads one of the files', async () => {
    const { aigerim, bolat } = office
    const [one] = await people(1, aigerim)
    await aigerim.fills(`/cases/${one!.caseId}/team`, { userId: bolat.id, role: 'reader' }, '#join')
    await filesQuickly(bolat, { name: 'Абдигалиев Кайрат' })
    const two = (await rows())[1]!.id
    expect((await compares(bolat, two, one!.id)).$('#merge')).toHaveLength(0)
  })

  it('changes what is counted at once, and its undoing changes it back', async () => {
    const { dana } = office
    for (const name of ['Ольга Ким', 'Серик Оспанов', 'Анна Шмидт', 'Иван Петров', 'Айгүл Бекова'])
      await filesQuickly(office.aigerim, { name })
    const [one, other] = (await people(2)).slice(-2)
    const question = { unit: 'person', measure: { kind: 'count' }, minimumVerification: 'V0', scope: 'organisation' }
    const counted = async () => {
      const page = await dana.opens(`/questions/answer.json?q=${encodeURIComponent(JSON.stringify(question))}`)
      return (JSON.parse(page.$('body').text()) as { base: number }).base
    }
    expect(await counted()).toBe(7)
    await merges(dana, other!.id, one!.id)
    expect(await counted()).toBe(6)
    await undoes(dana)
    expect(await counted()).toBe(7)
  })

  it('leaves a coordinator where the list was', async () => {
    const { dana } = office
    await people(2)
    await dana.opens('/persons/duplicates')
    await dana.opens(dana.page!.$('a[href*="/merging/"]').attr('href')!)
    const page = await dana.submits({}, '#merge')
    expect(page.url).toBe('/persons/duplicates')
    expect(page.text).toContain('Recorded as one person in the last 30 days')
  })
})
