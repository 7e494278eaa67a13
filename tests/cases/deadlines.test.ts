import { everybodyIn, filesQuickly, setsDeadline } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import type { Person } from '../setup/people'

/** Office time is 2 March 2026. */
const onDay = (day: string, month = '3', year = '2026') => ({
  'dueAt-day': day,
  'dueAt-month': month,
  'dueAt-year': year,
})

describe('deadlines over all cases', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  const sets = (person: Person, caseId: string, what: string, due: Record<string, string>, rule = 'own') =>
    person.fills(`/cases/${caseId}/entries/deadline/new`, { what, rule, ...due })

  const shown = async (person: Person, path = '/deadlines') => {
    const { $ } = await person.opens(path)
    return $('main section.dl-section')
      .get()
      .map(section => [
        $(section).find('h2').text(),
        ...$(section).find('tbody th a').map((_, a) => $(a).text()).get(),
      ]) // prettier-ignore
  }

  it('stand grouped by how near they are, those of every case in sight', async () => {
    const { aigerim, dana } = office
    const other = await filesQuickly(aigerim, { name: 'Другой Человек' })
    await sets(aigerim, id, 'Обжаловать арест', { ...onDay('2'), 'dueAt-hour': '17', 'dueAt-minute': '30' })
    await sets(aigerim, id, 'Спросить о записи', onDay('28', '2'))
    await sets(aigerim, other, 'Медицинский осмотр', onDay('9'))
    await sets(aigerim, other, 'Ответ Комитету', onDay('10'))
    await sets(aigerim, other, 'Когда-нибудь', {})
    for (const person of [aigerim, dana])
      expect(await shown(person)).toEqual([
        ['Past', 'Спросить о записи'],
        ['Today', 'Обжаловать арест'],
        ['In the next seven days', 'Медицинский осмотр'],
        ['Later', 'Ответ Комитету'],
        ['Without a day', 'Когда-нибудь'],
      ])
    expect(dana.page?.text).toContain('Past: 1. Due today: 1. Due in the seven days after: 1.')
    expect(dana.page?.text).toContain('2 days past')
    expect(dana.page?.text).toContain('today, 17:30')
    expect(dana.page?.text).toContain('Our own plan')
  })

  it('are marked as done with one button, which the history undoes', async () => {
    const { aigerim, trail } = office
    await sets(aigerim, id, 'Обжаловать арест', onDay('2'))
    const page = await aigerim.fills('/deadlines', {}, 'main section form')
    expect(page.url).toMatch(/^\/deadlines\?just=/)
    expect(page.text).toContain('No open deadline')
    expect((await trail()).at(-1)).toBe('deadline.finished')
    expect((await aigerim.opens(`/cases/${id}/history`)).text).toContain('Deadline: marked as done')
    const done = await aigerim.opens('/deadlines?state=done')
    expect(done.text).toContain('2 Mar 2026')
    await aigerim.fills(done.$('tbody a[href$="/history"]').attr('href')!, {}, 'form[action$="/undoing"]')
    expect(await shown(aigerim)).toEqual([['Today', 'Обжаловать арест']])
    expect(await trail()).toContain('deadline.undone')
  })

  it('say what was just marked and take the mark back, on the page and on one’s day, until something else happens', async () => {
    const { aigerim, dana, trail } = office
    const entry = await setsDeadline(aigerim, id, 'Обжаловать арест <b>в суд</b>')
    for (const [page, lead] of [
      ['/deadlines?whose=mine', '/deadlines?whose=mine&just='],
      ['/', '/?just='],
    ] as const) {
      const marked = await aigerim.fills(page, {}, 'main .dl-due form')
      expect(marked.url.startsWith(lead)).toBe(true)
      expect(marked.$('[role=status]').text()).toMatch(/Marked as done: Обжаловать арест <b>в суд<\/b>, ADL-2026-0001/)
      const back = await aigerim.submits({}, '[role=status] form')
      expect([back.url.startsWith(lead), back.$('[role=status] form').length]).toEqual([true, 0])
      expect(back.$('[role=status]').text()).toContain('Open again: Обжаловать арест')
      expect((await trail()).slice(-2)).toEqual(['deadline.finished', 'deadline.undone'])
      expect(await shown(aigerim)).toEqual([['Today', 'Обжаловать арест <b>в суд</b>']])
    }
    const marked = await aigerim.fills('/deadlines', {}, 'main .dl-due form')
    await dana.fills(`/cases/${id}/entries/deadline/${entry}/change`, { what: 'Обжаловать арест' })
    expect(await aigerim.submits({}, '[role=status] form')).toMatchObject({
      status: 409,
      errors: [expect.stringContaining('after it was marked')],
    })
    expect((await aigerim.opens(marked.url)).$('[role=status]')).toHaveLength(0)
    expect((await office.olga.opens(marked.url)).$('[role=status]')).toHaveLength(0)
  })

  it('are not marked over what somebody else has just written', async () => {
    const { aigerim, dana, trail } = office
    await sets(aigerim, id, 'Обжаловать арест', onDay('2'))
    const page = await aigerim.opens('/deadlines')
    const entry = page.$('tbody th a').attr('href')!
    await dana.fills(`${entry}/change`, onDay('20'))
    aigerim.page = page
    expect(await aigerim.submits({}, 'main section form')).toMatchObject({
      status: 409,
      errors: [expect.stringContaining('in the meantime')],
    })
    expect(aigerim.page.text).toContain('20 Mar 2026')
    expect(await trail()).not.toContain('deadline.finished')
  })

  it('are those one leads when asked so, a page by its key, each once', async () => {
    const { aigerim, bolat } = office
    const own = await filesQuickly(bolat, { name: 'Другой Человек' })
    await sets(bolat, own, 'Чужое для Айгерим', onDay('5'))
    await bolat.fills(`/cases/${own}/team`, { userId: aigerim.id, role: 'reader' }, '#join')
    for (let many = 1; many <= 26; many += 1) await sets(aigerim, id, `Своё ${many}`, onDay('6'))
    const first = await shown(aigerim, '/deadlines')
    const rest = await shown(aigerim, aigerim.page?.$('a[rel=next]').attr('href'))
    const seen = [...first, ...rest].flat().filter(text => text.startsWith('Своё'))
    expect([first.flat().length, rest.flat().length]).toEqual([26, 3])
    expect(new Set(seen).size).toBe(26)
    expect(first.flat()).toContain('Чужое для Айгерим')
    const mine = await shown(aigerim, '/deadlines?whose=mine')
    expect(mine.flat()).not.toContain('Чужое для Айгерим')
  })

  it('are looked at, not marked, by a reader of the team', async () => {
    const { aigerim, bolat } = office
    await sets(aigerim, id, 'Обжаловать арест', onDay('2'))
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'reader' }, '#join')
    expect(await shown(bolat)).toEqual([['Today', 'Обжаловать арест']])
    expect(bolat.page?.$('main section form')).toHaveLength(0)
    await aigerim.opens('/deadlines')
    const { action, body } = aigerim.formOf('main section form', { _csrf: String(bolat.page?.$('[name=_csrf]').val()) })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await bolat.opens(action, { method: 'POST', body, headers })).status).toBe(403)
  })

  it('of closed cases and of another organisation’s are not there', async () => {
    const { aigerim, dana, olga, erlan } = office
    await sets(aigerim, id, 'Обжаловать арест', onDay('2'))
    for (const person of [olga, erlan]) expect(await shown(person)).toEqual([])
    await dana.opens(`/cases/${id}`)
    await dana.submits({}, 'form[action$="/state/close"]')
    expect(await shown(aigerim)).toEqual([])
    expect(aigerim.page?.text).toContain('No open deadline')
  })

  it('take an address that makes no sense for what it is', async () => {
    for (const query of ['after=~', 'after=9999-99-99~x', 'whose=hers', 'state=lost&whose=mine&whose=all'])
      expect((await office.aigerim.opens(`/deadlines?${query}`)).status).toBe(200)
  })
})
