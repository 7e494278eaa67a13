import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

const moment = (name: string, day: string, time = '', source = 'person') => {
  const [year, month, date] = day.split('-')
  const [hour, minute] = time.split(':')
  const parts = { year, month, day: date, hour, minute, source }
  return Object.fromEntries(Object.entries(parts).map(([part, value]) => [`${name}-${part}`, value ?? '']))
}

describe('the clocks of a detention', () => {
  let office: Office
  let id: string
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
    await office.aigerim.fills(`/cases/${id}/entries/detention/new`, {
      ...moment('deFactoAt', '2024-02-28', '22:10'),
      ...moment('recordedAt', '2024-02-29', '23:30', 'protocol'),
      ...moment('lawyerFirstContactAt', '2024-03-01'),
      'relativeNotifiedAt-state': 'never',
      ...moment('judgeFirstAt', '2024-03-02', '15:00', 'court'),
      regionAtEvent: 'KZ-75',
    })
  })
  afterAll(() => office.closes())

  /** The text of what opens under a clock. */
  const how = async (clock: string) => {
    const { $ } = await office.aigerim.opens(`/cases/${id}`)
    const opened = $('details.dl-how').filter((_, one) => $(one).find('summary').text().endsWith(`: ${clock}`))
    return opened.first().text().replace(/\s+/g, ' ')
  }

  it('open to show both moments with their sources, the zones, the limit, the law and how sure it is', async () => {
    const text = await how('a judge')
    expect(text).toContain('Really held from: 28 February 2024, 22:10 (to the minute; the person)')
    expect(text).toContain('First before a judge: 2 March 2024, 15:00 (to the minute; court record)')
    expect(text).toContain('Almaty city: UTC+6, at the end UTC+5')
    expect(text).toContain('The clocks were set back by 1 h in between; that time is counted.')
    expect(text).toContain('48 h, until 1 March 2024, 21:10')
    expect(text).toMatch(/exceeded\s*by 17 h 50 min at least/)
    expect(text).toContain('in force from 1 March 2018')
    expect(text).toContain('minors 24 h')
    expect(text).toContain('medium; sources checked on 24 November 2026, not confirmed by a lawyer yet. Code book')
  })

  it('say what was taken for a time that is not known to the minute, and that a minute came twice', async () => {
    expect(await how('the first lawyer')).toContain(
      'taken as any minute from 1 March 2024, 00:00 to 1 March 2024, 23:59',
    )
    expect(await how('the protocol')).toContain('25 h 20 min to 26 h 20 min')
    expect(await how('the protocol')).toContain('the clocks showed this time twice that night')
  })

  it('never call a limit nobody is sure of exceeded, and what never happened is no clock', async () => {
    expect(await how('the first lawyer')).toContain('Longer than the limit, but')
    expect(await how('a relative told')).toMatch(/A relative was told: It never happened.*Result\s*never/)
  })

  it('stand on the page of the entry itself too, and lead to the versions of their limits', async () => {
    const whole = (await office.aigerim.opens(`/cases/${id}`))
      .$('.dl-section__actions a[href*="/entries/detention/"]:not([href$="/new"])')
      .first()
      .attr('href')
    const { $ } = await office.aigerim.opens(whole ?? '')
    expect($('.dl-clocks details.dl-how').length).toBeGreaterThan(3)
    const link = $('.dl-clocks a[href="/codebook/clocks#before-judge"]').attr('href')
    const versions = await office.aigerim.opens(link?.split('#')[0] ?? '')
    expect(versions.$('#before-judge').text()).toContain('72 h')
  })
})
