import { forgetWhatIsOver } from '../../src/people'
import { Session } from '../../src/people/session.entity'
import { openOffice, type Office } from '../setup/office'
import { password, Person } from '../setup/people'

describe('signing in', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
  })
  afterEach(() => office.closes())
  const minutes = (many: number) => (office.now = new Date(office.now.getTime() + many * 60_000))

  it('takes a password and a code, and leads to where one wanted to go', async () => {
    const { aigerim } = office
    const asked = await aigerim.opens('/account')
    expect(asked.url).toBe('/sign-in?next=%2Faccount')
    await aigerim.submits({ login: ' AIGERIM ', password })
    const page = await aigerim.submits({ code: aigerim.code() })
    expect(page).toMatchObject({ status: 200, url: '/account' })
    expect(page.text).toContain('aigerim')
    expect(await office.trail()).toContain('session.begun')
  })

  it('says the same about a wrong password and an unknown name', async () => {
    const { stranger } = office
    const wrong = await stranger.fills('/sign-in', { login: 'aigerim', password: 'not my password at all' })
    const unknown = await stranger.fills('/sign-in', { login: 'nobody', password: 'not my password at all' })
    expect(wrong.status).toBe(422)
    expect(unknown.status).toBe(422)
    expect(unknown.errors).toEqual(wrong.errors)
    expect(unknown.text).toBe(wrong.text)
  })

  it('takes each code once, even sent twenty times at the same moment (S07)', async () => {
    const { aigerim } = office
    const code = aigerim.code()
    const browsers = Array.from(
      { length: 20 },
      () => new Person(office.origin, aigerim.login, aigerim.secret, '', () => office.now),
    )
    for (const browser of browsers) await browser.fills('/sign-in', { login: 'aigerim', password })
    const pages = await Promise.all(browsers.map(browser => browser.submits({ code })))
    expect(pages.filter(page => !page.url.startsWith('/sign-in'))).toHaveLength(1)
    minutes(-1)
    await aigerim.fills('/sign-in', { login: 'aigerim', password })
    expect((await aigerim.submits({ code: aigerim.code() })).url).toBe('/sign-in/code')
  })

  it('takes a code of thirty seconds before, but not of a minute before', async () => {
    const { aigerim, bolat } = office
    const [early, late] = [aigerim.code(), bolat.code()]
    await aigerim.fills('/sign-in', { login: 'aigerim', password })
    await bolat.fills('/sign-in', { login: 'bolat', password })
    minutes(0.5)
    expect((await aigerim.submits({ code: early })).url).toBe('/')
    minutes(0.5)
    expect((await bolat.submits({ code: late })).status).toBe(422)
  })

  it('takes a code of a telephone that is half a minute ahead, but not a minute (S07)', async () => {
    const { dana, marat } = office
    minutes(1)
    const tooFarAhead = marat.code()
    minutes(-0.5)
    const ahead = dana.code()
    minutes(-0.5)
    await dana.fills('/sign-in', { login: 'dana', password })
    expect((await dana.submits({ code: ahead })).url).toBe('/')
    await marat.fills('/sign-in', { login: 'marat', password })
    expect((await marat.submits({ code: tooFarAhead })).status).toBe(422)
  })

  it('leaves a session that was left dead on the server, not only in the browser (S09)', async () => {
    const { aigerim, bolat } = office
    for (const [person, way] of [[aigerim, '/sign-out'], [bolat, '/lock']] as const) {
      await person.signsIn()
      await person.opens('/account')
      const kept = person.cookies.get('s')!
      await person.submits({}, `form[action="${way}"]`)
      expect(person.cookies.has('s')).toBe(false)
      person.cookies.set('s', kept)
      expect((await person.opens('/account')).url).toContain('/sign-in')
    }
  }) // prettier-ignore

  it('makes a guesser wait longer and longer, also after a restart, but not the person on a known device (S04)', async () => {
    const { aigerim, stranger } = office
    await aigerim.signsIn()
    const guess = () => stranger.fills('/sign-in', { login: 'aigerim', password: 'guess guess guess' })
    const counted: number[] = []
    for (let i = 0; i < 200; i += 1) {
      if (i === 100) await office.restart()
      const { status } = await guess()
      counted.push(status)
      if (status === 429) minutes(1)
    }
    // Five at once, then ever fewer: the later hundred, a minute of waiting each, have all but nothing to try.
    expect(counted.slice(0, 5)).toEqual([422, 422, 422, 422, 422])
    const tries = (from: number, to: number) => counted.slice(from, to).filter(status => status === 422).length
    expect([tries(0, 100) < 25, tries(100, 200) <= 8]).toEqual([true, true])
    await office.restart()
    await guess() // whatever was left to wait is over or begins again
    expect((await stranger.fills('/sign-in', { login: 'aigerim', password })).status).toBe(429)
    await aigerim.opens('/sign-in')
    aigerim.cookies.delete('s')
    expect((await aigerim.signsIn()).page?.url).toBe('/')
    minutes(16)
    expect((await stranger.fills('/sign-in', { login: 'aigerim', password })).url).toBe('/sign-in/code')
  }, 60_000)

  it('judges no more codes than are free, even when fifty are guessed at the same moment (S04)', async () => {
    const { aigerim } = office
    await aigerim.fills('/sign-in', { login: 'aigerim', password })
    const { action } = aigerim.formOf('main form', {})
    const guesses = Array.from({ length: 50 }, (_, i) =>
      aigerim.send(action, {
        method: 'POST',
        body: new URLSearchParams(aigerim.formOf('main form', { code: String(100_000 + i) }).body),
      }),
    )
    const statuses = (await Promise.all(guesses)).map(answer => answer.status)
    expect(statuses.filter(status => status === 422)).toHaveLength(5)
    expect(statuses.filter(status => status === 429)).toHaveLength(45)
  })

  it('lets nobody in of whom the trail could not say it', async () => {
    const { aigerim, gate } = office
    await aigerim.fills('/sign-in', { login: 'aigerim', password })
    await gate.write(db => db.query('ALTER TABLE trail RENAME TO away'))
    expect((await aigerim.submits({ code: aigerim.code() })).status).toBe(500)
    await gate.write(db => db.query('ALTER TABLE away RENAME TO trail'))
    expect((await aigerim.opens('/account')).url).toContain('/sign-in')
    expect(await gate.read(db => db.findBy(Session, { stage: 'open' }))).toEqual([])
  })

  it('leaves no key of a session that is over in the database, and no row after a week', async () => {
    const { aigerim, bolat, gate } = office
    await aigerim.signsIn()
    await office.dana.fills('/sign-in', { login: 'dana', password }) // and no code
    minutes(20)
    await bolat.signsIn()
    minutes(11)
    const left = async () => {
      await forgetWhatIsOver(gate, () => office.now)
      const rows = await gate.read(db => db.find(Session))
      return rows.map(row => [row.userId, row.sealedKey.length > 0]).sort()
    }
    expect(await left()).toEqual([[aigerim.id, false], [bolat.id, true], [office.dana.id, false]].sort()) // prettier-ignore
    expect((await bolat.opens('/account')).status).toBe(200)
    expect((await aigerim.opens('/account')).url).toContain('/sign-in')
    minutes(7 * 24 * 60)
    expect(await left()).toEqual([])
  })

  it('gives a new token at each step, and the old one is dead at once (S09)', async () => {
    const { aigerim } = office
    await aigerim.fills('/sign-in', { login: 'aigerim', password })
    const before = aigerim.cookies.get('s')
    await aigerim.submits({ code: aigerim.code() })
    const after = aigerim.cookies.get('s')
    expect(after).not.toBe(before)
    aigerim.cookies.set('s', before ?? '')
    expect((await aigerim.opens('/account')).url).toContain('/sign-in')
    aigerim.cookies.set('s', after ?? '')
    expect((await aigerim.opens('/account')).status).toBe(200)
  })

  it('ends after thirty idle minutes and after twelve hours, to the minute (S09)', async () => {
    const { aigerim, bolat } = office
    await aigerim.signsIn()
    minutes(29)
    expect((await aigerim.opens('/account')).url).toBe('/account')
    minutes(30)
    expect((await aigerim.opens('/account')).url).toContain('/sign-in')
    await bolat.signsIn()
    for (let i = 0; i < 35; i += 1) {
      minutes(20)
      expect((await bolat.opens('/account')).url).toBe('/account')
    }
    minutes(20)
    expect((await bolat.opens('/account')).url).toContain('/sign-in')
  })

  it('closes everything with one button', async () => {
    const { aigerim } = office
    await aigerim.signsIn()
    const other = new Person(office.origin, 'aigerim', aigerim.secret, '', () => office.now)
    minutes(1)
    await other.signsIn()
    await other.submits({}, 'form[action="/lock"]')
    expect((await aigerim.opens('/account')).url).toContain('/sign-in')
  })

  it('carries what was typed across a session that ended, for the same person only', async () => {
    const { aigerim, bolat } = office
    await aigerim.signsIn()
    await aigerim.opens('/account')
    minutes(31)
    const ended = await aigerim.submits({ name: 'Айгерім Ә.' }, 'form[action="/account"]')
    expect(ended.status).toBe(401)
    const carry = String(ended.$('input[name=carry]').val())
    expect(carry).not.toContain('Айгерім')

    await bolat.opens('/sign-in')
    const { body } = bolat.formOf('main form', { login: 'bolat', password })
    await bolat.opens('/sign-in', {
      method: 'POST',
      body: `${body}&carry=${carry}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect((await bolat.submits({ code: bolat.code() })).text).not.toContain('Send what I typed')

    await aigerim.submits({ login: 'aigerim', password })
    const kept = await aigerim.submits({ code: aigerim.code() })
    expect(kept.text).toContain('Send what I typed')
    await aigerim.submits({})
    expect((await aigerim.opens('/account')).html).toContain('Айгерім Ә.')
  })

  it('refuses forms without the token, or with that of another session (S11)', async () => {
    const { aigerim, bolat } = office
    await aigerim.signsIn()
    await bolat.signsIn()
    await bolat.opens('/account')
    const { body } = bolat.formOf('form[action="/account"]', { name: 'Somebody else' })
    const init = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    expect((await aigerim.opens('/account', { ...init, body })).status).toBe(403)
    expect((await aigerim.opens('/account', { ...init, body: 'name=x&language=en' })).status).toBe(403)
    expect(
      (await aigerim.opens('/account', { ...init, body, headers: { ...init.headers, 'sec-fetch-site': 'cross-site' } }))
        .status,
    ).toBe(403)
    expect((await aigerim.opens('/account')).html).toContain('Aigerim')
  })

  it('refuses a multipart form without the token on every page, not only where files arrive (S12)', async () => {
    const { aigerim } = office
    await aigerim.signsIn()
    const form = new FormData()
    form.append('name', 'Somebody else')
    for (const path of [
      '/account',
      '/account/spare-codes',
      '/account/password',
      '/let-in/x',
      '/cases/quick',
      '/evidence/of/x',
    ]) {
      expect([path, (await aigerim.send(path, { method: 'POST', body: form })).status]).toEqual([path, 403])
    }
  })

  it('makes nothing of fields that are missing, doubled or nested (S15)', async () => {
    const { stranger } = office
    for (const body of [
      '',
      'login=aigerim',
      'login[]=a&password=b',
      'login[$ne]=x&password=y',
      'login=a&login=b&password=c&password=d',
    ]) {
      await stranger.opens('/sign-in')
      const token = stranger.formOf('main form', {}).body.match(/_csrf=[^&]+/)?.[0]
      const page = await stranger.opens('/sign-in', {
        method: 'POST',
        body: `${token}&${body}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
      expect(page.status).toBe(422)
    }
  })
})
