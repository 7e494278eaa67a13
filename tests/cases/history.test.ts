import { verify } from '../../src/trail'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { addsFiles } from '../setup/sending'

describe('the history of an entry', () => {
  let office: Office
  let here: string
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
    const { html } = await office.aigerim.opens(`/cases/${id}`)
    here = new RegExp(`/cases/${id}/entries/detention/[0-9a-f-]{36}`).exec(html)![0]
  })
  afterEach(() => office.closes())

  const rows = () => office.aigerim.page!.$('main tbody tr').map((_, row) => office.aigerim.page!.$(row).text().replace(/\s+/g, ' ').trim()).get() // prettier-ignore

  it('shows who changed what, before and after, and the words that were there first', async () => {
    const { aigerim, dana, trail } = office
    await aigerim.fills(`${here}/change`, { legalBasis: 'remand', circumstances: 'Первые слова' })
    await dana.fills(`${here}/change`, { legalBasis: 'admin_arrest', circumstances: 'Вторые слова' })
    const page = await aigerim.opens(`${here}/history`)
    expect(page.$('h2').map((_, h) => page.$(h).text()).get()).toEqual([
      expect.stringContaining('Dana'),
      expect.stringContaining('Aigerim'),
      expect.stringContaining('Aigerim'),
    ]) // prettier-ignore
    expect(rows().join('\n')).toMatch(/Legal basis.*Remand.*Administrative arrest/i)
    expect(rows().join('\n')).toMatch(/CircumstancesПервые словаВторые слова/)
    expect(await trail()).toEqual(expect.arrayContaining(['detention.changed']))
  })

  it('undoes the last change, and the undoing can be undone', async () => {
    const { aigerim, trail } = office
    await aigerim.fills(`${here}/change`, { placeInitialType: 'UNOFF_GYM', circumstances: 'Было' })
    await aigerim.fills(`${here}/change`, { placeInitialType: 'VEHICLE', circumstances: 'Стало' })
    await aigerim.fills(`${here}/history`, {}, 'form[action$="/undoing"]')
    expect((await aigerim.opens(here)).text).toContain('Было')
    await aigerim.fills(`${here}/history`, {}, 'form[action$="/undoing"]')
    expect((await aigerim.opens(here)).text).toContain('Стало')
    expect((await trail()).filter(action => action === 'detention.undone')).toHaveLength(2)
  })

  it('undoes nothing that somebody else has changed since', async () => {
    const { aigerim, dana } = office
    await aigerim.fills(`${here}/change`, { circumstances: 'Моё' })
    await aigerim.opens(`${here}/history`)
    await dana.fills(`${here}/change`, { circumstances: 'Её' })
    aigerim.page = await aigerim.opens(`${here}/history`)
    const { action, body } = aigerim.formOf('form[action$="/undoing"]', {})
    const old = body.replace(/version=\d+/, 'version=2')
    const sent = await aigerim.opens(action, { method: 'POST', body: old, headers: { 'content-type': 'application/x-www-form-urlencoded' } }) // prettier-ignore
    expect(sent.status).toBe(409)
    expect((await aigerim.opens(here)).text).toContain('Её')
  })

  it('puts a removed entry back as it was, counted again, and the trail holds', async () => {
    const { aigerim, gate, trail } = office
    await aigerim.fills(`${here}/change`, { circumstances: 'Не потерять' })
    await aigerim.fills(`${here}/change`, {}, 'form[action$="/removal"]')
    expect((await aigerim.opens(here)).status).toBe(404)
    const many = () => gate.read(async db => Number((await db.query<{ n: unknown }[]>("SELECT count(*) n FROM occurrences WHERE kind = 'detention'"))[0]!.n)) // prettier-ignore
    expect(await many()).toBe(0)
    const history = await aigerim.opens(`/cases/${id}/history`)
    expect(history.text).toContain('Removed entries')
    await aigerim.submits({}, 'form[action$="/return"]')
    expect((await aigerim.opens(here)).text).toContain('Не потерять')
    expect(await many()).toBe(1)
    expect(await trail()).toContain('detention.putBack')
    const found = []
    for await (const damage of verify(gate)) found.push(damage)
    expect(found).toEqual([])
  })

  it('tells of evidence, consent, referral and decisions, each as far as its reader may know', async () => {
    const { aigerim, dana, organisations } = office
    await addsFiles(aigerim, id, [['видео.bin', 'x']])
    const item = (await aigerim.opens(`/evidence/of/${id}`)).$('tbody a').attr('href')!
    await aigerim.fills(item, { description: 'С камеры напротив' })
    const person = /persons\/[0-9a-f-]{36}/.exec((await aigerim.opens(`/cases/${id}`)).html)![0]
    await aigerim.fills(`/cases/${id}/${person}/consent`, { C_COALITION: 'given' })
    await aigerim.fills(`/cases/${id}/referrals/new`, { to: organisations.tub, reason: 'medical', letter: 'тайна', persons: person.slice(8) }, '#refer') // prettier-ignore
    const place = here.replace('/cases/', '/classification/').replace('/entries', '')
    const decide = (decision: string, violationCode: string) => dana.fills(place, { decision, violationCode, primary: '9(1)', rationale: 'тайна' }, '#verdict') // prettier-ignore
    await decide('confirmed', 'V09.01')
    await decide('rejected', 'V09.05')
    await decide('rejected', 'V09.01')
    const changes = async (who: typeof dana) => {
      const { $, text } = await who.opens(`/cases/${id}/history`)
      expect(text).not.toMatch(/тайна|С камеры|видео/)
      return $('#changes ~ table th[scope=row]').map((_, th) => $(th).text().replace(/\s+/g, ' ').trim()).get() // prettier-ignore
    }
    const told = await changes(aigerim)
    expect(told.slice(0, 2)).toEqual([
      expect.stringMatching(/^Classification rejected: \w/),
      expect.stringMatching(/^Classification confirmed: .* 9\(1\)$/),
    ])
    expect(told).toEqual(
      expect.arrayContaining([
        'Evidence added, E-1',
        'Evidence described, E-1',
        expect.stringContaining('Consent given: '),
        'Parts referred to another organisation',
      ]),
    )
    expect(aigerim.page!.$('#changes ~ table a').attr('href')).toBe(item)
    expect((await changes(dana)).filter(deed => deed.startsWith('Classification rejected'))).toHaveLength(2)
  })

  it('records that somebody read an entry, also one who never opened the page of its case', async () => {
    const { dana, trail } = office
    const looks = async () => (await trail()).filter(action => action === 'case.viewed').length
    const before = await looks()
    await dana.opens(`${here}/history`)
    expect(await looks()).toBe(before + 1)
    await dana.opens(here)
    expect(await looks()).toBe(before + 1) // once in ten minutes
  })

  it('is not there for somebody outside the team', async () => {
    const { olga, bolat } = office
    for (const outsider of [olga, bolat])
      for (const page of ['history', 'versions']) expect((await outsider.opens(`${here}/${page}`)).status).toBe(404)
  })

  it('keeps what the paper says beside what the person says, each with its source, and counts the difference', async () => {
    const { aigerim, dana, trail } = office
    await aigerim.fills(`${here}/change`, { groundsTold: 'no', rightsExplained: 'yes' })
    const versions = { groundsTold: 'yes', ownSource: 'person', otherSource: 'protocol' }
    const page = await aigerim.fills(
      `${here}/versions?field=groundsTold`,
      versions,
      'form[method=post][action*=versions]',
    )
    expect(page.url).toBe(here)
    expect(page.$('.dl-two').text().replace(/\s+/g, ' ')).toMatch(
      /The person saysNothe personThe paper saysYesprotocol.*differs/,
    )
    await aigerim.fills(
      `${here}/versions?field=rightsExplained`,
      { rightsExplained: 'yes' },
      'form[method=post][action*=versions]',
    )
    expect((await aigerim.opens(here)).text).toContain('agrees')
    expect((await aigerim.opens(`/cases/${id}`)).text).toContain('contested')
    expect((await trail()).filter(action => action === 'detention.contested')).toHaveLength(2)
    for (let i = 0; i < 4; i += 1) {
      const other = await filesQuickly(aigerim, { happened: ['detained'] })
      const link = new RegExp(`/cases/${other}/entries/detention/[0-9a-f-]{36}`).exec(
        (await aigerim.opens(`/cases/${other}`)).html,
      )![0]
      await aigerim.fills(`${link}/change`, { groundsTold: 'no' })
      await aigerim.fills(
        `${link}/versions?field=groundsTold`,
        { groundsTold: 'yes' },
        'form[method=post][action*=versions]',
      )
    }
    const asked = {
      unit: 'detention',
      where: [{ field: 'detention.contested', has: ['groundsTold'] }],
      minimumVerification: 'V0',
    }
    const answer = await dana.opens(`/questions?q=${encodeURIComponent(JSON.stringify(asked))}`)
    expect(answer.text).toMatch(/\b5\b/)
    expect(answer.text).toContain('Reasons told')
    // Another change of the entry leaves the paper's version where it is; the same answer on both sides is no difference.
    await aigerim.fills(`${here}/change`, { groundsTold: 'yes' })
    expect((await aigerim.opens(here)).text).not.toContain('differs')
  }, 120_000)
})

