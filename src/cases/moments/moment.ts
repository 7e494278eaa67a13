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

/** First and last minute it can have been, as epoch minutes; for `minute` they are the same. */
export interface Span {
  readonly first: number
  readonly last: number
}

const epochMinute = (at: DateTime) => Math.floor(at.toMillis() / 60_000)

/** The minutes a time of day can have been: two where the clocks were set back and showed it twice. */
const first = (at: DateTime) => Math.min(...at.getPossibleOffsets().map(epochMinute))
const last = (at: DateTime) => Math.max(...at.getPossibleOffsets().map(epochMinute))

/** The span of minutes a moment covers in the zone the region had on that day; undefined without a time. */
export function spanOf(moment: Moment, region: string | null): Span | undefined {
  if (moment.state !== 'at' || !moment.on || !moment.precision) return undefined
  const zone = zoneOf(region)
  const day = DateTime.fromISO(moment.on, { zone })
  const end = moment.until ? DateTime.fromISO(moment.until, { zone }) : day
  const [hour = 0, minute = 0] = (moment.time ?? '').split(':').map(Number)
  const at = day.set({ hour, minute })
  const until = (begin: DateTime, end: DateTime): Span => ({ first: epochMinute(begin), last: epochMinute(end) - 1 })
  switch (moment.precision) {
    case 'minute':
      return { first: first(at), last: last(at) }
    case 'hour':
      return { first: first(at.set({ minute: 0 })), last: last(at.set({ minute: 59 })) }
    case 'day':
      return until(day, day.plus({ days: 1 }))
    case 'month':
      return until(day.startOf('month'), day.startOf('month').plus({ months: 1 }))
    case 'between':
      return until(day, end.plus({ days: 1 }))
    case 'about':
      if (moment.until) return until(day.minus({ days: 15 }), end.plus({ days: 16 }))
      return moment.time
        ? { first: first(at) - 60, last: last(at) + 60 }
        : until(day.minus({ days: 1 }), day.plus({ days: 2 }))
  }
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
