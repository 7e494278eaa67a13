import { User } from '../../src/people'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { password, type Person } from '../setup/people'

describe('unusual reading (S23)', () => {
  let office: Office
  const ids: string[] = []
  beforeEach(async () => {
    office = await openOffice({ environment: { UNUSUAL_READING: '3' } })
    await everybodyIn(office)
    await office.timur.signsIn()
    ids.length = 0
    for (let many = 0; many < 5; many += 1) {
      ids.push(await filesQuickly(office.aigerim))
      await later(25) // filing leads to the case's page, which counts
    }
    await later(61)
  })
  afterEach(() => office.closes())

  /** Sessions end when one is idle for long: whoever is named signs in again. */
  const later = async (minutes: number, ...people: Person[]) => {
    office.now = new Date(office.now.getTime() + minutes * 60_000)
    for (const person of people) await person.signsIn()
  }
  const reads = async (who: Person, many: number) => {
    for (const id of ids.slice(0, many)) expect((await who.opens(`/cases/${id}`)).status).toBe(200)
  }
  const told = async (who: Person) =>
    (await who.opens('/notices')).$('tbody tr th').map((_, cell) => who.page!.$(cell).text()).get() // prettier-ignore
  const alerts = async () => (await office.trail()).filter(action => action === 'reading.unusual').length

  it('is told to the auditor once an hour and person, with how many cases it was', async () => {
    const { dana, timur } = office
    await dana.signsIn()
    await reads(dana, 3)
    expect(await alerts()).toBe(0)
    await reads(dana, 5)
    await timur.signsIn()
    expect(await told(timur)).toEqual(['Dana opened 4 cases within an hour.'])
    expect((await timur.opens('/')).$('tr.is-new a').attr('href')).toBe('/trail')
    expect(await alerts()).toBe(1)
    await later(61, dana)
    await reads(dana, 4)
    await timur.signsIn()
    expect(await told(timur)).toHaveLength(2)
    expect(await alerts()).toBe(2)
  })

  it('is told as well of cases that are taken out to a file', async () => {
    const { dana, aigerim, timur } = office
    await dana.signsIn()
    await dana.opens('/carrying')
    const { action, body } = dana.formOf('#export', { current: password })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await (await dana.send(action, { method: 'POST', body, headers })).text()).trim().split('\n')).toHaveLength(
      6,
    )
    await later(1, timur, aigerim)
    expect(await told(timur)).toEqual(['Dana opened 5 cases within an hour.'])
    const looks = await aigerim.opens(`/cases/${ids[0]}/looks`)
    expect(looks.$('tbody tr').first().text().replace(/\s+/g, ' ')).toMatch(/Dana.*0 ?1 ?$/)
  })

  it('counts a case once, however often it is opened', async () => {
    const { dana } = office
    await dana.signsIn()
    for (let many = 0; many < 4; many += 1) {
      await reads(dana, 3)
      await later(11)
    }
    expect(await alerts()).toBe(0)
  })

  it('is told to the coordinators where the organisation has no auditor, and not to the reader', async () => {
    const { aigerim, dana, timur, gate } = office
    await gate.write(db => db.update(User, { id: timur.id }, { state: 'disabled' }))
    await aigerim.signsIn()
    await reads(aigerim, 4)
    await dana.signsIn()
    expect(await told(dana)).toEqual(['Aigerim opened 4 cases within an hour.'])
    await reads(dana, 4)
    expect(await alerts()).toBe(2)
    expect(await told(dana)).toHaveLength(1)
  })
})
