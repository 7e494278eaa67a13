import { sessionsOn, User } from '../../src/people'
import { handOverNext } from '../../src/cases/team/hand-over-runs.service'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

const note = 'Апелляцию подать до пятницы; матери обещано позвонить.'

describe('handing one case over', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  it('gives the new lead key, note and notice in one step, and the one before nothing more', async () => {
    const { aigerim, bolat, trail, gate } = office
    const page = await aigerim.fills(
      `/cases/${id}/hand-over`,
      { userId: bolat.id, stays: 'leaves', note },
      '#hand-over',
    )
    expect(page.url).toBe('/cases')
    expect((await bolat.opens('/')).text).toContain('Aigerim handed case ADL-2026-0001 over to you')
    const team = await bolat.opens(`/cases/${id}/team`)
    expect(team.text).toContain(note)
    expect(team.text).toContain('From Aigerim to Bolat.')
    expect((await aigerim.opens(`/cases/${id}`)).status).toBe(404)
    expect((await trail()).filter(action => !action.endsWith('viewed')).slice(-7)).toEqual([
      'key.shared', 'team.joined', 'key.made', 'key.withdrawn', 'team.left', 'team.handedOver', 'notice.given',
    ]) // prettier-ignore
    const rows = await gate.read(db => db.query<{ sealed: Uint8Array }[]>('SELECT * FROM hand_overs'))
    expect(Buffer.from(rows[0]!.sealed).toString('utf8')).not.toContain('матери')
  })

  it('lets the one before stay in another role', async () => {
    const { aigerim, bolat } = office
    await aigerim.fills(`/cases/${id}/hand-over`, { userId: bolat.id, stays: 'reader' }, '#hand-over')
    expect((await aigerim.opens(`/cases/${id}`)).status).toBe(200)
    expect((await aigerim.fills(`/cases/${id}/words`, { narrative: 'Ещё.' })).status).toBe(403)
    expect((await aigerim.opens(`/cases/${id}/hand-over`)).status).toBe(403)
  })

  it('asks again and keeps the note when it is not said to whom, or what becomes of the lead', async () => {
    const { aigerim, dana, trail } = office
    await aigerim.opens(`/cases/${id}/hand-over`)
    const before = await trail()
    const page = await aigerim.fills(`/cases/${id}/hand-over`, { note }, '#hand-over')
    expect(page.status).toBe(422)
    expect(page.errors).toHaveLength(2)
    expect(page.$('[name=note]').val()).toBe(note)
    const itself = page.$(`option[value="${aigerim.id}"]`)
    expect(itself).toHaveLength(0)
    await dana.opens(`/cases/${id}/hand-over`)
    expect(await trail()).toEqual([...before, 'case.viewed'])
  })

  it('is for the lead and the coordinators: a member is told so, for others it does not exist', async () => {
    const { aigerim, bolat, marat, olga, erlan } = office
    await marat.signsIn()
    for (const person of [bolat, marat, olga, erlan])
      expect((await person.opens(`/cases/${id}/hand-over`)).status).toBe(404)
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'member' }, '#join')
    expect((await bolat.opens(`/cases/${id}/hand-over`)).status).toBe(403)
  })
})

