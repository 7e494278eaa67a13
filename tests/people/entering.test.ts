import { setTimeout as wait } from 'node:timers/promises'
import { In } from 'typeorm'
import { firstAdministratorLink, User } from '../../src/people'
import { SubjectKey } from '../../src/vault'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { holds } from '../setup/held'
import { openOffice, type Office } from '../setup/office'
import { invites, invitesAgain, Newcomer, newPassword } from './newcomer'

describe('entering the office', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await office.saule.signsIn()
  })
  afterEach(() => office.closes())
  const hours = (many: number) => (office.now = new Date(office.now.getTime() + many * 3_600_000))

  it('leads from the link to an account that opens nothing until a coordinator lets the person in', async () => {
    await everybodyIn(office)
    const id = await filesQuickly(office.aigerim)
    const link = await invites(office, 'kairat', ['coordinator'])
    const kairat = new Newcomer(office, 'kairat')
    const asked = await kairat.opens(link)
    expect(asked.text).toContain('kairat')

    const enrolment = await kairat.choosesPassword(link)
    const picture = await kairat.send(enrolment.$('main img').attr('src')!)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect([...new Uint8Array(await picture.arrayBuffer())].slice(1, 4)).toEqual([...Buffer.from('PNG')])
    const spare = await kairat.submits({ code: kairat.code(), lastFour: kairat.recoveryCode.slice(-4).toLowerCase() })
    expect(spare.$('.dl-codes li')).toHaveLength(8)

    hours(0.1)
    expect((await kairat.signsIn()).url).toBe('/')
    expect((await kairat.opens('/account')).text).toContain('You are not let in yet')
    expect((await kairat.opens('/cases')).text).not.toContain('ADL-2026')
    expect((await kairat.opens(`/cases/${id}`)).status).toBe(404)

    expect((await office.dana.opens('/let-in')).text).toContain('New kairat')
    await office.dana.submits({})
    expect((await kairat.opens(`/cases/${id}`)).status).toBe(200)
    expect((await kairat.opens('/account')).text).not.toContain('You are not let in yet')
    const deeds = ['user.invited', 'user.keysMade', 'user.entered', 'user.spareCodesRenewed', 'user.letIn']
    expect(await office.trail()).toEqual(expect.arrayContaining(deeds))
  })

  it('opens to all who come in at one moment for the first time, with one key for each group', async () => {
    const all = [office.dana, office.aigerim, office.bolat, office.erlan, office.olga]
    await Promise.all(all.map(person => person.signsIn()))
    for (const person of all) expect((await person.opens('/account')).status).toBe(200)
    const made = await office.gate.read(db => db.find(SubjectKey))
    const once = new Set(made.map(key => key.subjectId))
    expect([made.length, once.size, once.has('coalition:index')]).toEqual([once.size, once.size, true])
  })

  it('lets a spare code stand in for the authenticator, once', async () => {
    const zarina = new Newcomer(office, 'zarina')
    const page = await zarina.enters(await invites(office, 'zarina', ['lawyer']))
    const spare = page.$('.dl-codes li').first().text().trim().toLowerCase()
    await zarina.fills('/sign-in', { login: 'zarina', password: newPassword })
    expect((await zarina.submits({ code: spare })).url).toBe('/')
    await zarina.submits({}, 'form[action="/lock"]')
    await zarina.fills('/sign-in', { login: 'zarina', password: newPassword })
    expect((await zarina.submits({ code: spare })).status).toBe(422)
  })

  it('asks again, keeping nothing secret but what belongs on the page, when something is wrong', async () => {
    const link = await invites(office, 'zarina', ['lawyer'])
    const zarina = new Newcomer(office, 'zarina')
    expect((await zarina.fills(link, { password: 'too short' })).errors).toEqual(['Choose at least 15 characters'])
    await zarina.choosesPassword(link)
    const wrong = await zarina.submits({ code: '000000', lastFour: 'ZZZZ' })
    expect(wrong.status).toBe(422)
    expect(wrong.errors).toHaveLength(2)
    expect(wrong.$('#recovery-code').text().trim()).toBe(zarina.recoveryCode)
    expect(wrong.html).not.toContain(newPassword)
    const right = await zarina.submits({ code: zarina.code(), lastFour: zarina.recoveryCode.slice(-4) })
    expect(right.status).toBe(200)
  })

  it('takes a link once, and for a day', async () => {
    const [used, late] = [await invites(office, 'zarina', ['lawyer']), await invites(office, 'daniyar', ['lawyer'])]
    await new Newcomer(office, 'zarina').enters(used)
    hours(23)
    expect((await new Newcomer(office, 'daniyar').opens(late)).status).toBe(200)
    hours(1)
    for (const link of [used, late, '/invitation/0000-0000-0000-0000-0000-0000', '/invitation/x']) {
      for (const address of [link, `${link}/second-factor.png`]) {
        expect([address, (await office.stranger.opens(address)).status]).toEqual([address, 404])
      }
    }
  })

  it('ends an earlier link with the next one, and every link with the account', async () => {
    const earlier = await invites(office, 'zarina', ['lawyer'])
    const id = /\/users\/([0-9a-f-]{36})">New zarina/.exec((await office.saule.opens('/users')).html)![1]!
    const later = await invitesAgain(office, { id })
    expect((await office.stranger.opens(earlier)).status).toBe(404)
    expect((await office.stranger.opens(later)).status).toBe(200)
    await office.saule.fills(`/users/${id}`, {}, `form[action="/users/${id}/disabling"]`)
    expect((await office.stranger.opens(later)).status).toBe(404)
  })

  it('shows a second factor to nobody who has not just made the keys it belongs to', async () => {
    const link = await invitesAgain(office, office.aigerim)
    const { stranger } = office
    await stranger.opens(link)
    const picture = await stranger.send(`${link}/second-factor.png`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    const sent = await stranger.opens(`${link}/second-factor`, {
      method: 'POST',
      body: `${stranger.formOf('main form', { password: 'x' }).body}&code=${office.aigerim.code()}&lastFour=ABCD`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(sent.url).toBe(link)
    expect((await office.aigerim.signsIn()).page?.url).toBe('/')
  })

  it('takes a user name once, however it is written, and an organisation that is there', async () => {
    const { saule, organisations } = office
    const again = await saule.fills('/users/new', {
      name: 'Another',
      login: ' AIGERIM',
      organisationId: organisations.adl,
      roles: ['lawyer'],
    })
    expect(again).toMatchObject({ status: 422, errors: ['This user name is taken'] })
    expect(again.$('[name=name]').val()).toBe('Another')
    const nowhere = await saule.submits({ login: 'other', organisationId: '01900000-0000-7000-8000-000000000000' })
    expect(nowhere).toMatchObject({ status: 422, errors: ['Choose an organisation'] })
    const pair = await Promise.all(Array.from({ length: 6 }, () => twin(office)))
    expect(pair.sort()).toEqual([200, 422, 422, 422, 422, 422])
  })

  it('gives the first administrator a link at the first start, and nobody a second one', async () => {
    const { gate, inWork, host } = office
    expect(await firstAdministratorLink(gate, inWork, host)).toBeUndefined()
    await gate.write(db => db.updateAll(User, { state: 'disabled' }))
    const first = await firstAdministratorLink(gate, inWork, host)
    const afterRestart = await firstAdministratorLink(gate, inWork, host)
    expect((await office.stranger.opens(first!)).status).toBe(404)
    const administrator = new Newcomer(office, 'administrator')
    await administrator.enters(afterRestart!)
    expect(await firstAdministratorLink(gate, inWork, host)).toBeUndefined()
    hours(0.1)
    expect((await administrator.signsIn()).url).toBe('/')
    expect((await administrator.opens('/users')).text).toContain('administrator')
    expect((await office.stranger.opens(afterRestart!)).status).toBe(404)
  })

  it('keeps one of two administrators who disable each other at the same moment', async () => {
    const { saule, bolat, gate } = office
    await saule.fills(`/users/${bolat.id}`, { roles: ['administrator'] }, 'form[action$="/duties"]')
    await bolat.signsIn()
    await saule.opens(`/users/${bolat.id}`)
    await bolat.opens(`/users/${saule.id}`)
    const letGo = await holds(office, 'trail') // neither ends before both have looked
    const disabling = [saule, bolat].map(person => person.submits({}, 'form[action$="/disabling"]'))
    await wait(500)
    await letGo()
    await Promise.all(disabling)
    const both = await gate.read(db => db.findBy(User, { id: In([saule.id, bolat.id]) }))
    expect(both.map(user => user.state).sort()).toEqual(['active', 'disabled'])
  })
})

/** The same invitation out of a browser of its own. */
async function twin({ saule, organisations }: Office): Promise<number> {
  const { body } = saule.formOf('main form', {
    name: 'Twin',
    login: 'twin',
    organisationId: organisations.adl,
    roles: ['lawyer'],
  })
  const sent = await saule.send('/users', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  await sent.arrayBuffer()
  return sent.status
}
