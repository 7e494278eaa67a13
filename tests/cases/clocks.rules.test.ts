import fc from 'fast-check'
import { codebook, type ClockRule } from '../../src/codebook'
import { measure } from '../../src/cases/clocks/clock'
import { judge, type Verdict } from '../../src/cases/clocks/judge'
import { spanOf, type Moment, type Precision } from '../../src/cases/moments/moment'
import { dayShown, lastDayWithin, possibleMinutes, someOf } from './independent-clock'

const region = fc.option(fc.constantFrom(...codebook.codes('regions')), { freq: 8 })
const later = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
const dayAround = (day: string, reach: number) => fc.integer({ min: -reach, max: reach }).map(days => later(day, days))
/** Any day of 2010 to 2027, often one near a change: of the zone, of the law, of the year, a long holiday. */
const anyDay = fc.oneof(
  { weight: 4, arbitrary: dayAround('2019-01-01', 3286) },
  ...['2024-02-29', '2018-12-20', '2018-03-01', '2015-01-01', '2027-12-20', '2018-05-05', '2020-05-09'].map(day => ({
    weight: 1,
    arbitrary: dayAround(day, 4),
  })),
)
const time = fc.tuple(fc.oneof(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 22, 23)), fc.integer({ min: 0, max: 59 }))
  .map(parts => parts.map(part => String(part).padStart(2, '0')).join(':')) // prettier-ignore
const known = (precisions: readonly Precision[], day: fc.Arbitrary<string> = anyDay): fc.Arbitrary<Moment> =>
  fc
    .record({ on: day, time, precision: fc.constantFrom(...precisions), bare: fc.boolean(), days: fc.nat(12) })
    .map(({ on, time, precision, bare, days }) => {
      const timed = precision === 'minute' || precision === 'hour' || (precision === 'about' && !bare)
      const until = precision === 'between' ? later(on, days) : null
      return { state: 'at', on, until, time: timed ? time : null, precision, source: null }
    })
/** "About March 2024": its first day until its last. */
const aboutMonth = anyDay.map((day): Moment => {
  const [year, month] = day.split('-').map(Number)
  const until = new Date(Date.UTC(year!, month, 0)).toISOString().slice(0, 10)
  return { state: 'at', on: `${day.slice(0, 7)}-01`, until, time: null, precision: 'about', source: null }
})
const fine = ['minute', 'hour', 'day', 'about', 'between'] as const
const every = [...fine, 'month'] as const
const none = fc.constantFrom('unknown', 'not_asked', 'refused', 'na', 'never').map((state): Moment => ({
  state: state,
  on: null,
  until: null,
  time: null,
  precision: null,
  source: null,
}))

/** Two moments of which the second is mostly later. */
const pair = (precisions: readonly Precision[]) =>
  known(precisions).chain(from =>
    fc.tuple(
      fc.constant(from),
      fc
        .integer({ min: -3, max: 45 })
        .chain(days =>
          known(precisions, fc.constant(new Date(Date.parse(from.on!) + days * 86_400_000).toISOString().slice(0, 10))),
        ),
    ),
  )

/** Every start and end that can have been together, or a few of very many. */
function pairsOf(from: Moment, to: Moment, region: string | null): [begun: number, ended: number][] {
  const [begun, ended] = [possibleMinutes(from, region), possibleMinutes(to, region)]
  const ends = [begun[0]!, begun.at(-1)!, ended[0]!, ended.at(-1)!]
  return someOf(begun, ...ends).flatMap(begin =>
    someOf(ended, ...ends).flatMap((end): [number, number][] => (end >= begin ? [[begin, end]] : [])),
  )
}

const rule = (changes: Partial<ClockRule>): ClockRule => ({
  ...codebook.clockRule('recording', '2020-01-01')!,
  validFrom: '1900-01-01',
  validTo: null,
  ...changes,
})
const limits: fc.Arbitrary<NonNullable<ClockRule['limit']>> = fc.oneof(
  fc.record({
    value: fc.constantFrom(1, 3, 24, 48, 72, 240),
    unit: fc.constant('hours' as const),
    counting: fc.constant('calendar' as const),
  }),
  fc.record({
    value: fc.integer({ min: 1, max: 20 }),
    unit: fc.constant('days' as const),
    counting: fc.constantFrom('calendar' as const, 'working' as const),
  }),
)

