import { newId } from '../../src/core'
import { ask, type PrintedAnswer } from '../../src/statistics/ask'
import type { Row } from '../../src/statistics/answer'
import { aigerim, clock, codes, olga, openWorld, type World } from './world'

/** The value under the keys given; a protected one is `p`. */
const at = (answer: PrintedAnswer, ...keys: (string | null)[]): number | 'p' | null | undefined => {
  const row = [...answer.rows, ...answer.totals].find((one: Row) => JSON.stringify(one.keys) === JSON.stringify(keys))
  return row?.protected ? 'p' : row?.value
}

describe('counting', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.close())

  const asks = (question: object, who = aigerim) =>
    ask({ gate: world.gate, clock: () => new Date('2025-01-16T06:20:00Z') }, { scope: 'coalition', ...question }, who)

  /** So many cases with one person and one detention each. */
  async function detentions(many: number, row = {}, { kase = {}, person = {}, consent = 'given' } = {}) {
    for (let i = 0; i < many; i += 1) {
      const caseId = await world.kase(kase)
      await world.detention(caseId, await world.person(caseId, person, consent), row)
    }
  }
  async function acts(
    many: number,
    row = {},
    confirmed: (caseId: string, id: string) => Promise<unknown> = () => Promise.resolve(),
  ) {
    for (let i = 0; i < many; i += 1) {
      const caseId = await world.kase()
      await confirmed(caseId, await world.act(caseId, await world.person(caseId), row))
    }
  }

  it('prints unit, date basis, base and what is missing beside the answer; a blank is never no (rule 1)', async () => {
    await detentions(6, { grounds_told: 'yes' })
    await detentions(7, { grounds_told: 'no' })
    await detentions(8, { grounds_told: 'unknown' })
    await detentions(9, { grounds_told: null })
    await detentions(5, { grounds_told: 'refused' })
    await detentions(5, { grounds_told: 'na' })
    await detentions(5, { verification: 'V1' })
    await detentions(5, {}, { consent: 'refused' })
    await detentions(5, {}, { consent: 'none' })

    const answer = await asks({
      unit: 'detention',
      measure: { kind: 'share', of: [] },
      where: [{ field: 'detention.grounds_told', is: 'no' }],
    })

    expect(answer).toMatchObject({
      unit: 'detention',
      dateBasis: 'event',
      base: 13,
      totals: [{ keys: [], value: 7, of: 13 }],
    })
    expect(answer.missing).toEqual({ unknown: 8, not_asked: 9, refused: 5, na: 5, not_computable: 0, excluded: 15 })
    expect(answer.excluded).toEqual({ verification: 5, consent: 10, refuted: 0, secrecy: 0 })
    expect(answer).toMatchObject({
      asOf: '2025-01-16T06:20:00.000Z',
      notes: expect.arrayContaining(['statistics.notes.prevalence']),
    })
    expect(answer.codebook).not.toBe('')
  })

  it('leaves out a consent from the day after its last, without anything being done', async () => {
    for (let i = 0; i < 6; i += 1) {
      const caseId = await world.kase()
      const person = await world.person(caseId, {}, 'none')
      await world.detention(caseId, person)
      const said = { version: 1, case_id: caseId, person_id: person, scope: 'C_STATS', status: 'given' }
      const taken = { until: '2025-01-16', taken_by: 'aigerim', changed_at: '2025-01-01T08:00:00.000Z' }
      await world.put('consents', { id: newId(), ...said, ...taken })
    }
    let now = new Date('2025-01-16T18:59:00Z')
    const counting = { gate: world.gate, clock: () => now }
    const asks = () => ask(counting, { unit: 'detention', scope: 'coalition', minimumVerification: 'V0' }, aigerim)
    expect((await asks()).base).toBe(6)
    now = new Date('2025-01-16T19:01:00Z') // past midnight in Almaty
    expect(await asks()).toMatchObject({ base: 0, excluded: { consent: 6 } })
  })

  it('counts a person once per article however many acts (rule 2)', async () => {
    for (let i = 0; i < 12; i += 1) {
      const caseId = await world.kase()
      const person = await world.person(caseId)
      for (const provisions of [['7'], ['7', '10(1)'], ['7']]) {
        await world.confirm(caseId, await world.act(caseId, person), 'V07.01', provisions)
      }
    }
    const answer = await asks({ unit: 'person', by: ['article'] })
    expect([at(answer, '7'), at(answer, '10'), at(answer, null)]).toEqual([12, 12, 12])
    expect(answer.notes).toContain('statistics.notes.overlap')
    expect(at(await asks({ unit: 'act', by: ['article'] }), '7')).toBe(36)
  })

  it('counts within one organisation or the whole coalition', async () => {
    await detentions(6, {}, { kase: { organisation_id: 'one' } })
    await detentions(7, {}, { kase: { organisation_id: 'two' } })
    expect((await asks({ unit: 'person' })).base).toBe(13)
    expect((await asks({ unit: 'case', scope: 'organisation' }, olga)).base).toBe(7)
    expect((await asks({ unit: 'case', scope: 'organisation' })).base).toBe(6)
    await detentions(5, {}, { kase: { state: 'draft' } })
    await detentions(5, {}, { kase: { state: 'erased' } })
    expect((await asks({ unit: 'case' })).base).toBe(13)
  })

  it('takes the status a case has now, not every one it had (rule 3)', async () => {
    await detentions(6, {}, { kase: { stage: 'S_CONVICTED' } })
    const answer = await asks({ unit: 'case', by: ['case.stage'] })
    expect(answer.rows).toEqual([{ keys: ['S_CONVICTED'], value: 6, protected: false }])
  })

  it('counts confirmed classifications in force only; refuted entries never (rule 4)', async () => {
    const confirmed = (row: Record<string, string | boolean>) => (caseId: string, id: string) =>
      world.confirm(caseId, id, 'V07.01', ['7'], row)
    await acts(6, {}, confirmed({}))
    await acts(7, {}, confirmed({ decision: 'rejected' }))
    await acts(8, {}, confirmed({ current: false }))
    await acts(9, { verification: 'VX' }, confirmed({}))
    const answer = await asks({ unit: 'act', by: ['article'], minimumVerification: 'V0' })
    expect([at(answer, '7'), at(answer, 'not_classified'), answer.excluded.refuted]).toEqual([6, 15, 9])
    expect((await asks({ unit: 'act', where: [{ field: 'article', is: '7' }] })).base).toBe(6)
    expect((await asks({ unit: 'person', where: [{ field: 'violation', is: 'V07.01' }] })).base).toBe(6)
  })

  it('prints nothing where nothing can be computed (rule 5)', async () => {
    await detentions(6, { grounds_told: null })
    const answer = await asks({
      unit: 'detention',
      measure: { kind: 'share', of: [] },
      where: [{ field: 'detention.grounds_told', is: 'no' }],
    })
    expect(answer.totals).toEqual([{ keys: [], value: null, protected: false, of: 0 }])
    expect(answer.notes).toContain('statistics.notes.notComputable')
    await expect(asks({ unit: 'detention', where: [{ field: 'detention.mood', is: 'no' }] })).rejects.toMatchObject({
      values: { what: 'detention.mood' },
    })
  })

  it('cuts time half-open, exactly at the edge (rule 6)', async () => {
    await detentions(5, clock('first_lawyer', 179))
    await detentions(6, clock('first_lawyer', 180))
    await detentions(7, clock('first_lawyer', 1439))
    await detentions(8, clock('first_lawyer', 1440))
    await detentions(9, clock('first_lawyer', null, null, 'never'))
    const answer = await asks({ unit: 'detention', by: [{ clock: 'first-lawyer' }] })
    expect(['0-3h', '3h-24h', '24h-72h', '72h+'].map(key => at(answer, key))).toEqual([5, 13, 8, 9])
  })

  it('counts a clock only where it is known finely enough (rule 7)', async () => {
    await detentions(6, clock('first_lawyer', 1500, 1560))
    await detentions(7, clock('first_lawyer', 600, 660))
    await detentions(8, clock('first_lawyer', 600, 2040))
    await detentions(9, clock('first_lawyer', null, null, 'unknown'))
    await detentions(10, clock('first_lawyer', 2000, null, 'running'))
    const over = await asks({
      unit: 'detention',
      measure: { kind: 'share', of: [] },
      where: [{ clock: 'first-lawyer', over: '24h' }],
    })
    expect(over.totals).toMatchObject([{ value: 16, of: 23 }])
    expect(over.missing).toMatchObject({ not_computable: 8, unknown: 9 })
    const under = await asks({ unit: 'detention', where: [{ clock: 'first-lawyer', under: '24h' }] })
    expect(under.base).toBe(7)
    const known = await asks({
      unit: 'detention',
      measure: { kind: 'share', of: [{ clock: 'first-lawyer', known: true }] },
      where: [{ clock: 'first-lawyer', over: '24h' }],
    })
    expect(known.totals).toMatchObject([{ value: 16, of: 23 }])
  })

  it('counts as more than a limit what is more, not what is exactly as long: as the clock of the case says', async () => {
    await detentions(6, clock('recording', 180))
    await detentions(7, clock('recording', 181))
    await detentions(8, clock('recording', 180, 1619))
    await detentions(9, clock('recording', 100, 180))
    const over = { unit: 'detention', measure: { kind: 'share', of: [] }, where: [{ clock: 'recording', over: '3h' }] }
    const answer = await asks(over)
    expect(answer.totals).toMatchObject([{ value: 7, of: 22 }])
    expect(answer.missing).toMatchObject({ not_computable: 8 })
    expect((await asks({ unit: 'detention', where: [{ clock: 'recording', under: '3h' }] })).base).toBe(0)
  })

  it('keeps the unknown beside the answer when the unknown is not wanted', async () => {
    await detentions(6, { lawyer_choice: 'own' })
    await detentions(7, { lawyer_choice: 'unknown' })
    await detentions(8, { lawyer_choice: 'imposed' })
    const field = 'detention.lawyer_choice'
    const of = [{ field, not: ['unknown'] }]
    const answer = await asks({ unit: 'detention', measure: { kind: 'share', of }, where: [{ field, is: 'imposed' }] })
    expect(answer.totals).toMatchObject([{ value: 8, of: 14 }])
    expect(answer.missing.unknown).toBe(7)
    expect((await asks({ unit: 'detention', where: [{ field, is: 'unknown' }] })).base).toBe(7)
  })

  it('takes the region of the event (rule 8)', async () => {
    await detentions(6, { region_at_event: 'KZ-75' })
    await detentions(7, { region_at_event: 'KZ-63' })
    const answer = await asks({ unit: 'detention', by: ['region_at_event'] })
    expect([at(answer, 'KZ-75'), at(answer, 'KZ-63'), at(answer, 'KZ-10')]).toEqual([6, 7, 0])
    expect(answer.notes).toContain('statistics.notes.region')
    const persons = await asks({ unit: 'person', by: ['region_at_event'] })
    expect([at(persons, 'KZ-75'), at(persons, 'KZ-63')]).toEqual([6, 7])
  })

  it('puts a cohort in the year of the event, whenever it was received or decided (rule 9)', async () => {
    await detentions(6, { event_on: '2021-12-31' }, { kase: { received_on: '2022-01-05' } })
    await detentions(7, { event_on: '2022-01-01' }, { kase: { received_on: '2023-01-05' } })
    const byYear = { unit: 'detention', by: ['year'] }
    expect((await asks(byYear)).rows).toMatchObject([
      { keys: ['2021'], value: 6 },
      { keys: ['2022'], value: 7 },
    ])
    const received = await asks({ ...byYear, period: { basis: 'received', from: '2022-01-01', to: '2023-01-01' } })
    expect(received.rows).toMatchObject([{ keys: ['2022'], value: 6 }])
    expect((await asks({ unit: 'person', by: ['year'] })).rows).toMatchObject([
      { keys: ['2021'], value: 6 },
      { keys: ['2022'], value: 7 },
    ])
  })

  it('keeps what has no date in the period as unknown', async () => {
    await detentions(6, { event_on: '2022-06-01' })
    await detentions(7, { event_on: null })
    await detentions(8, { event_on: '2023-01-01' })
    const answer = await asks({ unit: 'detention', period: { basis: 'event', from: '2022-01-01', to: '2023-01-01' } })
    expect([answer.base, answer.missing.unknown]).toEqual([6, 7])
  })

  it("counts only the coalition's own records: official totals are no part of a question (rule 10)", async () => {
    await detentions(6)
    expect((await asks({ unit: 'detention' })).base).toBe(6)
    await expect(asks({ unit: 'official_total' })).rejects.toMatchObject({ key: 'statistics.errors.unknownUnit' })
    await expect(asks({ unit: 'detention', by: ['official_total'] })).rejects.toMatchObject({
      key: 'statistics.errors.unknownDimension',
    })
  })

  it('reaches across: detentions where the same person was beaten for a confession', async () => {
    for (let i = 0; i < 32; i += 1) {
      const caseId = await world.kase()
      const person = await world.person(caseId, { sex: i % 2 ? 'male' : 'female' })
      await world.detention(caseId, person)
      await world.act(caseId, person, { purposes: codes(i < 12 ? ['confession', 'punishment'] : ['punishment']) })
      await world.act(caseId, person, { purposes: codes(['intimidation']) })
    }
    const where = [{ field: 'act.purposes', has: ['confession'] }]
    expect((await asks({ unit: 'detention', where })).base).toBe(12)
    expect((await asks({ unit: 'detention', where: [{ field: 'act.purposes', not: ['confession'] }] })).base).toBe(20)
    const any = [{ any: [...where, { field: 'person.sex', is: 'female' }] }]
    expect((await asks({ unit: 'detention', where: any })).base).toBe(22)
    const purposes = await asks({ unit: 'person', by: ['act.purposes', 'person.sex'] })
    expect([
      at(purposes, 'punishment', 'male'),
      at(purposes, 'intimidation', 'female'),
      at(purposes, null, null),
    ]).toEqual([16, 16, 32])
  })

  it('gives median and quartiles of a clock', async () => {
    for (const minutes of [60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 660, 720])
      await detentions(1, clock('recording', minutes))
    await detentions(5, clock('recording', 0, 1440))
    const answer = await asks({ unit: 'detention', measure: { kind: 'median', clock: 'recording' } })
    expect(answer.totals).toEqual([{ keys: [], value: 390, protected: false, of: 12, quartiles: [180, 390, 540] }])
    expect(answer.missing.not_computable).toBe(5)
  })
})
