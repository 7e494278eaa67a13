import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { clock, rowsInto } from './world'

const asAddress = (question: object) => `q=${encodeURIComponent(JSON.stringify(question))}`
const byRegion = { unit: 'detention', by: ['region_at_event', 'person.sex'], scope: 'coalition' }

describe('asking on pages', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  /** Cases of the organisation whose keys nobody here holds. */
  async function counted(many: number, entry = {}, sex = 'male') {
    const rows = rowsInto(office.gate)
    for (let i = 0; i < many; i += 1) {
      const caseId = await rows.kase({ organisation_id: office.organisations.adl })
      await rows.detention(caseId, await rows.person(caseId, { sex }), { ...clock('first_lawyer', 100), ...entry })
    }
  }

  it('asks by the sentence, answers with basis line, table, bars and map', async () => {
    await counted(12)
    await counted(8, { region_at_event: 'KZ-71' })
    await counted(3, { region_at_event: 'KZ-71' }, 'female')
    const { dana } = office
    const page = await dana.opens(
      '/questions?unit=detention&measure=count&by1=region_at_event&by2=person.sex&basis=event&level=V2&scope=coalition',
    )
    expect(page.status).toBe(200)
    expect(page.$('h1').text()).toBe('Number of detentions by region at the event and sex of the person')
    expect(page.$('.dl-basisline').text()).toContain('23 detentions')
    expect(page.$('.dl-basisline').text()).toContain('not a measure of prevalence')
    expect(page.$('table.dl-table--stats .dl-held').length).toBeGreaterThan(1)
    expect(page.$('.dl-tiles li').length).toBe(20)
    expect(page.text).not.toMatch(/\bstatistics\./)
  })

  it('says above the table what has no value, and that nothing is missing only when nothing is', async () => {
    await counted(12)
    await counted(7, clock('first_lawyer', null, null, 'unknown'))
    const { dana } = office
    const base = async (question: object) =>
      (await dana.opens(`/questions?${asAddress(question)}`)).$('.dl-basisline').text().replace(/\s+/g, ' ')
    const split = await base({ ...byRegion, by: [{ clock: 'first-lawyer' }] })
    expect(split).toContain('Without a value (time from real start to the first lawyer): unknown 7.')
    expect(split).not.toContain('Nothing is missing')
    expect(await base({ ...byRegion, by: ['region_at_event'] })).toContain('Nothing is missing.')
    expect(dana.page?.$('.dl-notes').text()).not.toContain('prevalence')
  })

  it('offers questions to begin with, each of which has an answer', async () => {
    const { dana } = office
    const page = await dana.opens('/questions')
    const ready = page
      .$('section[aria-labelledby=ready] a')
      .map((_, a) => page.$(a).attr('href'))
      .get()
    expect(ready.length).toBeGreaterThan(2)
    for (const href of ready) expect((await dana.opens(href)).$('.dl-basisline')).toHaveLength(1)
    expect(dana.page?.$('#ready')).toHaveLength(0)
  })

  it('adds a condition, asks for its value, and counts with it', async () => {
    await counted(6)
    await counted(7, {}, 'female')
    const { aigerim } = office
    const adding = await aigerim.opens('/questions?unit=detention&measure=count&f0=person.sex&add=1')
    expect(adding.$('select[name=v0] option').length).toBe(5)
    expect(adding.$('select[name=f1]').length).toBe(1)
    const page = await aigerim.opens(
      '/questions?unit=detention&measure=count&f0=person.sex&o0=is&v0=female&level=V2&scope=coalition',
    )
    expect(page.$('.dl-basisline strong').text()).toBe('7 detentions')
  })

  it('says what is wrong with a question and prints no number', async () => {
    const page = await office.dana.opens(
      `/questions?${asAddress({ unit: 'detention', where: [{ field: 'person.shoes', is: 'red' }] })}`,
    )
    expect(page.errors).toEqual(['There is no field “person.shoes”'])
    expect(page.$('.dl-basisline').length).toBe(0)
    expect(
      (await office.dana.opens(`/questions/answer.json?${asAddress({ unit: 'detention', colour: 1 })}`)).status,
    ).toBe(422)
    expect((await office.dana.opens('/questions/answer.csv?q=%7B')).status).toBe(422)
  })

  it("opens the cases behind a number as far as they are one's own, and none behind a protected one", async () => {
    const id = await filesQuickly(office.aigerim, { region: 'KZ-75' })
    await office.gate.write(db => db.query(`UPDATE detentions SET verification = 'V2'`))
    await office.gate.write(db => db.query(`UPDATE cases SET verification = 'V2'`))
    await counted(6)
    await counted(2, { region_at_event: 'KZ-71' })
    await counted(5, { region_at_event: 'KZ-63' })
    const question = { unit: 'detention', by: ['region_at_event'], scope: 'coalition' }
    const page = await office.aigerim.opens(`/questions?${asAddress(question)}`)
    const href = page
      .$('table.dl-table--stats tbody tr')
      .filter((_, tr) => page.$(tr).find('th').text() === 'Almaty city')
      .find('td a')
      .attr('href')
    const cases = await office.aigerim.opens(href!)
    expect(cases.$(`a[href="/cases/${id}"]`).length).toBe(1)
    expect(cases.text).toContain('1 case you may open.')
    expect(cases.text).toContain('6 more are counted that you may not open.')
    const olgas = await office.olga.opens(href!)
    expect(olgas.text).toContain('0 cases you may open.')
    expect(olgas.html).not.toContain('ADL-2026')
    const held = `/questions/cases?${asAddress(question)}&keys=${encodeURIComponent('["KZ-71"]')}`
    expect((await office.dana.opens(held)).status).toBe(404)
  })

  it('exports CSV with unit, base, basis, date and code book inside, protected and safe to open', async () => {
    await counted(12)
    await counted(3, { region_at_event: 'KZ-71' })
    const response = await office.dana.send(`/questions/answer.csv?${asAddress(byRegion)}`)
    const text = await response.text()
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect(text).toContain('Unit,detentions')
    expect(text).toContain('Verified at least,credible (V2)')
    expect(text).toMatch(/Date basis,the event/)
    expect(text).toMatch(/Code book,\S+/)
    expect(text).toContain('As of,2026-03-02T04:00:00.000Z')
    expect(text).toContain('protected')
    expect(text).not.toMatch(/Astana[^\r\n]*,3\r/)
    expect((await office.trail()).at(-1)).toBe('question.exported')
  })

  it('gives the same answer as JSON', async () => {
    await counted(12)
    const response = await office.dana.send(`/questions/answer.json?${asAddress(byRegion)}`)
    const answer = (await response.json()) as { question: object; base: number; missing: object; rows: object[] }
    expect(answer.question).toMatchObject({
      unit: 'detention',
      by: [{ field: 'region_at_event' }, { field: 'person.sex' }],
    })
    expect(answer.base).toBe(12)
    expect(answer.missing).toHaveProperty('excluded')
    expect(answer.rows).toContainEqual({ keys: ['KZ-75', 'male'], value: 12, protected: false })
  })

  it('keeps a question for the organisation, once, and lets go of it', async () => {
    const { dana, aigerim, olga } = office
    const address = `/questions?${asAddress(byRegion)}`
    await dana.fills(address, {}, 'form[action="/questions/saved"]')
    await aigerim.fills(address, {}, 'form[action="/questions/saved"]')
    const title = 'Number of detentions by region at the event and sex of the person'
    expect((await aigerim.opens('/questions')).$('#saved ~ ul li a').text()).toBe(title)
    expect((await olga.opens('/questions')).text).not.toContain(title)
    expect((await office.trail()).filter(action => action === 'question.saved')).toHaveLength(1)
    const removal = (await aigerim.opens('/questions')).$('form[action$="/removal"]').attr('action')!
    await olga.opens('/questions')
    const token = olga.page!.$('input[name=_csrf]').val() as string
    const refused = await olga.opens(removal, {
      method: 'POST',
      body: `_csrf=${encodeURIComponent(token)}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(refused.status).toBe(404)
    await aigerim.opens('/questions')
    await aigerim.submits({}, 'form[action$="/removal"]')
    expect((await office.trail()).at(-1)).toBe('question.removed')
  })

  it('keeps a question that several people save at the same moment once, and shows it to each of them', async () => {
    const { dana, aigerim, bolat, marat, trail } = office
    await marat.signsIn()
    const people = [dana, aigerim, bolat, marat]
    const address = `/questions?${asAddress(byRegion)}`
    for (const person of people) await person.opens(address)
    const pages = await Promise.all(people.map(person => person.submits({}, 'form[action="/questions/saved"]')))
    const seen = pages.map(page => [page.status, page.$('#saved ~ ul li').length])
    expect(seen).toEqual(people.map(() => [200, 1]))
    expect((await trail()).filter(action => action === 'question.saved')).toHaveLength(1)
  })

  it('is not there for the administrator, the auditor or a stranger', async () => {
    await office.saule.signsIn()
    for (const path of [
      '/questions',
      '/findings',
      '/questions/cases',
      '/questions/answer.csv',
      '/questions/answer.json',
    ]) {
      expect((await office.saule.opens(path)).status).toBe(404)
      expect((await office.stranger.opens(path)).url).toMatch(/sign-in/)
    }
  })

  it.each(['ru', 'kk'])('speaks %s throughout', async language => {
    await counted(12)
    await office.dana.opens(`/language/${language}?back=/questions`)
    for (const path of [
      `/questions?${asAddress({ ...byRegion, by: ['region_at_event', { clock: 'first-lawyer' }] })}`,
      '/findings',
    ]) {
      const page = await office.dana.opens(path)
      expect(page.status).toBe(200)
      expect(page.text).not.toMatch(/statistics\.|entries\.|codebook\./)
    }
  })

  it('shows every paragraph by article, with figures, vague words and what is missing', async () => {
    await counted(14, { ...clock('recording', 600), event_on: '2022-01-06', grounds_told: 'no' })
    await counted(12, { ...clock('recording', 60), event_on: '2023-01-06', grounds_told: 'yes' })
    await counted(7, { ...clock('recording', null, null, 'unknown'), event_on: '2023-01-06', grounds_told: 'unknown' })
    const page = await office.dana.opens('/findings?from=2020&to=2024')
    expect(page.status).toBe(200)
    expect(page.$('h1').text()).toBe('Findings')
    expect(page.$('article.dl-finding').length).toBe(44)
    const rows = page
      .$('#p12\\(b\\)')
      .closest('article')
      .find('li')
      .filter((_, li) => page.$(li).text().includes('Recorded more than 3 hours'))
    const [line, more] = [rows.eq(0), rows.eq(1)]
    expect(line.find('a.dl-value').text()).toMatch(/^14 of 26/)
    expect(line.closest('details')).toHaveLength(0)
    expect(more.closest('details')).toHaveLength(1)
    expect(more.text()).toContain('left out: 7 unknown')
    expect(more.find('svg.dl-trend').attr('aria-label')).toBe('2022: 14, 2023: 0')
    expect(page.text).toContain('not a measure of prevalence')
    expect(page.text).not.toMatch(/\bstatistics\./)
    const opened = await office.dana.opens(more.find('a').attr('href')!)
    expect(opened.$('.dl-basisline strong').text()).toBe('26 detentions')
    const cases = await office.dana.opens(line.find('a.dl-value').attr('href')!)
    expect(cases.$('h1').text()).toBe('Cases behind the number')
    expect(cases.text).toContain('14 more are counted that you may not open.')
  })

  it('says what stands behind a vague word as a time where it is a time, and each reason once', async () => {
    await counted(14, { ...clock('first_lawyer', 1240), event_on: '2022-01-06' })
    const page = await office.dana.opens('/findings?from=2020&to=2024')
    const notes = page
      .$('.dl-note')
      .map((_, note) => page.$(note).text().replace(/\s+/g, ' ').trim())
      .get()
    expect(notes).toContain(
      '“for a long time”: a number stands behind it. Median time to the first lawyer: 20 h 40 min. See it',
    )
    expect(notes.filter(note => /documents\.$/.test(note))).toHaveLength(3)
    expect(page.text).not.toContain('Cannot be backed by counts; needs the document.')
    expect(page.$('nav a[href^="#article-"]').length).toBe(page.$('.dl-article').length)
  })

  it('names for a paragraph without an indicator what can be counted already, and each can', async () => {
    const page = await office.dana.opens('/findings?from=2020&to=2024')
    const places = page.$('article .dl-note a[href*="/questions?"]:not(.dl-nowrap)').map((_, a) => page.$(a).attr('href')).get() // prettier-ignore
    expect(page.$('#p36').closest('article').text()).toMatch(
      /No indicator is drawn from it yet\. Questions can count:\s+hearings\./,
    )
    expect(places.length).toBeGreaterThan(15)
    for (const place of new Set(places)) expect((await office.dana.opens(place)).$('h1').text()).toMatch(/^Number of /)
  })
})
