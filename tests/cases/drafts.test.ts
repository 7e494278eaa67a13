import { openOffice, type Office } from '../setup/office'
import { everybodyIn, quick } from '../setup/filing'

describe('a draft', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    const page = await office.aigerim.fills('/cases/new', { secrecyAsked: 'no', title: 'Ночь в отделе' })
    id = page.url.split('/')[2] ?? ''
  })
  afterEach(() => office.closes())

  const post = async (path: string, body: string) => {
    const token = /_csrf=[^&]+/.exec(office.aigerim.formOf('main form', {}).body)?.[0] ?? ''
    return office.aigerim.opens(path, {
      method: 'POST',
      body: `${token}&${body}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }

  it('asks about secrecy before anything else, and what kind when there is any', async () => {
    const { aigerim, trail } = office
    const before = (await trail()).length
    expect((await aigerim.fills('/cases/new', { title: 'Без ответа' })).errors).toEqual([
      'Say whether anybody is bound to secrecy',
    ])
    expect((await aigerim.fills('/cases/new', { secrecyAsked: 'yes', title: 'Подписка' })).errors).toEqual([
      'Say what kind of secrecy it is',
    ])
    expect(await trail()).toHaveLength(before)
  })

  it('has no number, waits on the first page of its lawyer and shows what is begun', async () => {
    const { aigerim } = office
    await aigerim.opens(`/cases/${id}/words`)
    await aigerim.submits({ narrative: 'Пришли ночью', _later: 'yes' })
    expect(aigerim.page?.url).toBe(`/cases/${id}/filing`)
    expect(aigerim.page?.$('#words-status').text()).toContain('in progress')
    const day = await aigerim.opens('/')
    expect(day.text).toContain('Ночь в отделе')
    expect(day.text).not.toContain('ADL-2026')
  })

  it('says each thing that is missing with a link to it', async () => {
    const { aigerim } = office
    await aigerim.opens(`/cases/${id}/filing`)
    const page = await aigerim.submits({}, 'form[action$="/file"]')
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(
      expect.arrayContaining([
        'Write down the person’s own words',
        'Enter the person it happened to',
        'Enter one detention or one act',
      ]),
    )
    const targets = page
      .$('.govuk-error-summary__list a')
      .map((_, a) => page.$(a).attr('href'))
      .get()
    for (const target of targets) expect(page.$(target)).toHaveLength(1)
  })

  it('is thrown away with its key, after one question', async () => {
    const { aigerim, dana, gate, trail } = office
    await aigerim.fills(`/cases/${id}/persons/new`, { name: quick.name })
    await aigerim.fills(`/cases/${id}/discarding`, {})
    expect(aigerim.page?.url).toBe('/')
    for (const person of [aigerim, dana]) expect((await person.opens(`/cases/${id}`)).status).toBe(404)
    for (const table of ['persons', 'name_tokens', 'key_wraps WHERE subject_id', 'team_members']) {
      const [name, column = 'case_id'] = table.split(' WHERE ')
      expect(await gate.read(db => db.query(`SELECT id FROM ${name} WHERE ${column} = '${id}'`))).toEqual([])
    }
    expect(await trail()).toContain('case.discarded')
  })

  it('is thrown away from its own page by that question only, never by a bare change of state', async () => {
    const { aigerim, trail } = office
    const page = await aigerim.opens(`/cases/${id}`)
    expect(page.$('.dl-docket a').attr('href')).toBe(`/cases/${id}/discarding`)
    expect(page.$('.dl-docket form')).toHaveLength(0)
    await aigerim.opens(`/cases/${id}/filing`)
    expect((await post(`/cases/${id}/state/discard`, '')).status).toBe(404)
    expect(await trail()).not.toContain('case.discarded')
  })

  it('is not filed twice, and a filed case is not thrown away', async () => {
    const { aigerim } = office
    await aigerim.fills('/cases/quick', quick)
    const filed = aigerim.page?.url.split('?')[0] ?? ''
    expect((await post(`${filed}/file`, '')).status).toBe(409)
    await aigerim.opens(filed)
    expect((await post(`${filed}/discarding`, '')).status).toBe(409)
    expect((await aigerim.opens(filed)).status).toBe(200)
  })

  it('makes nothing of missing, doubled and nested fields', async () => {
    const { aigerim } = office
    for (const body of [
      '',
      'name=a&name=b',
      'name[first]=a',
      'secrecyAsked=no&secrecyAsked=yes',
      '__proto__[x]=1&constructor=2',
    ]) {
      await aigerim.opens('/cases/quick')
      const page = await post('/cases/quick', body)
      expect(page.status).toBe(422)
      expect(page.errors.length).toBeGreaterThan(body.includes('[') ? 0 : 3) // a nested field is told before anything else
    }
    expect(await office.trail()).not.toContain('case.filed')
  })

  it('cannot be begun before a coordinator holds the keys, and the page says so', async () => {
    const empty = await openOffice()
    await empty.aigerim.signsIn()
    const page = await empty.aigerim.fills('/cases/quick', quick)
    expect(page.status).toBe(422)
    expect(page.errors[0]).toContain('no coordinator of your organisation has signed in')
    expect(page.$('#narrative').text().trim()).toBe(quick.narrative)
    await empty.closes()
  })

  it('cannot be begun by somebody nobody has let in, and the page says so', async () => {
    const young = await openOffice()
    await young.dana.signsIn()
    await young.bolat.signsIn()
    const page = await young.bolat.fills('/cases/quick', quick)
    expect(page.status).toBe(422)
    expect(page.errors[0]).toContain('No colleague has let you in')
    await young.closes()
  })
})
