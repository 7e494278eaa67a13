import { TrailRow } from '../../src/trail'
import { openOffice, type Office } from '../setup/office'
import { closeBrowser, pageOf } from '../setup/browser'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { addsFiles } from '../setup/sending'
import { opensAfter, tokenOf } from '../setup/routes'

describe('secrecy', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())
  afterAll(closeBrowser)

  const bound = { secrecyAsked: 'yes', secrecyKind: 'undertaking', secrecyBound: 'lawyer', secrecyNote: 'Всё дело' }
  const deeds = () =>
    office.gate.read(async db => (await db.find(TrailRow, { order: { sequence: 'ASC' } })).filter(one => one.action.startsWith('secrecy.')).map(({ action, details }) => ({ action, ...details }))) // prettier-ignore
  const list = (heading: string) =>
    office.aigerim.page!.$(heading).closest('section').text().replace(/\s+/g, ' ').trim()

  it('is marked later, corrected and ended; each earlier marker stays readable with who, when and why', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    const page = `/cases/${id}/secrecy`
    expect((await aigerim.opens(page)).text).toContain('Asked: nobody is bound to secrecy.')
    await aigerim.fills(page, bound)
    expect((await aigerim.opens(`/cases/${id}`)).$('.dl-secrecy').text()).toContain('Bound: the lawyer')
    await aigerim.opens(page)
    await aigerim.opens(aigerim.page!.$('a[href$="/correction"]').attr('href')!)
    expect(aigerim.page!.$('#secrecyNote').text().trim()).toBe('Всё дело')
    await aigerim.submits({ secrecyBound: 'witness', secrecyBlanket: 'yes', closing: 'Подписал свидетель' })
    expect(aigerim.page!.url).toBe(page)
    expect(list('#in-force')).toContain('a witness. Blanket:')
    expect(list('#former')).toMatch(/the lawyer.*Corrected: Подписал свидетель Aigerim/)
    await aigerim.opens(aigerim.page!.$('a[href$="/ending"]').attr('href')!)
    await aigerim.submits({ 'endedOn-day': '1', 'endedOn-month': '3', 'endedOn-year': '2026', closing: 'Сняли' })
    expect(aigerim.page!.$('#in-force')).toHaveLength(0)
    expect(list('#former')).toContain('Ended on 1 March 2026: Сняли')
    expect(list('#former')).toContain('Corrected: Подписал свидетель')
    expect((await aigerim.opens(`/cases/${id}`)).$('.dl-secrecy')).toHaveLength(0)
    expect((await aigerim.opens(`/cases/${id}/history`)).text).toContain('Secrecy marker corrected')
    expect(await deeds()).toEqual([
      { action: 'secrecy.answered', answer: 'yes' },
      { action: 'secrecy.marked', case: id, kind: 'undertaking' },
      { action: 'secrecy.corrected', case: id, kind: 'undertaking', replaces: expect.any(String) },
      { action: 'secrecy.ended', case: id, kind: 'undertaking', on: '2026-03-01' },
    ])
  })

  it('is not answered away while a marker is in force, and a marker is touched once', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim, bound)
    const page = `/cases/${id}/secrecy`
    const refused = await aigerim.fills(page, { secrecyAsked: 'no' })
    expect(refused).toMatchObject({ status: 422, errors: ['A marker is in force: end or correct it first'] })
    await aigerim.opens(page)
    const ending = aigerim.page!.$('a[href$="/ending"]').attr('href')!
    const asked = await aigerim.fills(ending, {})
    expect(asked.errors).toEqual(['Give the day on which it ended', 'Say why in a few words'])
    await aigerim.submits({ 'endedOn-day': '2', 'endedOn-month': '3', 'endedOn-year': '2026', closing: 'Сняли' })
    expect((await aigerim.opens(ending)).status).toBe(404)
    expect((await aigerim.fills(page, { secrecyAsked: 'no' })).status).toBe(200)
  })

  it('can be marked on a closed file, not by a reader, and is out of sight for others', async () => {
    const { aigerim, bolat, dana, olga } = office
    const id = await filesQuickly(aigerim)
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'reader' }, '#join')
    expect((await bolat.fills(`/cases/${id}/secrecy`, bound)).status).toBe(403)
    expect((await addsFiles(bolat, id, [['x.txt', 'x']])).status).toBe(403)
    expect((await olga.opens(`/cases/${id}/secrecy`)).status).toBe(404)
    await dana.opens(`/cases/${id}`)
    await dana.submits({}, 'form[action$="/state/close"]')
    expect((await addsFiles(aigerim, id, [['x.txt', 'x']])).status).toBe(409)
    expect((await aigerim.fills(`/cases/${id}/secrecy`, bound)).status).toBe(200)
    expect((await aigerim.opens(`/cases/${id}`)).$('.dl-secrecy')).toHaveLength(1)
  })

  it('is asked before anything else is entered, whichever way in is tried', async () => {
    const { aigerim, gate, olga, trail } = office
    const id = await filesQuickly(aigerim)
    const html = (await aigerim.opens(`/cases/${id}`)).html
    const person = /persons\/[0-9a-f-]{36}/.exec(html)![0]
    const entry = /entries\/detention\/[0-9a-f-]{36}/.exec(html)![0]
    await gate.write(db => db.query(`UPDATE cases SET secrecy_answer = NULL WHERE id = '${id}'`))
    const before = (await trail()).filter(action => !/viewed/.test(action))
    const base = `/cases/${id}`
    for (const path of ['about', 'words', 'persons/new', person, `${person}/consent`, 'entries', 'entries/act/new', `${entry}/change`, `${entry}/versions`]) {
      expect([path, (await aigerim.opens(`${base}/${path}`)).url]).toEqual([path, `${base}/secrecy`])
      expect((await olga.opens(`${base}/${path}`)).status).toBe(404)
    } // prettier-ignore
    expect((await aigerim.opens(`/evidence/of/${id}/new`)).url).toBe(`${base}/secrecy`)
    expect((await aigerim.opens(base)).$('.dl-banner').text()).toContain('Nothing more can be entered before it is answered') // prettier-ignore

    const _csrf = await tokenOf(aigerim)
    const typed = { _csrf, narrative: 'x', name: 'x', role: 'VICTIM', title: 'x', risk: 'low', C_STATS: 'given', kind: 'beating', version: '1' } // prettier-ignore
    for (const path of ['about', 'words', 'persons', person, `${person}/consent`, 'entries/act', entry, `${entry}/undoing`, `${entry}/return`, `${entry}/removal`]) {
      for (const later of ['', '&_later=yes']) {
        const sent = await opensAfter(aigerim, `${base}/${path}`, `${new URLSearchParams(typed).toString()}${later}`)
        expect([path, sent.status >= 400, sent.text.includes('First answer')]).toEqual([path, true, true])
      }
    } // prettier-ignore
    const form = new FormData()
    form.append('_csrf', _csrf)
    form.append('files', new Blob(['x']), 'x.txt')
    const upload = await aigerim.opens(`/evidence/of/${id}`, { method: 'POST', body: form })
    expect([upload.status, upload.errors[0]]).toEqual([409, expect.stringContaining('First answer')])
    expect((await trail()).filter(action => !/viewed/.test(action))).toEqual(before)

    await aigerim.fills(`${base}/secrecy`, { secrecyAsked: 'unknown' })
    expect((await aigerim.fills(`${base}/words`, { narrative: 'Теперь можно.' })).url).toBe(base)
    await addsFiles(aigerim, id, [['x.txt', 'x']])
    expect(aigerim.page!.text).toContain('E-1')
  })

  it('was answered where a marker says so, in files from before the answers were kept', async () => {
    const { aigerim, gate } = office
    const id = await filesQuickly(aigerim, bound)
    await gate.write(db => db.query(`UPDATE cases SET secrecy_answer = NULL WHERE id = '${id}'`))
    expect((await aigerim.fills(`/cases/${id}/words`, { narrative: 'Дальше.' })).url).toBe(`/cases/${id}`)
  })

  it('keeps a half-filled answer before anything else may be entered', async () => {
    const { aigerim, gate } = office
    const id = await filesQuickly(aigerim)
    await gate.write(db => db.query(`UPDATE cases SET secrecy_answer = NULL WHERE id = '${id}'`))
    await aigerim.opens(`/cases/${id}/secrecy`)
    await aigerim.submits({ secrecyNote: 'узнать у адвоката', _later: 'yes' })
    expect((await aigerim.opens(`/cases/${id}/secrecy`)).$('#secrecyNote').text().trim()).toBe('узнать у адвоката')
  })

  it('says what blanket and limited mean where it is asked', async () => {
    const text = (await office.aigerim.opens('/cases/quick')).text
    expect(text).toContain('Blanket: the paper does not say what must be kept silent')
    expect(text).toContain('Limited: only what the paper names is covered')
  })

  it('stands first on paper, in ink, with every marker', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim, bound)
    office.now = new Date(office.now.getTime() + 60_000)
    const page = await pageOf(aigerim, { scripts: true })
    await page.goto(`/cases/${id}`)
    await page.emulateMedia({ media: 'print' })
    const band = page.locator('.dl-secrecy')
    expect(await band.isVisible()).toBe(true)
    const [top, title] = await Promise.all([band.boundingBox(), page.locator('h1').boundingBox()])
    expect(top!.y).toBeLessThan(title!.y)
    expect(await band.locator('.dl-secrecy__kind').evaluate(one => (globalThis as unknown as { getComputedStyle(one: unknown): { printColorAdjust: string } }).getComputedStyle(one).printColorAdjust)).toBe('exact') // prettier-ignore
    await page.context().close()
  }, 60_000) // prettier-ignore
})
