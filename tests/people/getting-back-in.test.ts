import { delayAfter } from '../../src/people/rate'
import { newPrintedCode } from '../../src/vault'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { password, Person } from '../setup/people'
import { invitesAgain, Newcomer, newPassword } from './newcomer'

describe('getting back in without a password', () => {
  let office: Office
  let caseId: string
  beforeEach(async () => {
    office = await openOffice()
  })
  afterEach(() => office.closes())
  const aigerimHasACase = async () => {
    await everybodyIn(office)
    caseId = await filesQuickly(office.aigerim)
    minutes(1)
  }
  const minutes = (many: number) => (office.now = new Date(office.now.getTime() + many * 60_000))
  const forgot = (changes: Record<string, string> = {}, person = office.aigerim, browser = office.stranger) =>
    browser.fills('/forgotten', {
      login: person.login,
      recoveryCode: person.recoveryCode,
      code: person.code(),
      password: newPassword,
      ...changes,
    })
  const signsInWith = async (person: Person, typed: string) => {
    minutes(1)
    const browser = new Person(office.origin, person.login, person.secret, '', () => office.now)
    const page = await browser.fills('/sign-in', { login: person.login, password: typed })
    return page.url === '/sign-in/code' ? (await browser.submits({ code: browser.code() }), browser) : undefined
  }

  it('gives a new password for the printed code and the second factor, and the cases with it', async () => {
    await aigerimHasACase()
    const { aigerim } = office
    const page = await forgot({ recoveryCode: aigerim.recoveryCode.toLowerCase().replace(/-/g, ' ') })
    expect(page.status).toBe(200)
    expect((await aigerim.opens('/account')).url).toContain('/sign-in') // every session has ended
    expect(await signsInWith(aigerim, password)).toBeUndefined()
    const again = await signsInWith(aigerim, newPassword)
    expect((await again!.opens(`/cases/${caseId}`)).status).toBe(200)
    expect(await office.trail()).toContain('user.passwordRecovered')
  })

  it('takes a printed code once, and gives the next one with the new password (S08)', async () => {
    const page = await forgot()
    const next = page.$('#recovery-code').text().trim()
    expect(next).toMatch(/^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/)
    expect(next).not.toBe(office.aigerim.recoveryCode)
    minutes(1)
    expect(await forgot({ password: 'четвёртый снег над степью' })).toMatchObject({ status: 422 })
    minutes(1)
    const second = await forgot({ recoveryCode: next, password: 'четвёртый снег над степью' })
    expect(second.$('#recovery-code').text()).not.toBe('')
    expect(await signsInWith(office.aigerim, newPassword)).toBeUndefined()
    expect(await signsInWith(office.aigerim, 'четвёртый снег над степью')).toBeDefined()
  })

  it('takes one of two at the same moment', async () => {
    const browsers = [0, 1].map(() => new Person(office.origin, 'aigerim', office.aigerim.secret, '', () => office.now))
    const pages = await Promise.all(browsers.map(browser => forgot({}, office.aigerim, browser)))
    expect(pages.map(page => page.$('#recovery-code').length).sort()).toEqual([0, 1])
  })

  it('takes a spare code where the authenticator is lost as well', async () => {
    await office.aigerim.signsIn()
    minutes(1)
    await office.aigerim.fills('/account/spare-codes', { current: password })
    const spare = office.aigerim.page!.$('.dl-codes li').first().text()
    expect((await forgot({ code: spare })).$('#recovery-code')).toHaveLength(1)
  })

  it('says the same whether the name, the code or the second factor is wrong, and changes nothing (S05)', async () => {
    const wrong: Record<string, string>[] = [
      { login: 'nobody' },
      { recoveryCode: newPrintedCode() },
      { code: '000000' },
      { recoveryCode: 'x' },
    ]
    const seen = new Set<string>()
    for (const changes of wrong) {
      const page = await forgot(changes)
      expect(page.status).toBe(422)
      seen.add(page.text)
    }
    expect(seen.size).toBe(1)
    expect(await signsInWith(office.aigerim, password)).toBeDefined()
    expect(await office.trail()).not.toContain('user.passwordRecovered')
  })

  it('asks again for a weak password before anything is spent', async () => {
    const weak = await forgot({ password: 'my own Aigerim 2026' })
    expect(weak.status).toBe(422)
    expect(weak.errors).toEqual(['This is made of words that are tried first; add words of your own'])
    expect(weak.$('[name=recoveryCode]').val()).toBe(office.aigerim.recoveryCode)
    expect((await office.stranger.submits({ code: office.aigerim.code(), password: newPassword })).status).toBe(200)
  })

  it('lets nobody guess at codes for long (S08)', async () => {
    let tried = 0
    while (tried < 40 && (await forgot({ recoveryCode: newPrintedCode() })).status === 422) tried += 1
    expect(tried).toBeLessThan(10)
    expect((await forgot()).status).toBe(429)
    await office.restart()
    expect((await forgot()).status).toBe(429)
    expect((await forgot({}, office.bolat)).status).toBe(200) // nobody else waits
    // Ten thousand guesses, each at the first moment allowed, take longer than a hundred days.
    const seconds = Array.from({ length: 10_000 }, (_, i) => delayAfter(i + 1)).reduce((sum, delay) => sum + delay)
    expect(seconds / 86_400).toBeGreaterThan(100)
    minutes(16)
    expect((await forgot()).status).toBe(200)
  })

  it('without the code: a new link from the administrator, new keys, and a colleague lets the person in again', async () => {
    await aigerimHasACase()
    const { saule, aigerim, dana, bolat } = office
    await saule.signsIn()
    const back = new Newcomer(office, 'aigerim')
    await back.enters(await invitesAgain(office, aigerim))
    expect((await aigerim.opens('/account')).url).toContain('/sign-in')
    minutes(1)
    expect((await back.signsIn()).status).toBe(200)
    expect((await back.opens('/account')).text).toContain('You are not let in yet')
    expect((await back.opens(`/cases/${caseId}`)).status).toBe(404)
    expect((await back.opens('/cases')).status).toBe(200)

    // Bolat is not on the case: what he holds he can share, the case he cannot.
    const offered = await bolat.opens('/let-in')
    expect(offered.text).toContain('Aigerim')
    await bolat.submits({})
    expect((await back.opens(`/cases/${caseId}`)).status).toBe(404)
    expect((await bolat.opens('/let-in')).text).toContain('Nobody is waiting')

    expect((await dana.opens('/let-in')).text).toContain('1 case of its teams opens again')
    await dana.submits({})
    expect((await back.opens(`/cases/${caseId}`)).status).toBe(200)
    expect((await back.opens('/account')).text).not.toContain('You are not let in yet')
    expect((await dana.opens('/let-in')).text).toContain('Nobody is waiting')
  })

  it('gives the whole case back, also when somebody left its team while the person was waiting', async () => {
    await aigerimHasACase()
    const { saule, aigerim, dana, bolat } = office
    await aigerim.fills(`/cases/${caseId}/team`, { userId: bolat.id, role: 'member' }, '#join')
    await saule.signsIn()
    const back = new Newcomer(office, 'aigerim')
    await back.enters(await invitesAgain(office, aigerim))
    minutes(1)
    await back.signsIn()
    await dana.opens(`/cases/${caseId}/team`)
    await dana.submits({}, `form[action$="/team/${bolat.id}/leaving"]`)
    const waiting = ['/', '/cases', '/deadlines'].map(async place => (await back.opens(place)).status)
    expect(await Promise.all(waiting)).toEqual([200, 200, 200])
    expect((await dana.opens('/let-in')).text).toContain('1 case of its teams opens again')
    await dana.submits({})
    expect((await back.opens(`/cases/${caseId}`)).status).toBe(200)
    expect((await back.opens('/cases')).text).toContain('ADL-2026')
  })

  it('gives a coordinator back what another coordinator holds', async () => {
    await aigerimHasACase()
    const { saule, dana, bolat } = office
    await saule.signsIn()
    await saule.fills(`/users/${bolat.id}`, { roles: ['coordinator'] }, `form[action="/users/${bolat.id}/duties"]`)
    await dana.opens('/let-in')
    await dana.submits({})
    const back = new Newcomer(office, 'dana')
    await back.enters(await invitesAgain(office, dana))
    minutes(1)
    await back.signsIn()
    expect((await back.opens(`/cases/${caseId}`)).status).toBe(404)
    await bolat.opens('/let-in')
    await bolat.submits({})
    expect((await back.opens(`/cases/${caseId}`)).status).toBe(200)
  })

  it('gives nobody back a case the person has left in the meantime', async () => {
    await aigerimHasACase()
    const { saule, dana, aigerim, bolat } = office
    await saule.signsIn()
    await aigerim.fills(`/cases/${caseId}/team`, { userId: bolat.id, role: 'member' }, `form[action$="/team"]`)
    expect((await bolat.opens(`/cases/${caseId}`)).status).toBe(200)
    await aigerim.fills(`/cases/${caseId}/team`, {}, `form[action$="${bolat.id}/leaving"]`)
    const back = new Newcomer(office, 'bolat')
    await back.enters(await invitesAgain(office, bolat))
    minutes(1)
    await back.signsIn()
    await dana.opens('/let-in')
    await dana.submits({})
    expect((await back.opens(`/cases/${caseId}`)).status).toBe(404)
  })
})
