import { dayAfter, isWeekend } from '../core'
import type { WorkingDays } from './check-clocks'
import { inForce } from './in-force'
import type { CalendarYear, Confidence, Holiday, Label } from './types'

/** Why nobody works on a day: Saturday or Sunday, a holiday, the day after one that fell on them, or a day moved by decision. */
export interface DayOff {
  readonly on: string
  readonly because: 'weekend' | 'holiday' | 'madeUp' | 'moved'
  readonly holiday: Label | null
  /** The day worked in its place. */
  readonly worked: string | null
}

export interface YearOfWork extends CalendarYear {
  /** Every day off but ordinary Saturdays and Sundays. */
  readonly daysOff: readonly DayOff[]
}

/** The working days of Kazakhstan: five days a week, less what the dated rules take away. */
export interface WorkCalendar {
  readonly holidays: readonly Holiday[]
  readonly years: readonly YearOfWork[]
  /** Null on a working day, undefined in a year nothing is known of. */
  dayOff(day: string): DayOff | null | undefined
  /** How sure the year of a day is. */
  confidence(day: string): Confidence
}

export function workCalendar({ holidays, years }: WorkingDays): WorkCalendar {
  const known = new Map(years.map(year => [String(year.year), exceptionsOf(holidays, year)]))
  return {
    holidays,
    years: years.map(year => ({ ...year, daysOff: listed(known.get(String(year.year))) })),
    dayOff(day) {
      const exceptions = known.get(day.slice(0, 4))
      if (!exceptions) return undefined
      const exception = exceptions.get(day)
      if (exception !== undefined) return exception
      return isWeekend(day) ? { on: day, because: 'weekend', holiday: null, worked: null } : null
    },
    confidence: day => years.find(year => day.startsWith(String(year.year)))?.confidence ?? 'unknown',
  }
}

type Exceptions = ReadonlyMap<string, DayOff | null>

/** The days of a year that are not as their weekday says: null is worked all the same. */
function exceptionsOf(holidays: readonly Holiday[], year: CalendarYear): Exceptions {
  const days = new Map<string, DayOff | null>()
  const kept = holidaysOf(holidays, year)
  for (const { on, label } of kept) days.set(on, { on, because: 'holiday', holiday: label, worked: null })
  for (const { on, label, madeUp } of kept) {
    if (!madeUp || !isWeekend(on)) continue
    const instead = nextWorked(on, days)
    days.set(instead, { on: instead, because: 'madeUp', holiday: label, worked: null })
  }
  for (const { off, worked } of year.moved) {
    days.set(worked, null)
    days.set(off, { on: off, because: 'moved', holiday: null, worked })
  }
  return days
}

function holidaysOf(holidays: readonly Holiday[], { year, kurbanAit }: CalendarYear) {
  return holidays
    .flatMap(holiday => {
      const days = holiday.days.map(day => `${year}-${day}`)
      const on = holiday.code === 'kurban_ait' ? [...days, kurbanAit] : days
      return on.map(one => ({ ...holiday, on: one }))
    })
    .filter(holiday => inForce(holiday, holiday.on))
    .sort((a, b) => a.on.localeCompare(b.on))
}

function nextWorked(on: string, days: Exceptions): string {
  const next = dayAfter(on)
  return isWeekend(next) || days.has(next) ? nextWorked(next, days) : next
}

const listed = (exceptions: Exceptions | undefined): DayOff[] =>
  [...(exceptions?.values() ?? [])].filter(one => one !== null).sort((a, b) => a.on.localeCompare(b.on))
