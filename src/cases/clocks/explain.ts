import { codebook, type CalendarYear, type DayOff } from '../../codebook'
import { localTime, spanOf, type LocalTime, type Moment } from '../moments/moment'
import type { ClockReading } from './judge'
import { daysBetween } from './limit'

/** The first and the last time something can have been, as the clocks of the place showed it. */
export interface Bounds {
  readonly first: LocalTime
  readonly last: LocalTime
  readonly isOne: boolean
}

/** Days a limit in working days did not count. */
export interface LeftOut {
  readonly weekends: number
  readonly days: readonly DayOff[]
  /** Years whose working days are not sure, and years without any. */
  readonly unsure: readonly CalendarYear[]
  readonly unknown: readonly number[]
}

/** How a clock was computed, step by step, so that anybody can do it again by hand. */
export interface Explanation {
  readonly begun: Bounds | null
  readonly ended: Bounds | null
  /** Minutes by which the clocks were set back between start and end. */
  readonly setBack: number
  readonly deadline: Bounds | null
  readonly leftOut: LeftOut | null
}

export function explain(
  from: Moment | null,
  to: Moment | null,
  region: string | null,
  reading: ClockReading,
): Explanation {
  const begun = boundsOf(from && spanOf(from, region), region)
  const ended = boundsOf(to && spanOf(to, region), region)
  const deadline = boundsOf(reading.deadline, region)
  return {
    begun,
    ended,
    setBack: begun && ended ? begun.first.offset - ended.last.offset : 0,
    deadline,
    leftOut: begun && isInWorkingDays(reading) ? leftOut(begun, deadline) : null,
  }
}

const isInWorkingDays = ({ rule }: ClockReading): boolean => rule?.limit?.counting === 'working'

const boundsOf = (span: { first: number; last: number } | null | undefined, region: string | null): Bounds | null =>
  span
    ? { first: localTime(span.first, region), last: localTime(span.last, region), isOne: span.first === span.last }
    : null

/** From the day after the start to the deadline. */
function leftOut(begun: Bounds, deadline: Bounds | null): LeftOut {
  const days = deadline ? daysBetween(begun.first.on, deadline.last.on) : []
  const off = days.flatMap(day => codebook.calendar.dayOff(day) ?? [])
  const years = yearsOf(begun, deadline)
  const known = codebook.calendar.years.filter(({ year }) => years.includes(year))
  return {
    weekends: off.filter(({ because }) => because === 'weekend').length,
    days: off.filter(({ because }) => because !== 'weekend'),
    unsure: known.filter(({ confidence }) => confidence === 'low' || confidence === 'unknown'),
    unknown: years.filter(year => !known.some(one => one.year === year)),
  }
}

/** Those a limit runs through: without a deadline, up to the one whose working days are not known. */
function yearsOf(begun: Bounds, deadline: Bounds | null): number[] {
  const years = [Number(begun.first.on.slice(0, 4))]
  const isKnown = (year: number) => codebook.calendar.years.some(one => one.year === year)
  const goesOn = (year: number) => (deadline ? year < Number(deadline.last.on.slice(0, 4)) : isKnown(year))
  for (let year = years[0] ?? 0; goesOn(year);) years.push((year += 1))
  return years
}
