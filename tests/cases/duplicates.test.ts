import { Person } from '../../src/cases/persons/person.entity'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import type { Person as Staff } from '../setup/people'

describe('one person in several files', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  const rowOf = async (caseId: string): Promise<Person> =>
    (await office.gate.read(db => db.findBy(Person, { caseId })))[0]!
  const files = async (who: Staff, name: string) => {
    const page = await who.fills('/cases/quick', { ...quick, name })
    return { page, id: /\/cases\/([0-9a-f-]{36})/.exec(page.url)![1]! }
  }
  const same = async (caseId: string) => `/cases/${caseId}/persons/${(await rowOf(caseId)).id}/same`
  const proposed = (who: Staff) =>
    who
      .page!.$('#proposed ~ table tbody th')
      .map((_, th) => who.page!.$(th).text().trim())
      .get()

  it('asks after a quick intake whether it is the same person as in another file, and says why', async () => {
    const { aigerim } = office
    const first = await files(aigerim, 'Қайрат Серікұлы Әбдіғалиев')
    expect(first.page.url).toBe(`/cases/${first.id}?filed=quick`)

    const second = await files(aigerim, 'Abdigaliyev Kairat')

    expect(second.page.url).toBe(`${await same(second.id)}?added=quick`)
    expect(second.page.text).toContain('ADL-2026-0001')
    expect(second.page.text).toContain('the name')
    expect(proposed(aigerim)).toEqual(['Қайрат Серікұлы Әбдіғалиев'])
    expect(second.page.$('main a[role=button]').attr('href')).toBe(`/cases/${second.id}?filed=quick`)
  })

  it('asks after the form of a person, and on the person’s page', async () => {
    const { aigerim } = office
    await files(aigerim, 'Қайрат Әбдіғалиев')
    const { id } = await files(aigerim, 'Марат Оспанов')

    const page = await aigerim.fills(`/cases/${id}/persons/new`, { role: 'WITNESS', name: 'Абдигалиев Кайрат' })

    expect(page.url).toMatch(/\/same\?added=person$/)
    expect(page.$('main a[role=button]').attr('href')).toMatch(/\/consent$/)
    const person = /persons\/([0-9a-f-]{36})/.exec(page.url)![1]!
    expect((await aigerim.opens(`/cases/${id}/persons/${person}`)).text).toContain('May be the same person')
    const other = await aigerim.fills(`/cases/${id}/persons/new`, { role: 'WITNESS', name: 'Айгүл Серікова' })
    expect(other.url).toMatch(/\/consent$/)
  })

  it('tells nothing of files out of sight', async () => {
    const { aigerim, bolat, dana } = office
    await files(aigerim, 'Қайрат Әбдіғалиев')

    const { id, page } = await files(bolat, 'Кайрат Абдигалиев')

    expect(page.url).toBe(`/cases/${id}?filed=quick`)
    expect((await bolat.opens(await same(id))).text).not.toMatch(/ADL-2026-0001|Әбдіғалиев/)
    expect((await dana.opens(await same(id))).text).toContain('ADL-2026-0001')
  })

  it('does not ask again about whom somebody said to be another person, from neither side', async () => {
    const { aigerim, trail } = office
    const first = await files(aigerim, 'Қайрат Әбдіғалиев')
    const second = await files(aigerim, 'Кайрат Абдигалиев')

    const page = await aigerim.submits({}, 'form[action*="/difference/"]')

    expect(page.url).toBe(`/cases/${second.id}?filed=quick`)
    expect((await trail()).filter(action => action === 'person.toldApart')).toHaveLength(2)
    for (const { id } of [first, second]) {
      await aigerim.opens(await same(id))
      expect(proposed(aigerim)).toEqual([])
    }
    expect((await aigerim.opens(`/cases/${first.id}/history`)).text).toContain('Said to be another person')
  })

  it('never proposes two persons with different IINs, and always two with the same one', async () => {
    const { aigerim } = office
    const person = { role: 'WITNESS', name: 'Нұрлан Серіков' }
    const [one, other] = ['850101300005', '850101300015']
    const ids = [await filesQuickly(aigerim), await filesQuickly(aigerim, { name: 'Ольга Ким' })]
    await aigerim.fills(`/cases/${ids[0]}/persons/new`, { ...person, iin: one })
    const different = await aigerim.fills(`/cases/${ids[1]}/persons/new`, { ...person, iin: other })
    const equal = await aigerim.fills(`/cases/${ids[1]}/persons/new`, { role: 'WITNESS', name: 'Н. Каримов', iin: one })
    expect(different.url).toMatch(/consent$/)
    expect(equal.url).toMatch(/same\?added=person$/)
    expect(equal.text).toContain('the same IIN')
  })

  it('shows a coordinator the proposals of the organisation, those of another to nobody', async () => {
    const { aigerim, bolat, olga, dana, erlan } = office
    await files(aigerim, 'Қайрат Әбдіғалиев')
    await files(bolat, 'Кайрат Абдигалиев')
    await files(olga, 'Kairat Abdigaliyev')

    const page = await dana.opens('/persons/duplicates')

    expect(page.$('main tbody tr')).toHaveLength(1)
    expect(page.text).toContain('2 persons looked through')
    expect(page.text).toMatch(/ADL-2026-0002.*ADL-2026-0001/)
    expect((await erlan.opens('/persons/duplicates')).text).toContain('No two persons seem to be one')
    expect((await bolat.opens('/persons/duplicates')).status).toBe(404)
    expect((await dana.opens('/cases')).$('a[href="/persons/duplicates"]')).toHaveLength(1)
  })

  it('leads the coordinator’s list on where it was cut, and leaves nobody out', async () => {
    const { aigerim, dana } = office
    for (let one = 0; one < 8; one += 1) await files(aigerim, 'Қайрат Әбдіғалиев')
    const seen = new Set<string>()
    let [page, pages] = [await dana.opens('/persons/duplicates'), 1]
    const collect = () =>
      page.$('main tbody tr').each((_, row) => void seen.add(page.$(row).find('a[href*="/merging/"]').attr('href')!.split('?')[0]!)) // prettier-ignore
    for (collect(); page.$('a[rel=next]').length; collect(), pages += 1)
      page = await dana.opens(page.$('a[rel=next]').attr('href')!)
    expect(seen.size).toBe(28)
    expect(pages).toBeLessThan(4)
  })
})
