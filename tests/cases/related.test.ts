import { PatternAsk, PatternMark } from '../../src/cases/patterns/pattern.entity'
import { coalitionIndex } from '../../src/people'
import { KeyWrapRow } from '../../src/vault'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import type { Person } from '../setup/people'
import { opensAfter, tokenOf } from '../setup/routes'

const when = { 'begunAt-day': '7', 'begunAt-month': '1', 'begunAt-year': '2022', regionAtEvent: 'KZ-75' }
const beating = { ...when, methodCodes: ['M_BLUNT'] }

describe('files that may be related', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    await office.dana.fills('/related', {}, 'form.outside')
    for (let page = await office.erlan.opens('/let-in'); page.$('main form').length;)
      page = await office.erlan.submits({})
  })
  afterEach(() => office.closes())

  const files = (who: Person) => filesQuickly(who, { happened: ['detained'], name: `Пострадавший ${who.login}` })
  const firstOf = async (who: Person, id: string, kind: string) =>
    new RegExp(`/entries/${kind}/([0-9a-f-]{36})`).exec((await who.opens(`/cases/${id}`)).html)?.[1] ?? ''
  /** A case with an act, and who is said to have done it. */
  async function accuses(who: Person, name: string, act: Record<string, string | string[]> = beating) {
    const id = await files(who)
    await who.fills(`/cases/${id}/entries/act/new`, act)
    const added = await who.fills(`/cases/${id}/persons/new`, { role: 'ALLEGED_PERP', name })
    const perpetrator = /persons\/([0-9a-f-]{36})/.exec(added.url)?.[1] ?? ''
    const actId = await firstOf(who, id, 'act')
    await who.fills(`/cases/${id}/entries/involvement/new?of=${actId}`, { perpetrator, degree: 'direct' })
    return { id, actId, perpetrator }
  }
  async function acts(who: Person, act: Record<string, string | string[]>) {
    const id = await files(who)
    await who.fills(`/cases/${id}/entries/act/new`, { ...beating, ...act })
    return id
  }
  const related = async (who: Person) => (await who.opens('/related')).$('section[aria-labelledby=alike]').text().replace(/\s+/g, ' ') // prettier-ignore
  const deeds = async () => (await office.trail()).filter(action => /^pattern\.(?!marked)/.test(action))
  const posts = async (who: Person, path: string, typed: Record<string, string> = {}) =>
    opensAfter(who, path, new URLSearchParams({ _csrf: await tokenOf(who), ...typed }).toString())

  it('raises the same perpetrator in two scripts to the coordinators of both, and shows nothing of the other file', async () => {
    const { aigerim, olga, dana, erlan, organisations } = office
    const ours = await accuses(aigerim, 'Серік Оспанов')
    expect((await dana.opens('/')).text).not.toContain('may be related.')
    const theirs = await accuses(olga, 'OSPANOV Serik')
    for (const person of [dana, erlan])
      expect((await person.opens('/')).text).toContain('Files of your organisation and of others may be related.')
    for (const person of [aigerim, olga]) expect((await person.opens('/')).text).not.toContain('may be related.')

    const seen = await related(dana)
    expect(seen).toMatch(/The same alleged perpetrator, first quarter of 2022 *Blunt/)
    expect(seen).toContain('2 files of 2 organisations')
    const { html } = dana.page!
    expect(html).toContain(`/cases/${ours.id}`)
    for (const hidden of [theirs.id, theirs.perpetrator, organisations.tub, 'TUB-2026', 'spanov', 'Оспанов', 'Пострадавший', '>TUB<'])
      expect([hidden, html.includes(hidden)]).toEqual([hidden, false])
    expect(await related(erlan)).toContain('TUB-2026-0001')
    expect(erlan.page!.html).not.toContain(ours.id)
    expect(await deeds()).toEqual([])
  }) // prettier-ignore

  it('raises the same unit and the same place, and tells methods, quarters and regions apart', async () => {
    const { aigerim, olga, dana } = office
    await acts(aigerim, { perpetratorUnit: 'Отдел полиции №3, Алмалинский' })
    const theirs = { perpetratorUnit: 'Алмалинский отдел полиции № 3' }
    await acts(olga, { ...theirs, 'begunAt-month': '5' })
    await acts(olga, { ...theirs, methodCodes: ['M_FALANGA'] })
    await acts(olga, { ...theirs, regionAtEvent: 'KZ-71' })
    expect(await related(dana)).toBe('')
    await acts(olga, theirs)
    expect(await related(dana)).toContain('The same unit')
    await acts(aigerim, { place: 'Изолятор «Сайран»', placeType: 'POLICE_OFFICE' })
    await acts(olga, { place: 'Sairan', placeType: 'POLICE_OFFICE' })
    expect(await related(dana)).toContain('The same place')
  })

  it('raises nothing within one organisation', async () => {
    const { aigerim, bolat, dana } = office
    for (const who of [aigerim, bolat]) await accuses(who, 'Серик Оспанов')
    expect(await related(dana)).toBe('')
    expect((await dana.opens('/')).text).not.toContain('may be related.')
  })

  it('follows what becomes of an entry: changed, removed, put back, renamed, placed under secrecy', async () => {
    const { aigerim, olga, dana, gate } = office
    const { id, actId, perpetrator } = await accuses(aigerim, 'Серик Оспанов')
    await accuses(olga, 'Серик Оспанов')
    const isRaised = async () => (await related(dana)) !== ''
    expect(await isRaised()).toBe(true)
    const act = `/cases/${id}/entries/act/${actId}`
    await aigerim.fills(`${act}/change`, { methodCodes: ['M_FALANGA'] })
    expect(await isRaised()).toBe(false)
    await aigerim.fills(`${act}/history`, {}, 'form[action$="/undoing"]')
    expect(await isRaised()).toBe(true)
    await aigerim.fills(`/cases/${id}/persons/${perpetrator}`, { name: 'Ерлан Ахметов' })
    expect(await isRaised()).toBe(false)
    await aigerim.fills(`/cases/${id}/persons/${perpetrator}`, { name: 'Серик Оспанов' })
    expect(await isRaised()).toBe(true)
    await posts(aigerim, `/cases/${id}/entries/act/${actId}/removal`)
    expect(await isRaised()).toBe(false)
    expect(await gate.read(db => db.countBy(PatternMark, { caseId: id }))).toBe(0)
    await accuses(aigerim, 'Серик Оспанов')
    expect(await isRaised()).toBe(true)
    const again = (await related(dana)).match(/ADL-2026-\d+/g)
    expect(again).toEqual(['ADL-2026-0002'])
    const second = /\/cases\/([0-9a-f-]{36})/.exec(dana.page!.$('section[aria-labelledby=alike]').html() ?? '')?.[1]
    await aigerim.fills(`/cases/${second}/secrecy`, { secrecyAsked: 'yes', secrecyKind: 'undertaking' })
    expect(await isRaised()).toBe(false)
    expect((await office.trail()).filter(action => action === 'pattern.marked').length).toBeGreaterThan(5)
  }) // prettier-ignore

  it('is no draft', async () => {
    const { aigerim, olga, dana } = office
    await accuses(olga, 'Серик Оспанов')
    const draft = (await aigerim.fills('/cases/new', { secrecyAsked: 'no', title: 'Ночь' })).url.replace('/filing', '')
    await aigerim.fills(`${draft}/persons/new`, { role: 'ALLEGED_PERP', name: 'Серик Оспанов' })
    const perpetrator = /persons\/([0-9a-f-]{36})/.exec(aigerim.page!.url)?.[1] ?? ''
    await aigerim.fills(`${draft}/entries/act/new`, beating)
    const actId = await firstOf(aigerim, draft.split('/').at(-1)!, 'act')
    await aigerim.fills(`${draft}/entries/involvement/new?of=${actId}`, { perpetrator, degree: 'direct' })
    expect(await related(dana)).toBe('')
  })

  it('lets the coordinators ask each other: who asks is named at once, who is asked when they agree', async () => {
    const { aigerim, olga, dana, erlan } = office
    await accuses(aigerim, 'Серик Оспанов')
    await accuses(olga, 'Серик Оспанов')
    const link = (await dana.opens('/related')).$('a[href^="/related/asks/new"]').attr('href')!
    await dana.fills(link, { message: 'Готовим сообщение в КПП.' }, '#ask')
    expect(dana.page!.text).toContain('not named before it agrees')
    expect((await erlan.opens('/')).text).toContain('ADL asks whether your files may be related.')
    const ask = (await erlan.opens('/related')).$('section[aria-labelledby=of-us] a').attr('href')!
    expect(erlan.page!.$('a[href^="/related/asks/new"]')).toHaveLength(0)
    const page = await erlan.opens(ask)
    for (const shown of ['ADL', 'Готовим сообщение в КПП.', 'TUB-2026-0001', 'first quarter of 2022'])
      expect(page.text).toContain(shown)
    for (const hidden of ['ADL-2026', 'Dana']) expect(page.text).not.toContain(hidden)
    const waiting = await dana.opens(ask)
    for (const hidden of ['TUB', 'Erlan']) expect(waiting.text).not.toContain(hidden)
    expect((await dana.opens(link)).$('#ask').length).toBe(1)
    expect((await dana.submits({}, '#ask')).text).toContain('Your organisation has asked about this already')

    expect((await erlan.fills(ask, { reply: 'x' }, '#answering')).errors).toEqual(['Choose your answer'])
    await erlan.submits({ answer: 'agreed', reply: 'Звоните.' }, '#answering')
    const agreed = await dana.opens(ask)
    for (const shown of ['TUB', 'Erlan', 'Звоните.']) expect(agreed.text).toContain(shown)
    expect((await erlan.opens(ask)).text).toContain('Dana')
    expect(await related(dana)).toContain('TUB')
    expect((await posts(erlan, `${ask}/answer`, { answer: 'declined' })).status).toBe(409)
    const sealed = await office.gate.read(db => db.query<Record<string, unknown>[]>('SELECT * FROM pattern_words'))
    expect(JSON.stringify(sealed.map(row => Object.values(row).map(String)))).not.toMatch(/КПП|Звоните/)
    expect(await deeds()).toEqual(['pattern.asked', 'pattern.agreed'])
  })

  it('tells who asked nothing when the others do not want to talk now', async () => {
    const { aigerim, olga, dana, erlan } = office
    await accuses(aigerim, 'Серик Оспанов')
    await accuses(olga, 'Серик Оспанов')
    const link = (await dana.opens('/related')).$('a[href^="/related/asks/new"]').attr('href')!
    await dana.fills(link, {}, '#ask')
    const ask = (await erlan.opens('/related')).$('section[aria-labelledby=of-us] a').attr('href')!
    await erlan.fills(ask, { answer: 'declined', reply: 'Это Ерлан из TUB.' }, '#answering')
    const seen = await dana.opens(ask)
    expect(seen.text).toContain('not now')
    for (const hidden of ['TUB', 'Erlan', 'Ерлан']) expect(seen.text).not.toContain(hidden)
    expect((await dana.opens('/')).text).toContain('does not want to talk now')
    expect(await related(dana)).not.toContain('TUB')
    expect(await deeds()).toEqual(['pattern.asked', 'pattern.declined'])
  })

  it('is for coordinators alone, and an ask for those of its two sides', async () => {
    const { aigerim, olga, dana, erlan, marat, saule, timur, gate } = office
    for (const person of [marat, saule, timur]) await person.signsIn()
    await accuses(aigerim, 'Серик Оспанов')
    await accuses(olga, 'Серик Оспанов')
    const link = (await dana.opens('/related')).$('a[href^="/related/asks/new"]').attr('href')!
    await dana.fills(link, {}, '#ask')
    const [ask] = await gate.read(db => db.find(PatternAsk))
    for (const person of [aigerim, olga, marat, saule, timur])
      for (const path of ['/related', link, `/related/asks/${ask?.id}`])
        expect([person.login, path, (await person.opens(path)).status]).toEqual([person.login, path, 404])
    expect((await posts(dana, `/related/asks/${ask?.id}/answer`, { answer: 'agreed' })).status).toBe(404)
    expect((await erlan.opens('/related/asks/new?about=nothing')).status).toBe(404)
    expect(await deeds()).toEqual(['pattern.asked'])
  })
})

