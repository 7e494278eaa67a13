import { isWorked } from '../codebook/days-off'
import type { Moment } from '../../src/cases/moments/moment'

/** Clocks computed another way: from offsets written down here, minute by minute and day by day. Slow, and easy to believe. */
const change = (day: string) => Date.parse(`${day}T18:00Z`) / 60_000
const [unified, qyzylorda] = [change('2024-02-29'), change('2018-12-20')]
const west = ['KZ-15', 'KZ-23', 'KZ-27', 'KZ-47']

/** Minutes ahead of UTC since 2005. */
export function offsetAt(minute: number, region: string | null): number {
  if (region && west.includes(region)) return 300
  return minute < (region === 'KZ-43' ? qyzylorda : unified) ? 360 : 300
}

/** What the clocks on the wall showed: `2024-02-29 23:30`. */
export const shown = (minute: number, region: string | null): string =>
  new Date((minute + offsetAt(minute, region)) * 60_000).toISOString().slice(0, 16).replace('T', ' ')

export const dayShown = (minute: number, region: string | null) => shown(minute, region).slice(0, 10)

const reach: Record<string, number> = { minute: 2, hour: 2, day: 2, month: 33, about: 4, between: 16 }

/** Every minute a moment can have been, in order: the hours around it are looked at one by one, each with its sixty minutes. */
export function possibleMinutes(moment: Moment, region: string | null): number[] {
  const midnight = Date.parse(`${moment.on}T00:00Z`) / 60_000
  const days = moment.precision === 'about' && moment.until ? 50 : (reach[moment.precision ?? ''] ?? 0)
  const hours = Array.from({ length: days * 48 }, (_, place) => midnight + (place - days * 24) * 60)
  if (moment.precision === 'about' && moment.time) {
    const exact = possibleMinutes({ ...moment, precision: 'minute' }, region)
    return whole(hours).filter(minute => exact.some(one => Math.abs(one - minute) <= 60))
  }
  if (moment.precision === 'minute') {
    const past = Number(moment.time?.slice(3))
    return hours.map(hour => hour + past).filter(minute => shown(minute, region) === `${moment.on} ${moment.time}`)
  }
  return whole(hours.filter(hour => fits(moment, shown(hour, region))))
}

const whole = (hours: number[]) =>
  Array.from({ length: hours.length * 60 }, (_, place) => hours[Math.floor(place / 60)]! + (place % 60))

const dayMs = 86_400_000

function fits({ precision, on, until, time }: Moment, text: string): boolean {
  const day = text.slice(0, 10)
  const apart = (from: string | null, to: string | null) =>
    Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / dayMs)
  switch (precision) {
    case 'hour':
      return text.startsWith(`${on} ${time?.slice(0, 2)}`)
    case 'month':
      return day.startsWith(on?.slice(0, 7) ?? '-')
    case 'between':
      return (on ?? '-') <= day && day <= (until ?? '-')
    case 'about': {
      const give = until ? 15 : 1
      return apart(day, on) <= give && apart(until ?? on, day) <= give
    }
    default:
      return day === on
  }
}

/** A few of many minutes, the first and the last among them, and wherever the other begins or ends. */
export function someOf(minutes: number[], ...also: number[]): number[] {
  const step = Math.max(1, Math.floor(minutes.length / 40))
  const picked = minutes.filter((_, place) => place % step === 0 || place === minutes.length - 1)
  return [...picked, ...also.filter(minute => minutes[0]! <= minute && minute <= minutes.at(-1)!)]
}

const found = new Map<string, string | undefined>()

/** The last day within so many days after a day. */
export function lastDayWithin(day: string, days: number, working: boolean): string | undefined {
  const key = `${day} ${days} ${working}`
  if (!found.has(key)) found.set(key, walk(day, days, working))
  return found.get(key)
}

function walk(day: string, days: number, working: boolean): string | undefined {
  for (let at = new Date(`${day}T12:00Z`), counted = 0; ;) {
    at = new Date(at.getTime() + 86_400_000)
    const next = at.toISOString().slice(0, 10)
    const counts = working ? isWorked(next) : true
    if (counts === undefined) return undefined
    if (counts) counted += 1
    if (counted === days) return next
  }
}
