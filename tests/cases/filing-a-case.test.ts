import { openOffice, type Office } from '../setup/office'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'

describe('filing a case', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  it('takes one page, and shows the file with its reference', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    const page = await aigerim.opens(`/cases/${id}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('ADL-2026-0001')
    expect(page.text).toContain('били по пяткам')
    expect(page.text).toContain('17 December 2024')
    expect(await office.trail()).toEqual(
      expect.arrayContaining([
        'case.opened',
        'detention.added',
        'act.added',
        'consent.given',
        'case.filed',
        'case.viewed',
      ]),
    )
  })

  it('records the consent in the way that was said, and says what filing did and what is next', async () => {
    const { aigerim } = office
    const form = await aigerim.opens('/cases/quick')
    expect(form.$('[name=way]:checked')).toHaveLength(0)
    expect(form.text).toContain('recorded at the level “single source (V1)”, the case at “not verified (V0)”')
    const spoken = { ...quick, way: 'representative', representative: 'Мать, Айгүл', countConsent: 'not_asked' }
    const page = await aigerim.submits(spoken)
    expect(page.text).toContain('The case is filed as ADL-2026-0001. What is next:')
    const consent = await aigerim.opens(page.$('.dl-banner a[href$="/consent"]').attr('href')!)
    const said = consent.$('td[data-label="Said"]').get().map(td => consent.$(td).text()) // prettier-ignore
    expect(said).toEqual([
      expect.stringMatching(/2026, by a representative, .*Мать, Айгүл$/),
      expect.stringMatching(/2026$/),
    ])
    expect((await aigerim.opens(page.url.split('?')[0]!)).text).not.toContain('What is next')
    expect((await office.trail()).filter(action => /^consent/.test(action))).toEqual([
      'consent.given',
      'consent.notAsked',
    ])
  })

  it('goes step by step, says what is missing, and gives the reference at the end', async () => {
    const { aigerim } = office
    const begun = await aigerim.fills('/cases/new', {
      secrecyAsked: 'yes',
      secrecyKind: 'undertaking',
      secrecyBlanket: 'yes',
      title: 'Ночь в отделе полиции',
    })
    expect(begun.url).toMatch(/\/filing$/)
    const id = begun.url.split('/')[2]!
    const tooEarly = await aigerim.submits({}, 'form[action$="/file"]')
    expect(tooEarly.status).toBe(422)
    expect(tooEarly.errors.join(' ')).toContain('Enter one detention or one act')

    const consent = await aigerim.fills(`/cases/${id}/persons/new`, {
      name: 'Серік Мұқанұлы',
      sex: 'male',
      birthYear: '1990',
    })
    expect(consent.url).toMatch(/consent$/)
    await aigerim.submits({ C_STORE: 'given', C_STATS: 'given', way: 'written' })
    await aigerim.fills(`/cases/${id}/words`, { narrative: 'Түнде есікті қағып, алып кетті.' })
    await aigerim.fills(`/cases/${id}/entries/detention/new`, {
      'deFactoAt-day': '17',
      'deFactoAt-month': '12',
      'deFactoAt-year': '2024',
      'deFactoAt-hour': '07',
      'deFactoAt-minute': '40',
      'deFactoAt-precision': 'minute',
      'deFactoAt-source': 'person',
      'recordedAt-day': '17',
      'recordedAt-month': '12',
      'recordedAt-year': '2024',
      'recordedAt-hour': '21',
      'recordedAt-minute': '15',
      'recordedAt-precision': 'minute',
      'recordedAt-source': 'protocol',
      legalBasis: 'criminal_suspect',
      groundsTold: 'no',
      regionAtEvent: 'KZ-75',
      verification: 'V2',
    })
    const page = await aigerim.fills(`/cases/${id}/filing`, {}, 'form[action$="/file"]')
    expect(page.url).toBe(`/cases/${id}?filed=steps`)
    expect(page.text).toContain('The case is filed as ADL-2026-0001. What is next:')
    expect(page.text).toContain('13 h 35 min')
    expect(page.text).toContain('exceeded')
    expect(page.text).toContain('Undertaking of non-disclosure')
  })

  it('keeps a half-filled page as it was typed, right or wrong', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    await aigerim.opens(`/cases/${id}/entries/act/new`)
    await aigerim.submits({
      whatHappened: 'половина рассказа',
      'begunAt-day': '31',
      'begunAt-month': '2',
      _later: 'yes',
    })
    const page = await aigerim.opens(`/cases/${id}/entries/act/new`)
    expect(page.$('[name=whatHappened]').val()).toBe('половина рассказа')
    expect(page.$('[name="begunAt-day"]').val()).toBe('31')
  })

  it.each([
    ['an impossible day', { 'on-day': '31', 'on-month': '2' }, 'Give a day that exists'],
    ['a day to come', { 'on-year': '2031' }, 'Give a day that has come'],
    ['an unknown region', { region: undefined }, 'Choose the region'],
    ['a NUL in a name', { name: 'A\u0000b' }, 'characters that cannot be printed'],
    ['a right-to-left mark in a name', { name: 'A\u202eb' }, 'invisible characters'],
    ['nothing that happened', { happened: undefined }, 'Choose at least one'],
    ['no way in which consent was given', { way: undefined }, 'Say how the consent to keep the file was given'],
    ['a representative without a name', { way: 'representative' }, 'Name who spoke for the person'],
    ['a month in a word', { 'on-month': 'декабрь' }, 'in numbers, like 17 12 2024'],
    ['ten megabytes of text', { narrative: 'ұ'.repeat(1_500_000) }, 'at most 100000 characters'],
  ])('asks again on the same page, keeping what was typed, for %s', async (_what, changes, message) => {
    const { aigerim } = office
    const page = await aigerim.fills('/cases/quick', { ...quick, ...changes })
    expect(page.status).toBe(422)
    expect(page.errors.join(' ')).toContain(message)
    expect(page.$('[name="on-year"]').val()).toBe((changes as { 'on-year'?: string })['on-year'] ?? '2024')
    expect(page.$('[name=secrecyAsked]:checked').val()).toBe('no')
    expect(await office.trail()).not.toContain('case.opened')
  })

  it('makes one case of a form sent twice', async () => {
    const { aigerim } = office
    await aigerim.opens('/cases/quick')
    const { action, body } = aigerim.formOf('main form', quick)
    const init = { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    const places = await Promise.all(
      [aigerim.send(action, init), aigerim.send(action, init)].map(async sent => (await sent).headers.get('location')),
    )
    expect(new Set(places).size).toBe(1)
    expect((await office.trail()).filter(action => action === 'case.filed')).toHaveLength(1)
  })

  it('shows the second of two who change an entry what differs, and loses nothing', async () => {
    const { aigerim, dana } = office
    const id = await filesQuickly(aigerim)
    const link = (await aigerim.opens(`/cases/${id}`))
      .$('a[href*="/entries/detention/"][href$="/change"]')
      .attr('href')!
    await aigerim.opens(link)
    await dana.opens(link)
    await dana.submits({ legalBasis: 'admin_arrest' }, 'form[action*="/entries/detention/"]')
    const second = await aigerim.submits(
      { legalBasis: 'remand', circumstances: 'моё' },
      'form[action*="/entries/detention/"]',
    )
    expect(second.status).toBe(409)
    expect(second.text).toContain('Administrative arrest')
    expect(second.$('[name=circumstances]').val()).toBe('моё')
  })

  it('does not exist for another lawyer, another organisation or an administrator', async () => {
    const { aigerim, bolat, olga, erlan, saule, stranger } = office
    const id = await filesQuickly(aigerim)
    await saule.signsIn()
    for (const outsider of [bolat, olga, erlan, saule]) {
      for (const path of [`/cases/${id}`, `/cases/${id}/words`, `/cases/${id}/persons/new`, `/evidence/of/${id}`])
        expect((await outsider.opens(path)).status).toBe(404)
    }
    expect((await stranger.opens(`/cases/${id}`)).url).toContain('/sign-in')
    expect((await office.dana.opens(`/cases/${id}`)).status).toBe(200)
  })

  it('opens for a colleague on the team, and no longer when the colleague has left it', async () => {
    const { aigerim, bolat } = office
    const id = await filesQuickly(aigerim)
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'member' }, '#join')
    expect((await bolat.opens(`/cases/${id}`)).text).toContain('били по пяткам')
    await aigerim.fills(`/cases/${id}/team`, {}, 'form[action$="/leaving"]')
    expect((await bolat.opens(`/cases/${id}`)).status).toBe(404)
    await aigerim.fills(`/cases/${id}/words`, { narrative: 'После ухода коллеги.' })
    expect((await aigerim.opens(`/cases/${id}`)).text).toContain('После ухода коллеги.')
  })

  it('finds a case by a name in another script, and by its reference', async () => {
    const { aigerim, bolat } = office
    await filesQuickly(aigerim, { name: 'Қайрат Әбдіғалиев' })
    expect((await aigerim.opens('/cases?q=Kairat+Abdigaliev')).text).toContain('ADL-2026-0001')
    expect((await aigerim.opens('/cases?q=adl-2026')).text).toContain('ADL-2026-0001')
    expect((await aigerim.opens('/cases?q=Marat')).text).not.toContain('ADL-2026-0001')
    expect((await bolat.opens('/cases?q=Kairat')).text).not.toContain('ADL-2026-0001')
  })

  it('gives references without gaps to sixteen at once', async () => {
    const { aigerim } = office
    await aigerim.opens('/cases/quick')
    const { body } = aigerim.formOf('main form', quick)
    const sends = Array.from({ length: 16 }, (_, i) =>
      aigerim.send('/cases/quick', {
        method: 'POST',
        body: body.replace(/_once=[^&]*/, `_once=try-${i}`),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    )
    for (const sent of sends) expect((await sent).status).toBe(303)
    const page = await aigerim.opens('/cases')
    const references = page
      .$('tbody td:first-child')
      .map((_, td) => page.$(td).text().trim())
      .get()
      .sort()
    expect(references).toEqual(Array.from({ length: 16 }, (_, i) => `ADL-2026-${String(i + 1).padStart(4, '0')}`))
  })
})
