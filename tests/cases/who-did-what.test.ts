import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

describe('who did what to whom', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim, { happened: ['detained'] })
  })
  afterEach(() => office.closes())

  const addsPerson = async (role: string, name: string) => {
    const page = await office.aigerim.fills(`/cases/${id}/persons/new`, { role, name })
    const personId = /persons\/([0-9a-f-]{36})\/consent/.exec(page.url)![1]!
    if (role === 'VICTIM') await office.aigerim.submits({ C_STORE: 'given', C_STATS: 'given' })
    return personId
  }
  const act = { 'begunAt-day': '17', 'begunAt-month': '12', 'begunAt-year': '2024', regionAtEvent: 'KZ-75' }
  const entriesOf = async (kind: string) => {
    const { html } = await office.aigerim.opens(`/cases/${id}`)
    return [...new Set(html.match(new RegExp(`(?<=/entries/${kind}/)[0-9a-f-]{36}`, 'g')))]
  }
  it('counts one event with 3 victims, 2 perpetrators and 4 acts as exactly that', async () => {
    const { aigerim, gate } = office
    await addsPerson('VICTIM', 'Бауыржан Оспанов')
    await addsPerson('VICTIM', 'Мадина Оспанова')
    const perpetrators = [await addsPerson('ALLEGED_PERP', 'Капитан Д.'), await addsPerson('PERP_SUPERIOR', 'Майор К.')]
    await aigerim.opens(`/cases/${id}/entries/act/new`)
    const everybody = aigerim.page!.$('[name=personId]').map((_, box) => String(aigerim.page!.$(box).val())).get() // prettier-ignore
    expect(everybody).toHaveLength(3)
    await aigerim.submits({ ...act, methodCodes: ['M_BLUNT'], personId: everybody, verification: 'V2' })
    await aigerim.fills(`/cases/${id}/entries/act/new`, { ...act, methodCodes: ['M_POSITION'], verification: 'V2' })
    const acts = await entriesOf('act')
    expect(acts).toHaveLength(4)
    for (const [place, perpetrator] of perpetrators.entries()) {
      const page = await aigerim.fills(`/cases/${id}/entries/involvement/new?of=${acts[0]}`, {
        perpetrator,
        degree: place ? 'ordered' : 'direct',
        accountability: 'in_service',
      })
      expect(page.url).toBe(`/cases/${id}/entries/act/${acts[0]}`)
      expect(page.text).toContain(place ? 'Майор К.' : 'Капитан Д.')
    }
    const counts = await gate.read(async db => {
      const many = async (sql: string) => Number((await db.query<{ many: unknown }[]>(sql))[0]!.many)
      return {
        events: await many('SELECT count(*) many FROM cases'),
        victims: await many("SELECT count(DISTINCT person_id) many FROM occurrences WHERE kind = 'act'"),
        perpetrators: await many('SELECT count(DISTINCT perpetrator) many FROM involvements'),
        acts: await many('SELECT count(*) many FROM acts'),
      }
    })
    expect(counts).toEqual({ events: 1, victims: 3, perpetrators: 2, acts: 4 })
    expect((await office.trail()).filter(action => action === 'act.added')).toHaveLength(4)
    expect((await office.trail()).filter(action => action === 'involvement.added')).toHaveLength(2)
  })

  it('takes nobody into an act who is no alleged perpetrator of the same case', async () => {
    const { aigerim, olga } = office
    await aigerim.fills(`/cases/${id}/entries/act/new`, act)
    const [of] = await entriesOf('act')
    const witness = await addsPerson('WITNESS', 'Свидетель')
    await aigerim.opens(`/cases/${id}/entries/involvement/new?of=${of}`)
    const { action, body } = aigerim.formOf('main form', { degree: 'direct' })
    const sent = await aigerim.opens(action, {
      method: 'POST',
      body: body.replace('perpetrator=', `perpetrator=${witness}`),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(sent.status).toBe(422)
    expect(sent.$('[name=degree]').val()).toBe('direct')
    expect((await olga.opens(`/cases/${id}/entries/act/${of}`)).status).toBe(404)
  })

  it('keeps a time that is only known to lie between two days, and says so', async () => {
    const { aigerim } = office
    const until = { 'begunAt-until-day': '3', 'begunAt-until-month': '1', 'begunAt-until-year': '2025' }
    await aigerim.fills(`/cases/${id}/entries/act/new`, { ...act, ...until })
    const [actId] = await entriesOf('act')
    const page = await aigerim.opens(`/cases/${id}/entries/act/${actId}`)
    expect(page.text).toMatch(/between 17.December 2024 and 3.January 2025/)
    await aigerim.opens(`/cases/${id}/entries/act/${actId}/change`)
    const wrong = await aigerim.submits({
      'begunAt-until-day': '1',
      'begunAt-until-month': '12',
      'begunAt-until-year': '2024',
    })
    expect(wrong).toMatchObject({ status: 422 })
    expect(wrong.$('[name="begunAt-until-year"]').val()).toBe('2024')
  })
})
