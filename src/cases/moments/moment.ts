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

/** The span of minutes a moment covers in the zone the region had on that day; undefined without a time. */
export function spanOf(moment: Moment, region: string | null): Span | undefined {
  if (moment.state !== 'at' || !moment.on || !moment.precision) return undefined
  const zone = zoneOf(region)
  const day = DateTime.fromISO(moment.on, { zone })
  const [hour = 0, minute = 0] = (moment.time ?? '').split(':').map(Number)
  const until = (first: DateTime, end: DateTime): Span => ({ first: epochMinute(first), last: epochMinute(end) - 1 })
  switch (moment.precision) {
    case 'minute': {
      const at = epochMinute(day.set({ hour, minute }))
      return { first: at, last: at }
    }
    case 'hour':
      return until(day.set({ hour }), day.set({ hour }).plus({ hours: 1 }))
    case 'day':
      return until(day, day.plus({ days: 1 }))
    case 'month':
      return until(day.startOf('month'), day.startOf('month').plus({ months: 1 }))
    case 'between':
      return until(day, DateTime.fromISO(moment.until ?? moment.on, { zone }).plus({ days: 1 }))
    case 'about':
      if (moment.until)
        return until(day.minus({ days: 15 }), DateTime.fromISO(moment.until, { zone }).plus({ days: 16 }))
      return moment.time
        ? until(day.set({ hour, minute }).minus({ hours: 1 }), day.set({ hour, minute }).plus({ hours: 1, minutes: 1 }))
        : until(day.minus({ days: 1 }), day.plus({ days: 2 }))
  }
}
