import { DateTime } from 'luxon'
import { zoneOf } from './zone'

export const precisions = ['minute', 'hour', 'day', 'month', 'about', 'between'] as const
export type Precision = (typeof precisions)[number]

/** Why there is no time: told apart, and none of them is "no". */
export const momentStates = ['unknown', 'not_asked', 'refused', 'na', 'never'] as const
export type MomentState = (typeof momentStates)[number]

/** A point in time with its precision and who says so. The day is in clear, the time of day sealed. */
export interface Moment {
  /** `at` when there is a time; else why not. */
  readonly state: 'at' | MomentState
  readonly on: string | null
  /** Of a moment between two days the second; of one about a month the last day of the month. */
  readonly until: string | null
  readonly time: string | null
  readonly precision: Precision | null
  readonly source: string | null
}

/** Known to the month, exactly or about. */
export const isMonth = ({ precision, until }: Moment): boolean =>
  precision === 'month' || (precision === 'about' && until !== null)

/** First and last minute it can have been, as epoch minutes; for `minute` they are the same. */
export interface Span {
  readonly first: number
  readonly last: number
}

const epochMinute = (at: DateTime) => Math.floor(at.toMillis() / 60_000)

/** The minutes a time of day can have been: two where the clocks were set back and showed it twice. */
const first = (at: DateTime) => Math.min(...at.getPossibleOffsets().map(epochMinute))
const last = (at: DateTime) => Math.max(...at.getPossibleOffsets().map(epochMinute))

/** A moment as the clocks of its region show it: its day, the last day it can have been, and its time on the first. */
interface Shown {
  readonly moment: Moment
  readonly day: DateTime
  readonly end: DateTime
  readonly at: DateTime
}

const ofMinutes = (from: DateTime, to: DateTime): Span => ({ first: first(from), last: last(to) })
const ofDays = (from: DateTime, to: DateTime): Span => ({ first: epochMinute(from), last: epochMinute(to) - 1 })

const spans: Record<Precision, (shown: Shown) => Span> = {
  minute: ({ at }) => ofMinutes(at, at),
  hour: ({ at }) => ofMinutes(at.set({ minute: 0 }), at.set({ minute: 59 })),
  day: ({ day }) => ofDays(day, day.plus({ days: 1 })),
  month: ({ day }) => ofDays(day.startOf('month'), day.startOf('month').plus({ months: 1 })),
  between: ({ day, end }) => ofDays(day, end.plus({ days: 1 })),
  about: ({ moment, day, end, at }) => {
    if (moment.until) return ofDays(day.minus({ days: 15 }), end.plus({ days: 16 }))
    if (moment.time) return { first: first(at) - 60, last: last(at) + 60 }
    return ofDays(day.minus({ days: 1 }), day.plus({ days: 2 }))
  },
}

/** The span of minutes a moment covers in the zone the region had on that day; undefined without a time. */
export function spanOf(moment: Moment, region: string | null): Span | undefined {
  const { state, on, until, precision } = moment
  if (state !== 'at' || !on || !precision) return undefined
  const zone = zoneOf(region)
  const day = DateTime.fromISO(on, { zone })
  const end = until ? DateTime.fromISO(until, { zone }) : day
  return spans[precision]({ moment, day, end, at: day.set(clockOf(moment)) })
}

function clockOf({ time }: Moment): { hour: number; minute: number } {
  const [hour = 0, minute = 0] = (time ?? '').split(':').map(Number)
  return { hour, minute }
}

/** What the clocks of a region showed at a minute. */
export interface LocalTime {
  readonly on: string
  readonly time: string
  /** Minutes ahead of UTC. */
  readonly offset: number
}

export function localTime(minute: number, region: string | null): LocalTime {
  const at = DateTime.fromMillis(minute * 60_000, { zone: zoneOf(region) })
  return { on: at.toFormat('yyyy-MM-dd'), time: at.toFormat('HH:mm'), offset: at.offset }
}

/** The first and the last minute of a calendar day of a region. */
export function dayOf(on: string, region: string | null): Span {
  const day = DateTime.fromISO(on, { zone: zoneOf(region) })
  return { first: epochMinute(day), last: epochMinute(day.plus({ days: 1 })) - 1 }
}
