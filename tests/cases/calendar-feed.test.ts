import { CalendarFeed } from '../../src/cases/deadlines/feed/calendar-feed.entity'
import { everybodyIn, filesQuickly, setsDeadline } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { password, type Person } from '../setup/people'

describe('the calendar of deadlines', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
    await setsDeadline(office.aigerim, id, 'Позвонить Қайрату Әбдіғалиеву', '5')
  })
  afterEach(() => office.closes())

  const makes = async (person: Person) => {
    const page = await person.fills('/account/calendar', { current: password })
    return page.$('#address a').attr('href')!
  }
  const read = async (address: string) => {
    const answer = await office.stranger.send(address)
    const text = await answer.text()
    return { status: answer.status, type: answer.headers.get('content-type'), cache: answer.headers.get('cache-control'), text, events: text.split('BEGIN:VEVENT').slice(1) } // prettier-ignore
  }

  it('is read without signing in: the kind and the day of a deadline, never a name, a case or a word', async () => {
    const { aigerim, dana, trail } = office
    await aigerim.fills('/account', { language: 'ru' }, 'form[action="/account"]')
    const address = await makes(aigerim)
    const found = await read(address)
    expect(found).toMatchObject({ status: 200, type: 'text/calendar; charset=utf-8', cache: 'no-store' })
    expect(found.events).toHaveLength(1)
    expect(found.text).toContain('DTSTART;VALUE=DATE:20260305\r\nDTEND;VALUE=DATE:20260306\r\n')
    expect(found.text.replace(/\r\n /g, '')).toContain('SUMMARY:Срок: Обжалование постановления о содержании под стражей\r\n') // prettier-ignore
    for (const word of ['Позвонить', 'Қайрат', 'ADL-', id, 'aigerim', 'Aigerim']) expect(found.text).not.toContain(word)
    expect(await trail()).toEqual(expect.arrayContaining(['feed.made', 'feed.read']))
    expect(await read(await makes(dana))).toMatchObject({ status: 200, events: [] }) // she holds no key of her own
  })

  it('leaves out what is done, and what lies in a closed case', async () => {
    const { aigerim, dana } = office
    const address = await makes(aigerim)
    await setsDeadline(aigerim, id, 'Второй', '6')
    expect((await read(address)).events).toHaveLength(2)
    await aigerim.fills('/deadlines', {}, 'main section form')
    expect((await read(address)).events).toHaveLength(1)
    await dana.opens(`/cases/${id}`)
    await dana.submits({}, 'form[action$="/state/close"]')
    expect((await read(address)).events).toHaveLength(0)
  })

  it('keeps nothing of its address but a keyed hash, and shows it once', async () => {
    const { aigerim, gate } = office
    const address = await makes(aigerim)
    const code = address.split('/')[2]!
    const rows = await gate.read(db => db.find(CalendarFeed))
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(code.replace(/-/g, ''))
    expect((await aigerim.opens('/account/calendar')).html).not.toContain(code)
    await read(address)
    expect(office.logLines.join('\n')).not.toContain(code)
    expect(office.logLines.join('\n')).toContain('/calendar/:feedCode/deadlines.ics')
  })

  it('is not there any more once it is revoked, renewed, or its owner is disabled', async () => {
    const { aigerim, saule, trail } = office
    const first = await makes(aigerim)
    const second = await makes(aigerim)
    expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200])
    await aigerim.fills('/account/calendar', {}, '#end')
    expect((await read(second)).status).toBe(404)
    expect((await trail()).filter(action => action === 'feed.ended')).toHaveLength(2)
    const third = await makes(aigerim)
    await saule.signsIn()
    await saule.fills(`/users/${aigerim.id}`, {}, 'form[action$="/disabling"]')
    expect((await read(third)).status).toBe(404)
    const unknown = ['x', '0000-0000-0000-0000-0000-0000', '%00', 'ABCD-EFGH-JKMN-PQRS-TVWX-YZ23']
    for (const code of unknown) expect([404, 400]).toContain((await read(`/calendar/${code}/deadlines.ics`)).status)
  })

  it('asks for the password before an address is made', async () => {
    const { aigerim, trail } = office
    const page = await aigerim.fills('/account/calendar', { current: 'not my password at all' })
    expect(page).toMatchObject({ status: 422, errors: ['This is not your password'] })
    expect(await trail()).not.toContain('feed.made')
  })

  it('loses what is no longer in sight, and is read so often in an hour and not more', async () => {
    const { aigerim, bolat } = office
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'reader' }, '#join')
    const address = await makes(bolat)
    expect((await read(address)).events).toHaveLength(1)
    await aigerim.fills(`/cases/${id}/team`, {}, 'form[action$="/leaving"]')
    expect((await read(address)).events).toHaveLength(0)
    for (let times = 2; times < 30; times += 1) expect((await read(address)).status).toBe(200)
    expect((await read(address)).status).toBe(429)
    office.now = new Date(office.now.getTime() + 3_700_000)
    expect((await read(address)).status).toBe(200)
  })
})
