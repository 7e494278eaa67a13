import { TrailRow } from '../../src/trail'
import { Consent } from '../../src/cases'
import { openOffice, type Office } from '../setup/office'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { opensAfter } from '../setup/routes'
import { addsFiles } from '../setup/sending'

describe('consent', () => {
  let office: Office
  let id: string
  let person: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
    person = /persons\/[0-9a-f-]{36}/.exec((await office.aigerim.opens(`/cases/${id}`)).html)![0]
  })
  afterEach(() => office.closes())

  const link = () => `/cases/${id}/${person}/consent`
  const rows = () => office.gate.read(db => db.find(Consent, { where: { caseId: id }, order: { id: 'ASC' } }))
  const deeds = () =>
    office.gate.read(async db => (await db.find(TrailRow, { order: { sequence: 'ASC' } })).filter(one => one.action.startsWith('consent.')).map(({ action, details }) => ({ action, ...details }))) // prettier-ignore
  /** The row of a purpose on the person's page, as it reads. */
  const holds = async (purpose: string) => {
    const { $ } = await office.aigerim.opens(link())
    const row = $('main table tbody tr').filter((_, tr) => $(tr).find('th > span').text().trim() === purpose)
    return row.text().replace(/\s+/g, ' ').trim()
  }

  it('is written down purpose by purpose with its terms, and read back: who said what, until when, who took it', async () => {
    const { aigerim } = office
    await addsFiles(aigerim, id, [['consent.jpg', 'a signed paper']])
    await aigerim.opens(link())
    const item = aigerim.page!.$('#evidenceId option').eq(1).val() as string
    await aigerim.submits({
      C_UN_CONF: 'given',
      C_MEDIA: 'refused',
      way: 'representative',
      language: 'kk',
      representative: 'Анасы Гүлнар',
      note: 'Тек Комитетке',
      evidenceId: item,
      'givenOn-day': '1', 'givenOn-month': '3', 'givenOn-year': '2026',
      'until-day': '31', 'until-month': '12', 'until-year': '2026',
    }) // prettier-ignore
    const un = await holds('Submit to UN mechanisms confidentially')
    for (const part of ['given', '1 March 2026', 'by a representative', 'Kazakh', 'Анасы Гүлнар', 'E-1', 'Тек Комитетке', '31 December 2026', 'Aigerim']) expect(un).toContain(part) // prettier-ignore
    expect(await holds('Publication with identity')).toContain('refused')
    expect((await aigerim.opens(link())).text).toContain('Nothing is written down yet about: Share identifiable data')
    const made = (await deeds()).slice(2)
    expect(made).toEqual([
      { action: 'consent.given', case: id, scope: 'C_UN_CONF', until: '2026-12-31' },
      { action: 'consent.refused', case: id, scope: 'C_MEDIA' },
    ])
  })

  it('keeps every earlier statement as it was said; a later one takes its place', async () => {
    const { aigerim } = office
    const before = await rows()
    await aigerim.fills(link(), { C_STATS: 'refused', way: 'written', 'givenOn-day': '2', 'givenOn-month': '3', 'givenOn-year': '2026' }) // prettier-ignore
    await aigerim.fills(link(), { C_STATS: 'given', note: 'передумал' })
    const row = await holds('Use in anonymous aggregate counts')
    expect(row).toContain('Earlier statements: 2')
    expect(row).toMatch(/передумал/)
    expect(row).toMatch(/refused, 2 March 2026, in writing \(taken down by Aigerim, 2 March 2026/)
    const said = (await rows()).filter(one => one.scope === 'C_STATS')
    expect(said.map(one => one.status)).toEqual(['given', 'refused', 'given'])
    expect(said.map(one => one.replacedAt === null)).toEqual([false, false, true])
    const first = before.find(one => one.scope === 'C_STATS')!
    expect({ ...said[0], version: 0, replacedAt: null }).toEqual({ ...first, version: 0, replacedAt: null })
  })

  it('holds at most one statement for each purpose, however many say one at once', async () => {
    const { aigerim, dana, gate } = office
    await aigerim.opens(link())
    await dana.opens(link())
    const sends = [aigerim, dana, aigerim, dana, aigerim, dana].map((who, at) => {
      const { action, body } = who.formOf('main form', { C_STATS: at % 2 ? 'given' : 'refused', C_STORE: 'given' })
      return who.send(action, {
        method: 'POST',
        body: body.replace(/_once=[^&]*/, `_once=try-${at}`),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    })
    for (const sent of sends) expect((await sent).status).toBe(303)
    const said = await rows()
    expect(said).toHaveLength(14)
    for (const scope of ['C_STATS', 'C_STORE'])
      expect(said.filter(one => one.scope === scope && one.replacedAt === null)).toHaveLength(1)
    const [now] = said.filter(one => one.replacedAt === null)
    await expect(gate.write(db => db.insert(Consent, { ...now!, id: `${now!.id.slice(0, -4)}ffff` }))).rejects.toThrow(
      /unique/i,
    )
  })

  it('ends with its last day, and the page says so', async () => {
    const { aigerim } = office
    await aigerim.fills(link(), { C_UN_CONF: 'given', 'until-day': '3', 'until-month': '3', 'until-year': '2026' })
    office.now = new Date('2026-03-03T12:00:00Z')
    await aigerim.signsIn()
    expect(await holds('Submit to UN mechanisms confidentially')).toContain('given')
    office.now = new Date('2026-03-03T20:00:00Z') // 4 March in Almaty
    await aigerim.signsIn()
    expect(await holds('Submit to UN mechanisms confidentially')).toContain('has ended')
    expect((await aigerim.opens(`/cases/${id}`)).$('.dl-docket').text()).toContain('has ended')
  })

  it('is withdrawn with one click after the page has said what that stops', async () => {
    const { aigerim } = office
    await aigerim.opens(link())
    const away = aigerim.page!.$('a[href$="/C_STATS/withdrawal"]').attr('href')!
    const question = await aigerim.opens(away)
    expect(question.text).toContain('This person is left out of every count from now on')
    expect(question.$('[name=givenOn-day]').val()).toBe('02')
    const done = await aigerim.submits({})
    expect(done.url).toBe(link())
    expect(await holds('Use in anonymous aggregate counts')).toContain('withdrawn')
    expect((await deeds()).at(-1)).toEqual({ action: 'consent.withdrawn', case: id, scope: 'C_STATS' })
    expect((await aigerim.opens(away)).status).toBe(409)
  })

  it('to keep the file, when withdrawn, takes all others with it, and the file says so first', async () => {
    const { aigerim } = office
    await aigerim.fills(link(), { C_UN_CONF: 'given', C_MEDIA: 'refused' })
    const away = link() + '/C_STORE/withdrawal'
    const question = await aigerim.opens(away)
    expect(question.text).toContain('These consents end with it:Use in anonymous aggregate countsSubmit to UN')
    await aigerim.submits({ note: 'боится' })
    const now = (await rows()).filter(one => one.replacedAt === null)
    expect(Object.fromEntries(now.map(one => [one.scope, one.status]))).toEqual({
      C_STORE: 'withdrawn', C_STATS: 'withdrawn', C_UN_CONF: 'withdrawn', C_MEDIA: 'refused',
    }) // prettier-ignore
    expect((await deeds()).slice(-3).map(one => [one.action, (one as { scope?: string }).scope])).toEqual([
      ['consent.withdrawn', 'C_STORE'], ['consent.withdrawn', 'C_UN_CONF'], ['consent.withdrawn', 'C_STATS'],
    ]) // prettier-ignore
    const file = await aigerim.opens(`/cases/${id}`)
    expect(file.text).toContain('Consent to keep the file withdrawn on 2 March 2026')
    const refused = await aigerim.fills(link(), { C_STATS: 'given' })
    expect(refused).toMatchObject({ status: 422, errors: ['Without consent to keep the file no other consent can be given'] }) // prettier-ignore
    expect((await aigerim.fills(link(), { C_STATS: 'given', C_STORE: 'given' })).status).toBe(200)
    expect((await aigerim.opens(`/cases/${id}`)).$('.dl-banner')).toHaveLength(0)
  })

  it('can be withdrawn when the file is closed', async () => {
    const { aigerim, dana } = office
    await dana.opens(`/cases/${id}`)
    await dana.submits({}, 'form[action$="/state/close"]')
    expect((await aigerim.fills(link(), { C_MEDIA: 'given' })).status).toBe(409)
    expect((await aigerim.fills(link() + '/C_STATS/withdrawal', {})).status).toBe(200)
    expect(await holds('Use in anonymous aggregate counts')).toContain('withdrawn')
  })

  it.each([
    ['nothing', {}, 'Answer for at least one purpose'],
    ['an end before the beginning', { C_STATS: 'given', 'until-day': '1', 'until-month': '3', 'until-year': '2026' }, 'Give a day that is not before the day it was said'],
    ['an end of a refusal', { C_STATS: 'refused', 'until-day': '1', 'until-month': '4', 'until-year': '2026' }, 'A last day belongs to a consent that is given'],
    ['a representative without a name', { C_STATS: 'given', way: 'representative' }, 'Name who spoke for the person'],
    ['a day to come', { C_STATS: 'given', 'givenOn-day': '3', 'givenOn-month': '3', 'givenOn-year': '2026' }, 'Give a day that has come'],
    ['use without keeping', { C_STORE: 'refused', C_STATS: 'given' }, 'Without consent to keep the file no other consent can be given'],
  ])('asks again, keeping what was typed, when told %s', async (_what, typed, message) => {
    const { aigerim, trail } = office
    const before = await trail()
    const page = await aigerim.fills(link(), { ...typed, note: 'сохранить это' })
    expect(page).toMatchObject({ status: 422, errors: [expect.stringContaining(message)] })
    expect(page.$('#note').text().trim()).toBe('сохранить это')
    for (const [name, value] of Object.entries(typed).filter(([name]) => /^C_/.test(name)))
      expect(page.$(`[name=${name}]:checked`).val()).toBe(value)
    for (const href of page.$('.govuk-error-summary__list a').map((_, a) => page.$(a).attr('href')).get()) expect(page.$(href)).toHaveLength(1) // prettier-ignore
    expect(await trail()).toEqual(before)
  }) // prettier-ignore

  it('rests on evidence of its own file only', async () => {
    const { aigerim } = office
    const other = await filesQuickly(aigerim)
    await addsFiles(aigerim, other, [['x.txt', 'x']])
    const item = /\/evidence\/([0-9a-f-]{36})"/.exec(aigerim.page!.html)![1]!
    await aigerim.opens(link())
    const { action, body } = aigerim.formOf('main form', { C_STATS: 'given' })
    const page = await opensAfter(aigerim, action, `${body}&evidenceId=${item}`)
    expect(page.status).toBe(422)
    expect((await rows())).toHaveLength(2)
  }) // prettier-ignore

  it('is for those who see the file; a reader of the team reads it', async () => {
    const { aigerim, bolat, olga, stranger } = office
    for (const path of [link(), `${link()}/C_STATS/withdrawal`, `/cases/${id}/uses`]) {
      for (const outsider of [bolat, olga]) expect((await outsider.opens(path)).status).toBe(404)
      expect((await stranger.opens(path)).url).toContain('/sign-in')
    }
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'reader' }, '#join')
    expect((await bolat.fills(link(), { C_STATS: 'refused' })).status).toBe(403)
    expect((await bolat.fills(`${link()}/C_STATS/withdrawal`, {})).status).toBe(403)
    expect(await rows()).toHaveLength(2)
  })
})
