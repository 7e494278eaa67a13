import { endAccessOver } from '../../src/cases'
import { KeyWrapRow } from '../../src/vault'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { password, type Person } from '../setup/people'
import { opensAfter, tokenOf } from '../setup/routes'

const reason = 'Судебное заседание сегодня в 15:00, ведущая в больнице.'

describe('access for a day', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    await office.marat.signsIn()
    id = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  const asks = (who: Person, reference = 'ADL-2026-0001') => who.fills('/access/new', { reference, reason }, '#ask')
  const gives = (who: Person, request: string) => who.fills(request, { current: password }, '#confirm')
  const posts = async (who: Person, path: string, typed: Record<string, string> = {}) =>
    opensAfter(who, path, new URLSearchParams({ _csrf: await tokenOf(who), ...typed }).toString())
  const later = async (hours: number, ...people: Person[]) => {
    office.now = new Date(office.now.getTime() + hours * 3_600_000)
    for (const person of people) await person.signsIn()
  }
  const wraps = () => office.gate.read(db => db.find(KeyWrapRow, { where: { subjectId: id } }))
  const deeds = async () => (await office.trail()).filter(action => action.startsWith('access.'))

  it('is asked for, given by a second person, and known to everybody on the case', async () => {
    const { aigerim, bolat, dana, marat } = office
    await aigerim.fills(`/cases/${id}/team`, { userId: marat.id, role: 'reader' }, '#join')
    const asked = await asks(bolat)
    expect(asked.text).toContain('Your request was passed on')
    for (const person of [aigerim, dana]) expect((await person.opens('/')).text).toContain('Bolat asks for access')
    expect((await marat.opens('/')).text).not.toContain('asks for access')
    const request = await aigerim.opens(asked.url)
    expect(request.text).toContain(reason)
    expect((await bolat.opens(`/cases/${id}`)).status).toBe(404)

    const given = await gives(aigerim, asked.url)
    expect(given.text.replace(/\s+/g, ' ')).toContain('until 3 March 2026, 09:00')
    expect((await bolat.opens('/')).text).toContain('Aigerim gave you access to case ADL-2026-0001')
    expect((await bolat.opens(`/cases/${id}`)).text).toContain(quick.narrative)
    expect((await bolat.opens('/cases')).text).toContain('ADL-2026-0001')
    for (const person of [marat, dana])
      expect((await person.opens('/')).text).toContain('Bolat was given access to case ADL-2026-0001 for 24 hours.')
    expect((await marat.opens(`/cases/${id}/team`)).text).toContain('Access for a day')
    expect(await deeds()).toEqual(['access.asked', 'access.given'])
  })

  it('lets the colleague read and change nothing', async () => {
    const { bolat, aigerim } = office
    const { url } = await asks(bolat)
    await gives(aigerim, url)
    expect((await bolat.fills(`/cases/${id}/words`, { narrative: 'Моё.' })).status).toBe(403)
    for (const path of ['/hand-over', '/looks']) expect((await bolat.opens(`/cases/${id}${path}`)).status).toBe(403)
  })

  it('ends by itself after 24 hours; what is written after it is sealed under another key', async () => {
    const { bolat, aigerim, gate, inWork } = office
    const { url } = await asks(bolat)
    await gives(aigerim, url)
    await later(23.9, bolat)
    expect((await bolat.opens(`/cases/${id}`)).status).toBe(200)
    await later(0.1)
    expect((await bolat.opens(`/cases/${id}`)).status).toBe(404)
    expect((await bolat.opens('/cases')).text).not.toContain('ADL-2026-0001')
    expect((await bolat.opens(url)).text).toContain('ended')

    await endAccessOver(gate, inWork, () => office.now)
    await endAccessOver(gate, inWork, () => office.now)
    expect(await deeds()).toEqual(['access.asked', 'access.given', 'access.ended'])
    const left = await wraps()
    expect(left.filter(wrap => wrap.holderId === bolat.id)).toEqual([])
    expect(left.filter(wrap => wrap.generation === 2).map(wrap => wrap.holderKind).sort()).toEqual(['group', 'recovery', 'user'])
    await aigerim.signsIn()
    expect((await aigerim.opens(`/cases/${id}`)).text).toContain(quick.narrative)
    expect((await aigerim.fills(`/cases/${id}/words`, { narrative: 'Ещё.' })).url).toBe(`/cases/${id}`)
  }) // prettier-ignore

  it('ends at the next change of the case when nobody came by in between', async () => {
    const { bolat, aigerim, trail } = office
    const { url } = await asks(bolat)
    await gives(aigerim, url)
    await later(25, aigerim)
    expect((await aigerim.fills(`/cases/${id}/words`, { narrative: 'После.' })).url).toBe(`/cases/${id}`)
    expect((await wraps()).some(wrap => wrap.holderId === bolat.id)).toBe(false)
    expect((await trail()).filter(action => /access.ended|wordsWritten/.test(action))).toEqual([
      'access.ended',
      'case.wordsWritten',
    ])
    expect((await aigerim.opens(`/cases/${id}`)).text).toContain('После.')
  })

  it('keeps running when somebody else leaves the team meanwhile, and until its own end only', async () => {
    const { bolat, aigerim, dana, marat } = office
    await aigerim.fills(`/cases/${id}/team`, { userId: marat.id, role: 'member' }, '#join')
    await gives(dana, (await asks(bolat)).url)
    await aigerim.opens(`/cases/${id}/team`)
    await aigerim.submits({}, `form[action$="/team/${marat.id}/leaving"]`)
    await aigerim.fills(`/cases/${id}/words`, { narrative: 'Новое.' })
    expect((await bolat.opens(`/cases/${id}`)).text).toContain('Новое.')
    await later(24, bolat)
    expect((await bolat.opens(`/cases/${id}`)).status).toBe(404)
  })

  it('becomes lasting when the colleague joins the team', async () => {
    const { bolat, aigerim, gate, inWork } = office
    await gives(aigerim, (await asks(bolat)).url)
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'member' }, '#join')
    await later(25, bolat)
    await endAccessOver(gate, inWork, () => office.now)
    expect((await bolat.opens(`/cases/${id}`)).status).toBe(200)
  })

  it('is given back before its end by the colleague, or ended by the lead', async () => {
    const { bolat, aigerim } = office
    for (const ends of [bolat, aigerim]) {
      const { url } = await asks(bolat)
      await gives(aigerim, url)
      await ends.fills(url, {}, '#end')
      expect((await bolat.opens(`/cases/${id}`)).status).toBe(404)
    }
    expect(await deeds()).toEqual(
      ['asked', 'given', 'ended', 'asked', 'given', 'ended'].map(deed => `access.${deed}`),
    )
  }) // prettier-ignore

  it('is never given alone, nor decided twice (S22)', async () => {
    const { bolat, aigerim, dana } = office
    const { url } = await asks(bolat)
    expect((await bolat.opens(url)).$('#confirm, #refusal')).toHaveLength(0)
    for (const deed of ['confirmation', 'refusal'])
      expect((await posts(bolat, `${url}/${deed}`, { current: password })).status).toBe(403)
    expect((await bolat.opens(`/cases/${id}`)).status).toBe(404)
    await gives(dana, url)
    for (const deed of ['confirmation', 'refusal'])
      expect((await posts(aigerim, `${url}/${deed}`, { current: password })).status).toBe(409)
    expect(await deeds()).toEqual(['access.asked', 'access.given'])
  })

  it('is not even decided by who asked when he leads the case by then', async () => {
    const { bolat, aigerim } = office
    const { url } = await asks(bolat)
    await aigerim.fills(`/cases/${id}/hand-over`, { userId: bolat.id, stays: 'member' }, '#hand-over')
    for (const deed of ['confirmation', 'refusal'])
      expect((await posts(bolat, `${url}/${deed}`, { current: password })).text).toContain('somebody else decides')
    expect(await deeds()).toEqual(['access.asked'])
  })

  it('asks for the password once more', async () => {
    const { bolat, aigerim } = office
    const { url } = await asks(bolat)
    const page = await aigerim.fills(url, { current: 'another one entirely' }, '#confirm')
    expect(page.status).toBe(422)
    expect(page.html).not.toContain('another one entirely')
    expect((await bolat.opens(`/cases/${id}`)).status).toBe(404)
  })

  it('answers the same whether there is such a case, another organisation has it, or nobody', async () => {
    const { bolat, olga, dana, aigerim } = office
    await filesQuickly(olga)
    const plain = (html: string) =>
      html.replace(/[0-9a-f-]{36}|value="[^"]*"|[A-Z]{3}-\d{4}-\d{4}/g, '').replace(/\s+/g, ' ')
    const pages: string[] = []
    const urls: string[] = []
    for (const reference of ['ADL-2026-0001', 'TUB-2026-0001', 'ADL-2026-9999']) {
      const page = await asks(bolat, reference)
      pages.push(`${page.status} ${plain(page.html)}`)
      urls.push(page.url)
    }
    expect(new Set(pages).size).toBe(1)
    expect((await dana.opens(urls[1]!)).text).toContain('has no case of this number')
    expect((await aigerim.opens(urls[1]!)).status).toBe(404)
    expect((await olga.opens(urls[1]!)).status).toBe(404)
    expect((await posts(dana, `${urls[1]!}/confirmation`, { current: password })).status).toBe(409)
    for (const url of urls) await dana.fills(url, { reply: 'Нет.' }, '#refusal')
    const refused: string[] = []
    for (const url of urls) refused.push(plain((await bolat.opens(url)).html))
    expect(new Set(refused).size).toBe(1)
    expect(bolat.page!.text).toContain('Нет.')
    expect((await bolat.opens('/')).text).toContain('Dana refused you access to a case.')
  })

  it('asks again when number or reason are missing, or one holds the key, or asks for too much', async () => {
    const { bolat, aigerim, dana } = office
    expect((await bolat.fills('/access/new', { reference: 'x', reason: '' }, '#ask')).errors).toHaveLength(2)
    for (const person of [aigerim, dana]) expect((await asks(person)).status).toBe(422)
    for (let many = 0; many < 5; many += 1) await asks(bolat)
    expect((await asks(bolat)).errors[0]).toContain('5 requests')
    expect(await deeds()).toHaveLength(5)
  })

  it('is seen by who asked and by those who may decide, and not by anybody else', async () => {
    const { bolat, aigerim, marat, olga, erlan, saule, timur, gate } = office
    for (const person of [saule, timur]) await person.signsIn()
    await aigerim.fills(`/cases/${id}/team`, { userId: marat.id, role: 'member' }, '#join')
    const { url } = await asks(bolat)
    for (const person of [marat, olga, erlan, saule, timur]) {
      expect([person.login, (await person.opens(url)).status]).toEqual([person.login, 404])
      for (const deed of ['confirmation', 'refusal', 'end'])
        expect((await posts(person, `${url}/${deed}`, { current: password })).status).toBe(404)
    }
    const rows = await gate.read(db => db.query<Record<string, unknown>[]>('SELECT * FROM access_words'))
    expect(JSON.stringify(rows.map(row => Object.values(row).map(String)))).not.toMatch(/ADL-2026|больнице/)
    expect(await deeds()).toEqual(['access.asked'])
  })
})