describe('the chronology of a case', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  it('gives what is dated in order, narrowed by part, side and days, and records that it was read', async () => {
    const { aigerim, trail } = office
    const id = await filesQuickly(aigerim)
    const { html } = await aigerim.opens(`/cases/${id}`)
    const here = new RegExp(`/cases/${id}/entries/detention/[0-9a-f-]{36}`).exec(html)![0]
    const recorded = {
      'recordedAt-day': '18',
      'recordedAt-month': '12',
      'recordedAt-year': '2024',
      'recordedAt-source': 'protocol',
    }
    await aigerim.fills(`${here}/change`, { ...recorded, circumstances: 'Привезли ночью.' })
    const rowsOf = async (query: string) => {
      const page = await aigerim.opens(`/cases/${id}/timeline${query}`)
      return page.$('main tbody tr').length
    }
    expect(await rowsOf('')).toBe(3)
    expect(aigerim.page!.text).toContain('Привезли ночью.')
    expect(await rowsOf('?side=paper')).toBe(1)
    expect(await rowsOf('?chapter=treatment')).toBe(1)
    expect(await rowsOf('?from=2024-12-18')).toBe(1)
    expect(await rowsOf('?to=2024-12-16')).toBe(0)
    expect(aigerim.page!.text).toContain('Nothing dated fits')
    expect(await trail()).toContain('case.viewed')
  })
})
