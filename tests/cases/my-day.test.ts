import { join } from 'node:path'
import { verifyCommand } from '../../src/commands/verify'
import { password } from '../setup/people'
import { everybodyIn, filesQuickly, setsDeadline } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { invites } from '../people/newcomer'

describe('the first page', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
    minutes(11)
  })
  afterEach(() => office.closes())
  const minutes = (many: number) => (office.now = new Date(office.now.getTime() + many * 60_000))

  it('shows a lawyer what is due first, to be marked as done right there', async () => {
    const { aigerim, trail } = office
    for (const day of ['28', '1', '2', '3', '4', '5', '6']) await setsDeadline(aigerim, id, `Дело ${day}`, day)
    const page = await aigerim.opens('/')
    const titles = () => aigerim.page!.$('.dl-due tbody th a').map((_, a) => aigerim.page!.$(a).text()).get() // prettier-ignore
    expect(titles()).toEqual(['Дело 1', 'Дело 2', 'Дело 3', 'Дело 4', 'Дело 5', 'Дело 6'])
    expect(page.text).toContain('Deadlines past: 1, due today: 1.')
    expect((await aigerim.submits({}, '.dl-due form')).url).toMatch(/^\/\?just=/)
    expect(titles()[0]).toBe('Дело 2')
    expect((await trail()).at(-1)).toBe('deadline.finished')
  })

  it('marks a file that somebody else changed until it is opened, and none for what one did oneself', async () => {
    const { aigerim, dana } = office
    const marked = async () => {
      const { $ } = await aigerim.opens('/')
      return $('section[aria-labelledby=recent] tr.is-new td:first-child').text()
    }
    await aigerim.fills(`/cases/${id}/words`, { narrative: 'Своё' })
    minutes(5) // an opening within ten minutes of another leaves no trace of its own
    await aigerim.fills(`/cases/${id}/entries/deadline/new`, { what: 'Своё' })
    expect(await marked()).toBe('')
    minutes(11)
    await dana.fills(`/cases/${id}/words`, { narrative: 'Чужое' })
    expect(await marked()).toBe('ADL-2026-0001')
    expect(aigerim.page?.text).toContain('Cases that somebody else changed: 1.')
    minutes(1)
    await aigerim.opens(`/cases/${id}`)
    expect(await marked()).toBe('')
  })

  it('shows a coordinator how much waits for classification, and since when', async () => {
    const { dana, aigerim } = office
    const page = await dana.opens('/')
    const waits = page.$('section[aria-labelledby=waits] li').text().replace(/\s+/g, ' ')
    expect(waits).toContain('Entries to classify 2')
    expect(waits).toContain('The oldest since 2 Mar 2026')
    expect((await aigerim.opens('/')).text).toContain('Nothing waits for you.')
  })

  it('shows a coordinator which cases nobody has verified, so that nothing of them is counted', async () => {
    const { dana, aigerim } = office
    const verified = await filesQuickly(aigerim)
    await dana.fills(`/cases/${verified}/about`, { verification: 'V1' })
    const waits = (await dana.opens('/')).$('section[aria-labelledby=waits] li:contains("Cases to verify")')
    expect(waits.text().replace(/\s+/g, ' ')).toContain('the case itself is not counted until then 1The oldest since 2 Mar 2026')
    const list = await dana.opens(waits.find('a').attr('href')!)
    expect(list.$('#cases tbody a').map((_, a) => list.$(a).text()).get()).toEqual(['ADL-2026-0001']) // prettier-ignore
    expect(list.$('.dl-chips').text()).toContain('Verified, below: Single source')
    await dana.fills(`/cases/${id}/about`, { verification: 'VX' })
    expect((await dana.opens('/')).text).not.toContain('Cases to verify')
    expect(await office.trail()).toContain('case.described')
  })

  it('shows who is in custody without a judge, and until when the law gives time', async () => {
    const { aigerim } = office
    const detains = (changes: Record<string, string>) =>
      aigerim.fills(`/cases/${id}/entries/detention/new`, {
        'deFactoAt-day': '1',
        'deFactoAt-month': '3',
        'deFactoAt-year': '2026',
        'deFactoAt-hour': '23',
        'deFactoAt-minute': '40',
        regionAtEvent: 'KZ-75',
        ...changes,
      })
    const held = async () => {
      const { $ } = await aigerim.opens('/')
      return $('section[aria-labelledby=held] tbody tr').map((_, row) => $(row).text().replace(/\s+/g, ' ').trim()).get() // prettier-ignore
    }
    expect(await held()).toEqual([])
    await detains({})
    await detains({ 'releasedAt-state': 'unknown' })
    await detains({ 'deFactoAt-day': '1', 'deFactoAt-month': '1' })
    expect(await held()).toEqual(['3 Mar 2026, 23:40 1 March 2026, 23:40 ADL-2026-0001'])
    expect(aigerim.page?.$('#held ~ table .dl-status--running')).toHaveLength(1)
    minutes(3 * 24 * 60)
    await aigerim.signsIn()
    expect((await held())[0]).toContain('the limit is past')
  })

  it('says what is lent, and until when', async () => {
    const { bolat, aigerim } = office
    const asked = await bolat.fills('/access/new', { reference: 'ADL-2026-0001', reason: 'Отпуск' }, '#ask')
    await aigerim.fills(asked.url, { current: password }, 'form[action$="/confirmation"]')
    const lent = (await bolat.opens('/')).$('section[aria-labelledby=lent]')
    expect(lent.find('a').attr('href')).toBe(`/cases/${id}`)
    expect(bolat.page?.text).toContain('until 3 March 2026')
    minutes(24 * 60)
    await bolat.signsIn()
    expect((await bolat.opens('/')).$('#lent')).toHaveLength(0)
  })

  it('shows an administrator accounts and the last checkpoint, no case', async () => {
    const { saule, doors, database } = office
    await saule.signsIn()
    expect((await saule.opens('/')).text).toContain('none yet')
    await invites(office, 'kairat', ['lawyer'])
    const config = { ...doors.config, databaseUrl: database.url, keyFile: join(database.folder, 'host.key'), logLevel: 'silent' } // prettier-ignore
    expect(await verifyCommand(config, { checkpointOut: join(database.folder, 'checkpoint.json') }, () => undefined)).toBe(0) // prettier-ignore
    const page = await saule.opens('/')
    expect(page.text).toContain('without a password and a second factor1 · links still good: 1')
    expect(page.text).not.toContain('none yet')
    expect(page.html).not.toMatch(/\/cases\/[0-9a-f-]{36}|ADL-2026/)
    expect(await office.trail()).toContain('checkpoint.made')
  })

  it('shows an auditor unusual reading and the trail', async () => {
    const { timur } = office
    await timur.signsIn()
    const page = await timur.opens('/')
    expect(page.text).toContain('Unusual reading, last 30 daysnone · The trail')
    expect(page.$('.dl-due')).toHaveLength(0)
  })
})
