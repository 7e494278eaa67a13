import { SavedList } from '../../src/cases/saved-lists/saved-list.entity'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import type { Person } from '../setup/people'

describe('a list of cases that is kept', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    await filesQuickly(office.aigerim)
    await filesQuickly(office.aigerim, { region: 'KZ-71', risk: 'low', urgent: 'yes' })
  })
  afterEach(() => office.closes())

  const keeps = (person: Person, path: string, title: string, shared?: string) =>
    person.fills(path, { title, shared }, 'form[action^="/lists"]')
  const heads = ({ page }: Person) => page!.$('main thead th').map((_, th) => page!.$(th).text().trim()).get() // prettier-ignore

  it('opens by its link with the same filters, columns and order', async () => {
    const { aigerim, trail } = office
    const page = await keeps(aigerim, '/cases?region=KZ-71&columns=risk&columns=stage&sort=received', 'Астана')
    const address = '/cases?region=KZ-71&columns=risk&columns=stage&sort=received'
    expect(page.url).toBe(address)
    expect(page.$('nav [aria-current=true]').text()).toContain('Астана')
    expect(page.$('form[action^="/lists"]')).toHaveLength(0)
    await aigerim.opens('/cases')
    const link = aigerim.page?.$('nav.dl-choices a').first().attr('href') ?? ''
    expect(link).toBe(address)
    expect((await aigerim.opens(link)).$('tbody tr')).toHaveLength(1)
    expect(heads(aigerim)).toEqual(['Reference', 'Case', 'Risk', 'Stage'])
    expect((await aigerim.opens('/lists')).text).toContain('Астана Region: Astana')
    expect((await trail()).at(-1)).toBe('list.saved')
  })

  it('keeps no name that was searched for, and its title sealed', async () => {
    const { aigerim, gate } = office
    await keeps(aigerim, '/cases?q=%D2%9A%D0%B0%D0%B9%D1%80%D0%B0%D1%82&risk=high&after=2026-03-02T04:00:00.000Z~01900000-0000-7000-8000-000000000000', 'Тайное название') // prettier-ignore
    const [list] = await gate.read(db => db.find(SavedList))
    expect(list?.address).toEqual({ risk: ['high'] })
    const raw = JSON.stringify(await gate.read(db => db.query('SELECT * FROM saved_lists')))
    for (const word of ['Тайное', 'Қайрат']) expect(raw).not.toContain(word)
    expect(list?.sealed.toString('utf8')).not.toContain('Тайное')
  })

  it('is seen by colleagues only when it is shared, and by another organisation never', async () => {
    const { aigerim, bolat, olga } = office
    await keeps(aigerim, '/cases?risk=high', 'Моё')
    await keeps(aigerim, '/cases?risk=low', 'Общее', 'yes')
    const titles = async (person: Person) => (await person.opens('/lists')).$('tbody th').text()
    expect([await titles(aigerim), await titles(bolat), await titles(olga)]).toEqual(['МоёОбщее', 'Общее', ''])
    expect((await bolat.opens('/lists')).text).toContain('Aigerim')
    expect((await bolat.opens('/cases')).$('nav.dl-choices li').first().text()).toBe('Общее')
  })

  it('is renamed and taken away by its owner; a shared one is taken away by a coordinator, too', async () => {
    const { aigerim, bolat, dana, trail } = office
    await keeps(aigerim, '/cases?risk=high', 'Моё')
    const change = (await aigerim.opens('/lists')).$('tbody a[href^="/lists/"]').attr('href')!
    expect(await aigerim.fills(change, { title: ' ' })).toMatchObject({
      status: 422,
      errors: ['Give the list a title'],
    })
    expect((await aigerim.submits({ title: 'Наше', shared: 'yes' })).text).toContain('Наше')
    for (const person of [bolat, dana]) expect((await person.opens(change)).status).toBe(404)
    expect((await bolat.opens('/lists')).$('main form')).toHaveLength(0)
    expect((await dana.fills('/lists', {}, 'main tbody form')).text).not.toContain('Наше')
    await keeps(aigerim, '/cases?risk=low', 'Второе')
    await aigerim.fills((await aigerim.opens('/lists')).$('tbody a[href^="/lists/"]').attr('href')!, {}, '#removal')
    expect(aigerim.page?.text).toContain('Choose filters')
    expect((await trail()).filter(action => action.startsWith('list.'))).toEqual(['list.saved', 'list.changed', 'list.removed', 'list.saved', 'list.removed']) // prettier-ignore
  })

  it('asks again, on the list it is about, when it has no title', async () => {
    const { aigerim } = office
    const page = await keeps(aigerim, '/cases?risk=low&columns=stage', '')
    expect(page).toMatchObject({ status: 422, errors: ['Give the list a title'] })
    expect(page.$('tbody tr')).toHaveLength(1)
    expect(heads(aigerim)).toEqual(['Reference', 'Case', 'Stage'])
    expect((await aigerim.submits({ title: 'Теперь' }, 'form[action^="/lists"]')).url).toBe(
      '/cases?risk=low&columns=stage',
    )
  })

  it('takes columns that make no sense for the usual ones', async () => {
    const { aigerim } = office
    await aigerim.opens('/cases?columns=words&columns=__proto__')
    expect(heads(aigerim)).toEqual(['Reference', 'Case', 'Event', 'Provisions', 'Verified', 'Received', 'Changed ↓'])
  })
})