/** What one start and one end come to by one rule; undefined where a day cannot be told. */
function verdictOf(begun: number, ended: number, region: string | null, rule: ClockRule | undefined) {
  if (!rule?.limit) return 'none'
  const { value, unit, counting } = rule.limit
  const doubtful = rule.confidence === 'low' || rule.confidence === 'unknown'
  if (unit === 'hours') return ended - begun <= value * 60 ? 'within' : doubtful ? 'unconfirmed' : 'exceeded'
  const last = lastDayWithin(dayShown(begun, region), value, counting === 'working')
  if (last === undefined) return undefined
  if (dayShown(ended, region) <= last) return 'within'
  return doubtful || (counting === 'working' && last >= '2026') ? 'unconfirmed' : 'exceeded'
}

function together(verdicts: readonly (Verdict | undefined)[]): Verdict {
  const all = new Set(verdicts)
  if (all.size === 1) return verdicts[0] ?? 'coarse'
  return [...all].every(one => one === 'exceeded' || one === 'unconfirmed') ? 'unconfirmed' : 'coarse'
}

describe('clocks agree with a slower calculation', () => {
  it('on the first and last minute of a moment of any precision, in any region', () => {
    fc.assert(
      fc.property(
        fc.oneof({ weight: 9, arbitrary: known(every) }, { weight: 1, arbitrary: aboutMonth }),
        region,
        (moment, region) => {
          const minutes = possibleMinutes(moment, region)
          expect(spanOf(moment, region)).toEqual({ first: minutes[0], last: minutes.at(-1) })
          expect(minutes.at(-1)! - minutes[0]! + 1).toBe(minutes.length)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('on the shortest and the longest time between two moments', () => {
    fc.assert(
      fc.property(pair(every), region, ([from, to], region) => {
        const lengths = pairsOf(from, to, region).map(([begun, ended]) => ended - begun)
        const value = measure(from, to, region)
        if (lengths.length === 0) expect(value).toEqual({ min: null, max: null, state: 'negative' })
        else expect(value).toEqual({ min: Math.min(...lengths), max: Math.max(...lengths), state: 'known' })
      }),
      { numRuns: 200 },
    )
  })

  it('on limits in hours, in days and in working days, sure or not', () => {
    const confidence = fc.constantFrom('high' as const, 'medium' as const, 'low' as const, 'unknown' as const)
    fc.assert(
      fc.property(pair(fine), region, limits, confidence, ([from, to], region, limit, confidence) => {
        const pairs = pairsOf(from, to, region)
        fc.pre(pairs.length > 0)
        const held = rule({ limit, confidence })
        const { verdict, obstacle, excess } = judge(from, to, region, [held])
        const expected = together(pairs.map(([begun, ended]) => verdictOf(begun, ended, region, held)))
        expect(verdict).toBe(expected)
        expect(obstacle === null).toBe(verdict !== 'coarse')
        expect(excess === null).toBe(verdict !== 'exceeded')
        if (excess !== null) expect(excess).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  }) // prettier-ignore

  it('on the version of the law in force, where its day is not known too', () => {
    fc.assert(
      fc.property(pair(every), region, fc.constantFrom('before-judge', 'recording-answered', 'information-answered'), ([from, to], region, id) => {
        const pairs = pairsOf(from, to, region)
        fc.pre(pairs.length > 0)
        const versions = codebook.clockRules.filter(one => one.id === id)
        const expected = pairs.map(([begun, ended]) => verdictOf(begun, ended, region, codebook.clockRule(id, dayShown(begun, region))))
        expect(judge(from, to, region, versions).verdict).toBe(together(expected))
      }),
      { numRuns: 150 },
    )
  }) // prettier-ignore

  it('on why there is no time: the reason given, the start first', () => {
    fc.assert(
      fc.property(fc.oneof(known(fine), none), fc.option(none), region, (from, to, region) => {
        const reason = from.state === 'at' ? (to?.state ?? null) : from.state
        expect(measure(from, to, region)).toEqual({ min: null, max: null, state: reason })
        expect(judge(from, to, region, [rule({})]).verdict).toBe(reason ?? 'not_asked')
      }),
    )
  })
})
