import { User } from '../../src/people'
import { KeyWrapRow, recoveryHolder } from '../../src/vault'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { password, Person } from '../setup/people'
import { newPassword } from './newcomer'

describe('one’s own account', () => {
  let office: Office
  let caseId: string
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    caseId = await filesQuickly(office.aigerim)
    minutes(1)
  })
  afterAll(() => office.closes())
  const minutes = (many: number) => (office.now = new Date(office.now.getTime() + many * 60_000))
  const another = async (person: Person, typed = password) => {
    minutes(1)
    const browser = new Person(office.origin, person.login, person.secret, '', () => office.now)
    const taken = await browser.fills('/sign-in', { login: person.login, password: typed })
    if (taken.status === 200) await browser.submits({ code: browser.code() })
    return browser
  }
  const isIn = async (browser: Person) => (await browser.opens('/account')).url === '/account'

  it('changes the password, keeps the cases and ends every other session at once (S09)', async () => {
    const { aigerim } = office
    const other = await another(aigerim)
    const before = aigerim.cookies.get('s')!
    const done = await aigerim.fills('/account/password', { current: password, password: newPassword })
    expect(done).toMatchObject({ status: 200, url: '/account' })
    expect((await aigerim.opens(`/cases/${caseId}`)).status).toBe(200)
    expect(await isIn(other)).toBe(false)
    other.cookies.set('s', before)
    expect(await isIn(other)).toBe(false)
    expect(await isIn(await another(aigerim))).toBe(false)
    const again = await another(aigerim, newPassword)
    expect((await again.opens(`/cases/${caseId}`)).text).toContain('ADL-2026')
    expect(await office.trail()).toContain('user.passwordChanged')
  })

  it('asks again, with nothing of the passwords on the page, when one of them does not hold', async () => {
    const { bolat } = office
    const problems = [
      [{ current: 'not my password at all', password: newPassword }, 'This is not your password'],
      [{ current: password, password: 'Bolat2026bolat!' }, 'This is made of words that are tried first'],
      [{ current: password, password: 'short' }, 'Choose at least 15 characters'],
      [{ current: '', password: newPassword }, 'Give a password'],
    ] as const
    for (const [typed, problem] of problems) {
      const page = await bolat.fills('/account/password', typed)
      expect(page.status).toBe(422)
      expect(page.errors.join()).toContain(problem)
      expect(page.html).not.toContain(newPassword)
    }
    expect(await isIn(await another(bolat))).toBe(true)
  })

  it('lets nobody at an open screen guess the password, or take anything over without it', async () => {
    const { marat } = office
    await marat.signsIn()
    const ways = ['password', 'spare-codes', 'recovery-code', 'authenticator']
    let tried = 0
    for (; tried < 12; tried += 1) {
      const typed = { current: 'guess guess guess', ...(tried % 4 === 0 && { password: newPassword }) }
      const page = await marat.fills(`/account/${ways[tried % 4]}`, typed)
      expect(page.status).toBe(422)
      expect(page.$('#recovery-code, .dl-codes, #secret')).toHaveLength(0)
      if (page.errors.join().includes('Too many attempts')) break
    }
    expect(tried).toBeLessThan(8)
    const right = await marat.fills('/account/spare-codes', { current: password })
    expect(right.errors.join()).toContain('Too many attempts')
    minutes(16)
    expect((await marat.fills('/account/spare-codes', { current: password })).$('.dl-codes li')).toHaveLength(8)
  })

  it('renews spare codes: the former ones stop working', async () => {
    const { bolat } = office
    const codes = async () => {
      const page = await bolat.fills('/account/spare-codes', { current: password })
      return page.$('.dl-codes li').map((_, li) => page.$(li).text().trim()).get() // prettier-ignore
    }
    const [former] = await codes()
    const [present] = await codes()
    const browser = new Person(office.origin, 'bolat', bolat.secret, '', () => office.now)
    await browser.fills('/sign-in', { login: 'bolat', password })
    expect((await browser.submits({ code: former })).status).toBe(422)
    expect((await browser.submits({ code: present })).url).toBe('/')
  })

  it('renews the printed code: the former one opens nothing, the new one does (S08)', async () => {
    const { bolat, stranger } = office
    const next = (await bolat.fills('/account/recovery-code', { current: password })).$('#recovery-code').text().trim()
    minutes(1)
    const typed = { login: 'bolat', password: newPassword }
    const former = await stranger.fills('/forgotten', {
      ...typed,
      recoveryCode: bolat.recoveryCode,
      code: bolat.code(),
    })
    expect(former.status).toBe(422)
    const recovered = await stranger.fills('/forgotten', { ...typed, recoveryCode: next, code: bolat.code() })
    expect(recovered.$('#recovery-code')).toHaveLength(1)
    expect(await isIn(await another(bolat, newPassword))).toBe(true)
  })

  it('takes another authenticator once it has given its first code', async () => {
    const { dana } = office
    await another(dana).then(browser => dana.cookies.set('s', browser.cookies.get('s')!))
    const page = await dana.fills('/account/authenticator', { current: password })
    const picture = await dana.send(page.$('main img').attr('src')!)
    expect(picture.headers.get('content-type')).toBe('image/png')
    const sealed = new URL(page.$('main img').attr('src')!, office.origin).search
    expect((await office.erlan.send(`/account/authenticator.png${sealed}`)).status).toBe(404)

    expect((await dana.submits({ code: '000000' })).status).toBe(422)
    expect(await isIn(await another(dana))).toBe(true) // the former still holds
    const secret = dana.page!.$('#secret').text().replace(/\s/g, '')
    const renewed = new Person(office.origin, 'dana', secret, '', () => office.now)
    expect(await dana.submits({ code: renewed.code() })).toMatchObject({ status: 200, url: '/account' })

    expect(await isIn(await another(dana))).toBe(false)
    minutes(1)
    expect(await isIn(await renewed.signsIn())).toBe(true)
    expect(await office.trail()).toContain('user.authenticatorChanged')
  })

  it('is shown in the language that was chosen there, under the name that was given', async () => {
    const { timur } = office
    await timur.signsIn()
    await timur.fills('/account', { name: '<b>Тимур</b>', language: 'kk' }, 'form[action="/account"]')
    const page = await timur.opens('/account')
    expect(page.$('html').attr('lang')).toBe('kk')
    expect(page.$('[name=name]').val()).toBe('<b>Тимур</b>')
    expect(page.html).not.toContain('<b>Тимур')
    const nameless = await timur.fills('/account', { name: ' ' }, 'form[action="/account"]')
    expect([nameless.status, nameless.errors.length]).toEqual([422, 1])
  })

  it('ends with one button everywhere, and by the administrator’s hand (S19)', async () => {
    const { saule, olga } = office
    await saule.signsIn()
    const [first, second] = [await another(olga), await another(olga)]
    await second.opens('/account')
    await second.submits({}, 'form[action="/sign-out"]')
    expect(await isIn(second)).toBe(false)
    expect(await isIn(first)).toBe(true)
    const third = await another(olga)
    await third.opens('/account')
    await third.submits({}, 'form[action="/lock"]')
    expect(await isIn(first)).toBe(false)

    const fourth = await another(olga)
    await saule.fills(`/users/${olga.id}`, {}, `form[action="/users/${olga.id}/sessions/end"]`)
    expect(await isIn(fourth)).toBe(false)
    const fifth = await another(olga)
    await saule.fills(`/users/${olga.id}`, {}, `form[action="/users/${olga.id}/disabling"]`)
    expect(await isIn(fifth)).toBe(false)
    expect((await fifth.fills('/sign-in', { login: 'olga', password })).errors).toEqual([
      'The user name or the password is not right.',
    ])
    expect(await office.trail()).toEqual(expect.arrayContaining(['user.sessionsEnded', 'user.disabled']))
  })

  it('keeps three sessions at most, the newest', async () => {
    const { erlan } = office
    const browsers = [await another(erlan), await another(erlan), await another(erlan), await another(erlan)]
    const open = []
    for (const browser of browsers) open.push(await isIn(browser))
    expect(open).toEqual([false, true, true, true])
  })

  it('keeps the last one who can open what a group holds, until a second one is let in', async () => {
    const { saule, dana, bolat, gate } = office
    await gate.write(db => db.delete(KeyWrapRow, { holderId: recoveryHolder })) // before there was a recovery key
    const tries: [string, Record<string, string[]>][] = [
      ['duties', { roles: ['lawyer'] }],
      ['invitation', {}],
    ]
    for (const [deed, typed] of tries) {
      const page = await saule.fills(`/users/${dana.id}`, typed, `form[action$="/${deed}"]`)
      expect([deed, page.status, page.errors]).toEqual([deed, 422, [expect.stringContaining('a second colleague')]])
    }
    await saule.fills(`/users/${bolat.id}`, { roles: ['lawyer', 'coordinator'] }, 'form[action$="/duties"]')
    await dana.opens('/let-in')
    await dana.submits({}, `form[action*="${bolat.id}"]`)
    expect((await saule.fills(`/users/${dana.id}`, {}, 'form[action$="/invitation"]')).status).toBe(200)
    const second = await saule.fills(`/users/${bolat.id}`, { roles: ['lawyer'] }, 'form[action$="/duties"]')
    expect(second.status).toBe(422) // the first one is on the way to new keys
    expect((await saule.fills(`/users/${bolat.id}`, {}, 'form[action$="/disabling"]')).status).toBe(200)
  })

  it('keeps an administrator in the office', async () => {
    const { saule } = office
    const tries: [string, Record<string, string[]>][] = [
      ['disabling', {}],
      ['duties', { roles: ['lawyer'] }],
    ]
    for (const [deed, typed] of tries) {
      const page = await saule.fills(`/users/${saule.id}`, typed, `form[action$="/${deed}"]`)
      expect([page.status, page.errors]).toEqual([
        422,
        ['This is the only administrator. Make somebody else one first.'],
      ])
    }
    const row = await office.gate.read(db => db.findOneByOrFail(User, { id: saule.id }))
    expect([row.state, row.roles]).toEqual(['active', ['administrator']])
  })
})