describe('comparing the files of an organisation', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  it('begins when an organisation that compares lets another in, and takes up what was written before', async () => {
    const { aigerim, olga, dana, erlan, trail, gate } = office
    const unit = { ...beating, perpetratorUnit: 'Алмалинский, № 3' }
    for (const who of [aigerim, olga]) {
      const id = await filesQuickly(who, { happened: ['detained'] })
      await who.fills(`/cases/${id}/entries/act/new`, unit)
    }
    expect((await erlan.opens('/related')).text).toContain('Your organisation does not compare its files yet.')
    expect(erlan.page!.$('#compare, form.outside')).toHaveLength(0)
    const page = await dana.fills('/related', {}, 'form.outside')
    expect(page.$('form.outside')).toHaveLength(0)
    expect((await erlan.opens('/related')).text).toContain('1 file has not been compared yet')
    const compared = await erlan.submits({}, '#compare')
    expect(compared.$('#compare')).toHaveLength(0)
    expect(compared.text).toContain('The same unit')
    const keys = await gate.read(db => db.find(KeyWrapRow, { where: { subjectId: coalitionIndex } }))
    expect([...new Set(keys.map(wrap => wrap.holderKind))].sort()).toEqual(['group', 'user']) // neither the host nor the recovery key
    const marks = await gate.read(db => db.query<object[]>('SELECT * FROM pattern_marks'))
    expect(JSON.stringify(marks)).not.toMatch(/алмал|almal/i)
    expect((await trail()).filter(action => /organisation\.letIn|pattern/.test(action))).toEqual([
      'pattern.marked',
      'organisation.letIn',
      'pattern.marked',
      'pattern.compared',
    ])
  })
})
