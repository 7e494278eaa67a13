import fc from 'fast-check'
import { codebook } from '../../src/codebook'
import { newId } from '../../src/core'
import { consentStatuses } from '../../src/cases/consent/consent.entity'
import { whatIsKnown } from '../../src/cases/consent/may-use'
import { countsAsCase, judgeUse } from '../../src/cases/consent/use-rules'
import { factsQuery, openSheet, statusSql } from '../../src/statistics/compile/facts'
import { statuses } from '../../src/statistics/compile/statuses'
import { catalogueOf } from '../../src/statistics/dimensions'
import { aigerim, openWorld, type World } from './world'

const days = ['2025-12-31', '2026-01-01', '2026-01-02']
const day = fc.option(fc.constantFrom(...days))
const closed = '2026-01-01T08:00:00.000Z'

const aPerson = fc.array(
  fc.record({ status: fc.constantFrom(...consentStatuses), until: day, scope: fc.constantFrom('C_STATS', 'C_MEDIA') }),
  { maxLength: 4 },
)
const aMarker = fc.record({
  kind: fc.constantFrom(...codebook.codes('secrecy_kinds')),
  endedOn: day,
  isCorrected: fc.boolean(),
})
const aFile = fc.record({
  persons: fc.array(aPerson, { minLength: 1, maxLength: 3 }),
  markers: fc.array(aMarker, { maxLength: 2 }),
  answer: fc.constantFrom('yes', 'no', 'unknown', null),
})
type File = typeof aFile extends fc.Arbitrary<infer F> ? F : never

describe('what is counted, and what may be used', () => {
  let world: World
  const files: { caseId: string; persons: string[]; detentions: Map<string, string> }[] = []
  beforeAll(async () => {
    world = await openWorld()
    for (const file of fc.sample(aFile, 80)) files.push(await write(file))
  })
  afterAll(() => world.close())

  async function write({ persons, markers, answer }: File) {
    const caseId = await world.kase({ secrecy_answer: answer })
    const detentions = new Map<string, string>()
    const ids: string[] = []
    for (const said of persons) {
      const personId = await world.person(caseId, {}, 'none')
      ids.push(personId)
      detentions.set(await world.detention(caseId, personId), personId)
      for (const [at, { status, scope, until }] of said.entries()) {
        const isLast = !said.slice(at + 1).some(later => later.scope === scope)
        const row = { version: 1, case_id: caseId, person_id: personId, scope, status, until, taken_by: 'aigerim' }
        await world.put('consents', { id: newId(), ...row, changed_at: closed, replaced_at: isLast ? null : closed })
      }
    }
    for (const { kind, endedOn, isCorrected } of markers) {
      const end = isCorrected ? null : endedOn
      const row = { version: 1, case_id: caseId, kind, blanket: false, ended_on: end, sealed: Buffer.from('sealed') }
      await world.put('secrecy_markers', { id: newId(), ...row, closed_at: isCorrected || end ? closed : null })
    }
    return { caseId, persons: ids, detentions }
  }

  /** How each unit stands, by its id, as the statement of a count says it. */
  async function counted(unit: string, on: string, uncounted: readonly string[]): Promise<Map<string, number>> {
    const { sql, parameters } = await world.gate.read(async db => {
      const catalogue = { ...(await catalogueOf(db)), uncounted }
      const circle = { unit, period: { basis: 'event' }, minimumVerification: 'V0', scope: 'coalition' } as const
      const facts = openSheet(db, catalogue, circle, on)
      const status = statusSql(facts.sheet, '1')
      const alias = { case: 'kase', person: 'person' }[unit] ?? 'entry'
      const query = factsQuery(db, facts, circle, aigerim).select(`${alias}.id`, 'unit').addSelect(status, 'status')
      const [sql, parameters] = query.setParameters(facts.sheet.parameters).getQueryAndParameters()
      return { sql, parameters }
    })
    const rows = await world.gate.readLong({ sql, parameters })
    return new Map(rows.map(row => [String(row.unit), Number(row.status)]))
  }

  it.each(days.flatMap(on => [[], ['state_secret', 'court_order']].map(uncounted => [on, uncounted] as const)))(
    'are the same in SQL and in the rules, person by person, entry by entry, case by case, on %s without %j',
    async (on, uncounted) => {
      const [cases, persons, detentions] = [
        await counted('case', on, uncounted),
        await counted('person', on, uncounted),
        await counted('detention', on, uncounted),
      ]
      for (const file of files) {
        const known = await world.gate.read(db => whatIsKnown(db, file.caseId, uncounted))
        const isCounted = (status: number | undefined) => status === statuses.yes
        expect([file.caseId, isCounted(cases.get(file.caseId))]).toEqual([
          file.caseId,
          countsAsCase(known, 'C_STATS', on),
        ])
        for (const [entry, id] of file.detentions) {
          const { may, missing } = judgeUse(known, [{ id }], 'C_STATS', on)
          expect([id, isCounted(persons.get(id))]).toEqual([id, may])
          expect([id, isCounted(detentions.get(entry))]).toEqual([id, may])
          const isStopped = missing.some(one => one.why === 'secrecy')
          expect([id, persons.get(id) === statuses.secrecy]).toEqual([id, isStopped])
        }
      }
      const standing = new Set([...cases.values(), ...persons.values()])
      expect(standing).toContain(statuses.yes)
      expect(standing).toContain(statuses.consent)
    },
  )
})
