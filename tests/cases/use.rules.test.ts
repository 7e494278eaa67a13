import fc from 'fast-check'
import { codebook } from '../../src/codebook'
import { consentStatuses } from '../../src/cases/consent/consent.entity'
import { reachOf, scopes } from '../../src/cases/consent/scopes'
import { countsAsCase, judgeUse, standingOf, type Known, type Statement } from '../../src/cases/consent/use-rules'
import { isInForce, uncountedKinds } from '../../src/cases/secrecy/secrecy-rules'

const days = ['2025-12-31', '2026-01-01', '2026-01-02', '2026-06-30']
const persons = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]
const day = fc.constantFrom(...days)

const statement = fc.record({
  personId: fc.constantFrom('a', 'b', 'c'),
  scope: fc.constantFrom(...scopes),
  status: fc.constantFrom(...consentStatuses),
  until: fc.option(day),
  givenOn: fc.constant(null),
})
/** One statement at most for each person and purpose, as the table holds them. */
const statements = fc.uniqueArray(statement, { maxLength: 30, selector: one => `${one.personId} ${one.scope}` })
const marker = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...codebook.codes('secrecy_kinds')),
  endedOn: fc.option(day),
  closedAt: fc.option(fc.constant(new Date())),
  counts: fc.boolean(),
})
const known: fc.Arbitrary<Known> = fc.record({
  statements,
  markers: fc.oneof(fc.constant([]), fc.array(marker, { maxLength: 3 })),
  secrecyAnswer: fc.constantFrom('yes', 'no', 'unknown', null),
})
const asked = fc.record({
  known,
  some: fc.subarray(persons),
  scope: fc.constantFrom(...scopes),
  on: day,
})

/** Written out once more, as somebody would say it: given, not taken back, not ended, and no secrecy in the way. */
const mayAlone = ({ statements, markers, secrecyAnswer }: Known, id: string, scope: string, on: string): boolean => {
  const said: Statement | undefined = statements.find(one => one.personId === id && one.scope === scope)
  if (said?.status !== 'given' || (said.until !== null && said.until < on)) return false
  const binding = markers.filter(one => isInForce(one, on))
  if (reachOf(scope) === 'inside') return true
  if (reachOf(scope) === 'counted') return binding.every(one => one.counts)
  return binding.length === 0 && (secrecyAnswer === 'yes' || secrecyAnswer === 'no')
}

describe('whether a file may be used', () => {
  it('is yes for nothing but a consent given, in force and not stopped by secrecy, of everybody it is about', () => {
    fc.assert(
      fc.property(asked, ({ known, some, scope, on }) => {
        const { may } = judgeUse(known, some, scope, on)
        expect(may).toBe(some.length > 0 && some.every(({ id }) => mayAlone(known, id, scope, on)))
      }),
      { numRuns: 2000 },
    )
  })

  it('names everybody who is missing with each reason, and nobody else', () => {
    fc.assert(
      fc.property(asked, ({ known, some, scope, on }) => {
        const { missing } = judgeUse(known, some, scope, on)
        const named = new Set(missing.map(one => one.person.id))
        expect([...named].sort()).toEqual(some.map(one => one.id).filter(id => !mayAlone(known, id, scope, on)))
        for (const { person, why } of missing.filter(one => one.why !== 'secrecy')) {
          const said = known.statements.find(one => one.personId === person.id && one.scope === scope)
          expect(why).toBe(standingOf(said, on))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('is never widened by a day passing, by one more marker or by what another person says', () => {
    fc.assert(
      fc.property(asked, marker, day, ({ known, some, scope, on }, another, later) => {
        const { may } = judgeUse(known, some, scope, on)
        const unbound = { ...known, markers: [] }
        if (later >= on && judgeUse(unbound, some, scope, later).may)
          expect(judgeUse(unbound, some, scope, on).may).toBe(true)
        if (!may) expect(judgeUse({ ...known, markers: [...known.markers, another] }, some, scope, on).may).toBe(false)
        const stranger = { personId: 'z', scope, status: 'given' as const, until: null, givenOn: null }
        expect(judgeUse({ ...known, statements: [...known.statements, stranger] }, some, scope, on).may).toBe(may)
      }),
      { numRuns: 1000 },
    )
  })

  it('counts a case when somebody agreed, nobody refused and its kind of secrecy is counted', () => {
    fc.assert(
      fc.property(known, day, (known, on) => {
        const said = known.statements.filter(one => one.scope === 'C_STATS')
        const agreed = said.some(one => one.status === 'given' && (one.until === null || one.until >= on))
        const refused = said.some(one => ['refused', 'withdrawn'].includes(one.status))
        const stopped = known.markers.some(one => isInForce(one, on) && !one.counts)
        expect(countsAsCase(known, 'C_STATS', on)).toBe(agreed && !refused && !stopped)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    [undefined, 'not_asked'],
    [{ status: 'given', until: null }, 'given'],
    [{ status: 'given', until: '2026-01-01' }, 'given'],
    [{ status: 'given', until: '2025-12-31' }, 'expired'],
    [{ status: 'withdrawn', until: '2025-12-31' }, 'withdrawn'],
    [{ status: 'refused', until: null }, 'refused'],
    [{ status: 'not_asked', until: null }, 'not_asked'],
  ] as const)('reads %j on 1 January 2026 as %s', (said, standing) => {
    expect(standingOf(said, '2026-01-01')).toBe(standing)
  })

  it('knows how far every purpose of the code book reaches, and counts every kind of secrecy unless told otherwise', () => {
    expect(scopes.filter(scope => reachOf(scope) === 'published')).toEqual(['C_MEDIA', 'C_MEDIA_ANON', 'C_IMAGE'])
    expect(reachOf('C_ANYTHING_NEW')).toBe('published')
    expect(uncountedKinds()).toEqual([])
    const [kind] = codebook.list('secrecy_kinds')
    expect(uncountedKinds([{ ...kind!, counts: false }])).toEqual([kind!.code])
  })
})
