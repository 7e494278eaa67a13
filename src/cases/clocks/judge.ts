import { codebook, inForce, type ClockRule, type Confidence } from '../../codebook'
import { dayOf, localTime, spanOf, type Moment, type Span } from '../moments/moment'
import { measure, type ClockValue } from './clock'
import { daysBetween, lastMinute } from './limit'

/** What the law says of the time between two moments. `unconfirmed`: longer than a limit nobody is sure of. */
export type Verdict = 'within' | 'exceeded' | 'coarse' | 'unconfirmed' | 'none' | NonNullable<ClockValue['state']>

/** Why nothing can be computed: a moment is not known well enough, the working days are not, or the law changed within its span. */
export type Obstacle = 'precision' | 'calendar' | 'versions'

export interface ClockReading {
  readonly value: ClockValue
  readonly verdict: Verdict
  readonly obstacle: Obstacle | null
  readonly rule: ClockRule | undefined
  /** In minutes, where the rule counts hours. */
  readonly limit: number | null
  /** The last minute within the limit, from the earliest and from the latest start. */
  readonly deadline: Span | null
  readonly excess: number | null
}

type Held = Pick<ClockReading, 'verdict' | 'rule'> & Partial<ClockReading>

/**
 * Holds the time between two moments against the version of a rule in force when the clock began to run: against each that can
 * have been, where its day is not known. A limit of low confidence never says "exceeded".
 */
export function judge(
  from: Moment | null,
  to: Moment | null,
  region: string | null,
  versions: readonly ClockRule[],
): ClockReading {
  const value = measure(from, to, region)
  const begun = from && spanOf(from, region)
  const ended = to && spanOf(to, region)
  const held =
    value.state === 'known' && begun && ended
      ? holdBoth(begun, ended, region, versions)
      : holdOpen(begun ? byVersion(begun, region, versions) : [], value.state)
  return { value, limit: minutesOf(held.rule), obstacle: null, deadline: null, excess: null, ...held }
}

/** What ended cannot have begun later. */
function holdBoth(begun: Span, ended: Span, region: string | null, versions: readonly ClockRule[]): Held {
  const start = { ...begun, last: Math.min(begun.last, ended.last) }
  return agreed(byVersion(start, region, versions).map(part => hold(part, ended, region)))
}

const minutesOf = (rule: ClockRule | undefined): number | null =>
  rule?.limit?.unit === 'hours' ? rule.limit.value * 60 : null

interface Part extends Span {
  readonly rule: ClockRule | undefined
  readonly deadline: Span | undefined
}

/** A span cut at the days on which the law changed. */
function byVersion(begun: Span, region: string | null, versions: readonly ClockRule[]): Part[] {
  const [first, last] = [localTime(begun.first, region).on, localTime(begun.last, region).on]
  const changes = versions.flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? validFrom])
  const days = [first, ...[...new Set(changes)].filter(day => first < day && day <= last).sort()]
  return days.map((day, place) => {
    const next = days[place + 1]
    const span = {
      first: place === 0 ? begun.first : dayOf(day, region).first,
      last: next === undefined ? begun.last : dayOf(next, region).first - 1,
    }
    const rule = versions.find(one => inForce(one, day))
    return { ...span, rule, deadline: deadlineOf(span, rule, region) }
  })
}

function deadlineOf(begun: Span, rule: ClockRule | undefined, region: string | null): Span | undefined {
  const limit = rule?.limit
  if (!limit) return undefined
  const [first, last] = [begun.first, begun.last].map(minute => lastMinute(minute, limit, region))
  return first === undefined || last === undefined ? undefined : { first, last }
}

/** What is known before there is an end: until when there is time. */
const holdOpen = ([part, ...others]: readonly Part[], state: ClockValue['state']): Held => ({
  rule: part?.rule,
  deadline: others.length === 0 ? (part?.deadline ?? null) : null,
  verdict: state ?? 'not_asked',
})

function hold(begun: Part, ended: Span, region: string | null): Held {
  const { rule, deadline } = begun
  if (!rule?.limit) return { rule, verdict: 'none' }
  if (!deadline) return { rule, verdict: 'coarse', obstacle: 'calendar' }
  if (ended.last <= deadline.first) return { rule, deadline, verdict: 'within' }
  if (ended.first <= deadline.last) return { rule, deadline, verdict: 'coarse', obstacle: 'precision' }
  return isSure(rule, begun, deadline, region)
    ? { rule, deadline, verdict: 'exceeded', excess: ended.first - deadline.last }
    : { rule, deadline, verdict: 'unconfirmed' }
}

const sureEnough = (confidence: Confidence) => confidence === 'high' || confidence === 'medium'

/** A limit in working days is as sure as the calendar it is counted by. */
function isSure({ limit, confidence }: ClockRule, begun: Span, deadline: Span, region: string | null): boolean {
  if (!sureEnough(confidence)) return false
  if (limit?.counting !== 'working') return true
  const days = daysBetween(localTime(begun.first, region).on, localTime(deadline.last, region).on)
  return days.every(day => sureEnough(codebook.calendar.confidence(day)))
}

/** What all versions say; shown with the one that allows most. */
function agreed(all: readonly Held[]): Held {
  const [kindest, ...others] = [...all].sort((a, b) => (b.deadline?.last ?? 0) - (a.deadline?.last ?? 0))
  if (!kindest) return { verdict: 'none', rule: undefined }
  if (others.every(({ verdict }) => verdict === kindest.verdict)) return kindest
  const beyond = all.every(({ verdict }) => verdict === 'exceeded' || verdict === 'unconfirmed')
  return beyond
    ? { ...kindest, verdict: 'unconfirmed', excess: null }
    : { ...kindest, verdict: 'coarse', obstacle: 'versions', excess: null }
}
