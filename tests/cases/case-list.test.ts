import { Case } from '../../src/cases/case.entity'
import { narrow } from '../../src/cases/list-conditions'
import { readFilters } from '../../src/cases/list-filters'
import { openOffice, type Office } from '../setup/office'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'

describe('the case list', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  const references = (path: string) =>
    office.aigerim.opens(path).then(page =>
      page
        .$('tbody td:first-child')
        .map((_, td) => page.$(td).text().trim())
        .get(),
    )
  const minutes = (many: number) => (office.now = new Date(office.now.getTime() + many * 60_000))

  it('says what to do while it is empty', async () => {
    const page = await office.aigerim.opens('/cases')
    expect(page.text).toContain('There is none yet')
    expect(page.$('a[href="/cases/new"]').length).toBeGreaterThan(0)
  })

  it('narrows by coded fields from the address, each with a chip that takes it away', async () => {
    const { aigerim } = office
    await filesQuickly(aigerim)
    await filesQuickly(aigerim, { region: 'KZ-71', risk: 'low', urgent: 'yes' })
    expect(await references('/cases?region=KZ-71')).toEqual(['ADL-2026-0002'])
    expect(await references('/cases?risk=high&state=open')).toEqual(['ADL-2026-0001'])
    expect(await references('/cases?urgent=yes')).toEqual(['ADL-2026-0002'])
    expect(await references('/cases?state=closed&state=on_hold')).toEqual([])
    expect(await references('/cases?verification=V3')).toEqual([])
    expect(await references('/cases?from=2026-03-01&to=2026-03-02')).toHaveLength(2)
    expect(await references('/cases?to=2026-03-01')).toEqual([])
    expect(await references('/cases?article=7')).toEqual([])
    const page = await aigerim.opens('/cases?region=KZ-71&risk=low')
    expect(page.$('.dl-chips li')).toHaveLength(3)
    const chip = page
      .$('.dl-chips a')
      .filter((_, a) => page.$(a).text().includes('Region'))
      .attr('href')
    expect(chip).toBe('/cases?risk=low')
    expect((await aigerim.opens('/cases?risk=low&stage=S_COURT')).text).toContain('No case fits these filters')
  })

  it('calls what was filed on one page by place and day, in the language of who filed it', async () => {
    const { aigerim } = office
    await aigerim.opens('/language/kk?back=/')
    await filesQuickly(aigerim)
    const page = await aigerim.opens('/cases')
    expect(page.$('tbody th').text()).toContain('Алматы қаласы, 2024 жылғы 17 желтоқсан')
    expect(page.$('tbody td').eq(1).text().replaceAll('\u00a0', ' ')).toBe('2024 ж. 17 жел.')
  })

  it('takes an address that makes no sense for what it is', async () => {
    const { aigerim } = office
    await filesQuickly(aigerim)
    for (const query of [
      'region=KZ-00',
      'state=erased',
      'after=~',
      "q='%22%00",
      'sort=words',
      'from=yesterday',
      'risk=a&risk=b',
      'after=2026-03-02T04:00:00.000Z~00000000-0000-0000-0000-000000000000x',
    ]) {
      expect((await aigerim.opens(`/cases?${query}`)).status).toBe(200)
    }
  })

  it('pages by key, last changed first, each case once', async () => {
    const { aigerim } = office
    for (let i = 0; i < 27; i += 1) {
      minutes(0.1)
      await filesQuickly(aigerim)
    }
    const first = await references('/cases')
    const next = aigerim.page?.$('a[rel=next]').attr('href') ?? ''
    expect(first).toHaveLength(25)
    expect(first[0]).toBe('ADL-2026-0027')
    expect(aigerim.page?.text).toContain('27 cases')
    expect(await references(next)).toEqual(['ADL-2026-0002', 'ADL-2026-0001'])
    expect(aigerim.page?.$('a[rel=next]')).toHaveLength(0)
    expect((await references('/cases?sort=oldest'))[0]).toBe('ADL-2026-0001')
  })

  it('moves a case to the top when a part of it is changed', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    minutes(1)
    await filesQuickly(aigerim)
    minutes(1)
    await aigerim.fills(`/cases/${id}/persons/new`, { name: 'Сестра', role: 'WITNESS' })
    expect(await references('/cases')).toEqual(['ADL-2026-0001', 'ADL-2026-0002'])
  })

  it('finds by every part of one person’s name, across scripts, by IIN and by date of birth', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim, { name: 'Қайрат Әбдіғалиев' })
    await filesQuickly(aigerim, { name: 'Марат Серіков' })
    await aigerim.fills(`/cases/${id}/persons/new`, {
      name: 'Нұргүл Оспанова',
      iin: '850101300005',
      'birthDate-day': '1',
      'birthDate-month': '1',
      'birthDate-year': '1985',
    })
    expect(await references('/cases?q=kairat+abdigaliev')).toEqual(['ADL-2026-0001'])
    expect(await references('/cases?q=Nurgul')).toEqual(['ADL-2026-0001'])
    for (const spelling of [
      'Qairat Ábdigaliev',
      'Абдикалиев',
      'ABDIGALIEV KAIRAT',
      'Қайрат',
      'Abdigaliyev K.',
      'Гульнур Оспанова',
    ])
      expect([spelling, await references(`/cases?q=${encodeURIComponent(spelling)}`)]).toEqual([
        spelling,
        spelling.startsWith('Г') ? [] : ['ADL-2026-0001'],
      ])
    expect(await references('/cases?q=Оспанова+Нургуль')).toEqual(['ADL-2026-0001'])
    expect(await references('/cases?q=Кайрат+Сериков')).toEqual([])
    expect(await references('/cases?q=850101300005')).toEqual(['ADL-2026-0001'])
    expect(await references('/cases?q=01.01.1985')).toEqual(['ADL-2026-0001'])
    expect(await references('/cases?q=ADL-2026-0002')).toEqual(['ADL-2026-0002'])
  })

  it('leaves no name in an address, where a browser would keep it', async () => {
    const { aigerim } = office
    for (const name of ['Қайрат Әбдіғалиев', 'Марат Серіков']) await filesQuickly(aigerim, { name })
    for (const form of ['.dl-search', '.dl-filters']) {
      await aigerim.opens('/cases')
      const list = await aigerim.submits({ q: ' Серіков ' }, form)
      expect(list.$('tbody tr')).toHaveLength(1)
      expect(list.text).toContain('ADL-2026-0002')
      expect([list.$('.dl-chips li').first().text(), list.$('.dl-filters [name=q]').val()]).toEqual([
        expect.stringContaining('Серіков'),
        'Серіков',
      ])
      const addresses = [list.url, ...list.$('a, form').map((_, one) => list.$(one).attr('href') ?? list.$(one).attr('action')).get()] // prettier-ignore
      const said = addresses.map(address => decodeURIComponent(decodeURIComponent(address)))
      expect(said.filter(address => address.includes('ерік'))).toEqual([])
    }
    await aigerim.opens('/cases')
    expect((await aigerim.submits({ q: 'ADL-2026-0001' }, '.dl-search')).url).toBe('/cases?q=ADL-2026-0001')
    expect((await aigerim.opens('/cases?q=~' + 'x'.repeat(60))).status).toBe(200)
  })

  it('looks for a name by its index alone', async () => {
    await filesQuickly(office.aigerim)
    const plan = await office.gate.read(async db => {
      const cases = db.createQueryBuilder(Case, 'kase')
      const [sql, values] = narrow(cases, { ...readFilters({}), q: 'x' }, ['one', 'two']).getQueryAndParameters()
      const how = office.gate.engine === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'
      if (how === 'EXPLAIN') await db.query('SET enable_seqscan = off')
      return JSON.stringify(await db.query(`${how} ${sql}`, values))
    })
    expect(plan).toContain('name_tokens_token_idx')
    expect(plan).not.toMatch(/SCAN name|Seq Scan on name_tokens/)
  })

  it('shows a coordinator the organisation’s cases and nobody another’s', async () => {
    const { aigerim, dana, erlan, olga } = office
    await filesQuickly(aigerim)
    await filesQuickly(olga, quick)
    expect((await dana.opens('/cases')).$('tbody tr')).toHaveLength(1)
    expect((await erlan.opens('/cases')).text).toContain('TUB-2026-0001')
    expect((await erlan.opens('/cases')).text).not.toContain('ADL-2026-0001')
  })
})
