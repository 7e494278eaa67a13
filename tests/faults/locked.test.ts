import { Case } from '../../src/cases/case.entity'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'
import { holds } from '../setup/held'
import { openOffice, type Office } from '../setup/office'

describe('a database somebody else holds', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  it('is told calmly with everything that was typed, and the same form, sent again later, makes one case', async () => {
    const { aigerim, gate } = office
    await aigerim.opens('/cases/quick')
    office.now = new Date(office.now.getTime() + 120_000) // long enough that it would be written down who is here
    const letGo = await holds(office, 'cases, trail')
    const busy = await aigerim.submits(quick)
    expect(busy.status).toBe(503)
    expect(busy.headers.get('retry-after')).toBe('5')
    expect(busy.$('main').text()).toContain('send it again')
    for (const [name, value] of [['name', quick.name], ['on-day', quick['on-day']]] as const)
      expect(busy.$(`[name="${name}"]`).val()).toBe(value)
    expect(busy.$('[name=narrative]').text()).toContain(quick.narrative)
    expect((await aigerim.opens('/cases')).status).toBe(200) // who only looks is not kept waiting
    await letGo()
    aigerim.page = busy
    expect((await aigerim.submits({})).url).toMatch(/^\/cases\/[0-9a-f-]{36}\?filed=quick$/)
    expect(await gate.read(db => db.count(Case))).toBe(1)
  }, 30_000) // prettier-ignore

  it('keeps what is to be kept for later on its page', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    await aigerim.opens(`/cases/${id}/words`)
    const letGo = await holds(office, 'cases, trail')
    const narrative = 'Долгий рассказ, набранный за час.'
    const busy = await aigerim.submits({ narrative, _later: 'yes' })
    expect(busy.status).toBe(503)
    expect(busy.$('main').text()).toContain('send it again')
    expect(busy.$('[name=narrative]').text()).toContain(narrative)
    await letGo()
    expect((await aigerim.submits({ _later: 'yes' })).url).toBe(`/cases/${id}`)
    expect((await aigerim.opens(`/cases/${id}/words`)).$('[name=narrative]').text()).toContain(narrative)
  }, 30_000)
})