describe('handing all cases of a colleague over', () => {
  let office: Office
  let ids: string[]
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    const { aigerim, bolat } = office
    ids = [await filesQuickly(aigerim), await filesQuickly(aigerim), await filesQuickly(aigerim)]
    const other = await filesQuickly(bolat)
    await bolat.fills(`/cases/${other}/team`, { userId: aigerim.id, role: 'member' }, '#join')
    ids.push(other)
  })
  afterEach(() => office.closes())

  const begins = (stays: string) =>
    office.dana.fills(`/hand-over/${office.aigerim.id}`, { userId: office.bolat.id, stays, note }, '#hand-over')

  it('shows what is to be done, does it case by case, and tells the new lead once', async () => {
    const { aigerim, bolat, dana, trail } = office
    const list = await dana.opens('/hand-over')
    expect(list.$('tbody tr').first().text().replace(/\s+/g, ' ')).toContain('Aigerim31')
    const colleague = await dana.opens(`/hand-over/${aigerim.id}`)
    expect(colleague.$('tbody tr')).toHaveLength(4)
    const run = await begins('leaves')
    expect(run.url).toMatch(/^\/hand-over\/runs\//)
    expect(run.text).toContain('Hand 4 cases over')
    expect((await aigerim.opens('/cases')).$('tbody tr')).toHaveLength(4)

    await dana.opens(run.url)
    const done = await dana.submits({}, '#next')
    expect(done.text).toContain('Nothing is left to do')
    expect(done.$('.dl-docket dd').map((_, one) => done.$(one).text()).get()).toEqual(['0', '3', '1', '0'])
    for (const id of ids) {
      expect((await aigerim.opens(`/cases/${id}`)).status).toBe(404)
      expect((await bolat.opens(`/cases/${id}`)).status).toBe(200)
    }
    expect((await bolat.opens(`/cases/${ids[0]}/team`)).text).toContain(note)
    const told = (await bolat.opens('/notices')).$('tbody tr').map((_, row) => bolat.page!.$(row).find('th').text()).get()
    expect(told).toEqual(['Dana handed 3 cases of a colleague over to you.'])
    expect((await trail()).filter(action => action.startsWith('handOver.'))).toEqual([
      'handOver.begun', 'handOver.stepped', 'handOver.stepped', 'handOver.stepped', 'handOver.stepped', 'handOver.ended',
    ]) // prettier-ignore
  }) // prettier-ignore

  it('leaves other teams as they are when the colleague stays', async () => {
    const { aigerim, dana } = office
    const run = await begins('member')
    expect(run.text).toContain('Hand 3 cases over')
    await dana.submits({}, '#next')
    for (const id of ids) expect((await aigerim.opens(`/cases/${id}`)).status).toBe(200)
  })

  it('says for each case why it could not be handed over, and leaves it as it was', async () => {
    const { aigerim, bolat, dana, gate } = office
    const run = await begins('member')
    await gate.write(db => db.update(User, { id: bolat.id }, { state: 'disabled' }))
    const page = await dana.submits({}, '#next')
    expect(page.$('.dl-docket dd').map((_, one) => page.$(one).text()).get()).toEqual(['0', '0', '0', '3'])
    expect(page.text).toContain('Choose a colleague')
    expect((await aigerim.opens(`/cases/${ids[0]}/hand-over`)).status).toBe(200)
    await gate.write(db => db.update(User, { id: bolat.id }, { state: 'active' }))
    expect((await begins('member')).url).not.toBe(run.url)
    await dana.submits({}, '#next')
    expect((await aigerim.opens(`/cases/${ids[0]}/hand-over`)).status).toBe(403)
  }) // prettier-ignore

  it('is carried on from where it stopped', async () => {
    const { dana, gate, inWork, host } = office
    const run = await begins('leaves')
    const runId = run.url.split('/').at(-1)!
    const token = Buffer.from([...dana.cookies].find(([name]) => name.endsWith('s'))![1], 'base64url')
    const resumed = await sessionsOn(gate, host, () => office.now).resume(token)
    await handOverNext({ gate, inWork }, resumed!.actor, runId, 3)
    const page = await dana.opens(run.url)
    expect(page.text).toContain('Carry on: 1 case')
    const done = await dana.submits({}, '#next')
    expect(done.$('tbody tr')).toHaveLength(4)
    expect(done.text).toContain('Nothing is left to do')
  })

  it('is for coordinators of the same organisation only', async () => {
    const { aigerim, bolat, erlan, saule, timur, dana } = office
    for (const person of [saule, timur]) await person.signsIn()
    const run = (await begins('leaves')).url
    for (const person of [aigerim, bolat, saule, timur, erlan])
      for (const path of [`/hand-over/${aigerim.id}`, run])
        expect([path, person.login, (await person.opens(path)).status]).toEqual([path, person.login, 404])
    expect((await erlan.opens('/hand-over')).text).not.toContain('Aigerim')
    expect((await dana.opens('/hand-over/01900000-0000-7000-8000-000000000000')).status).toBe(404)
  })
})
