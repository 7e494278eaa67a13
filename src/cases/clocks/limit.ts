import { codebook, type ClockRule } from '../../codebook'
import { dayAfter } from '../../core'
import { dayOf, localTime } from '../moments/moment'

export type Limit = NonNullable<ClockRule['limit']>

/**
 * The last minute within a limit that began to run at a minute. Hours run on from it; days count from the day after it to the
 * midnight of the last. Undefined where nothing is known of the working days of a year.
 */
export function lastMinute(begun: number, limit: Limit, region: string | null): number | undefined {
  if (limit.unit === 'hours') return begun + limit.value * 60
  const day = lastDay(localTime(begun, region).on, limit)
  return day === undefined ? undefined : dayOf(day, region).last
}

function lastDay(begun: string, { value, counting }: Limit): string | undefined {
  if (counting === 'calendar') return dayAfter(begun, value)
  let day = begun
  for (let left = value; left > 0;) {
    day = dayAfter(day)
    const off = codebook.calendar.dayOff(day)
    if (off === undefined) return undefined
    if (off === null) left -= 1
  }
  return day
}

/** The days after one day and up to another. */
export function daysBetween(begun: string, until: string): string[] {
  const days: string[] = []
  for (let day = dayAfter(begun); day <= until; day = dayAfter(day)) days.push(day)
  return days
}
