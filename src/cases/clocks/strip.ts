import { DateTime } from 'luxon'
import type { Moment } from '../moments/moment'
import { spanOf } from '../moments/moment'
import { zoneOf } from '../moments/zone'

/** The two lanes of a detention on one axis of time, as numbers a picture can be drawn from. */
export interface Strip {
  readonly ticks: readonly { readonly x: number; readonly label: string; readonly isDay: boolean }[]
  readonly real: Bar
  /** Beyond the limit. */
  readonly over: (Bar & { readonly minutes: number }) | null
  readonly recorded: Bar | null
  /** Between real and recorded start: time off paper. */
  readonly gap: (Bar & { readonly minutes: number }) | null
  readonly limits: readonly { readonly x: number; readonly lane: 'real' | 'recorded' }[]
  readonly dots: readonly { readonly x: number; readonly name: string; readonly row: number }[]
  readonly endX: number
}

interface Bar {
  readonly x: number
  readonly width: number
}

interface Asked {
  readonly real: Moment | null
  readonly recorded: Moment | null
  /** Where the bars end: before a judge, or at release. */
  readonly end: Moment | null
  /** What happened in between, by the name of its question. */
  readonly between: Readonly<Record<string, Moment | null>>
  /** Of the end, in minutes. */
  readonly limit: number | null
  readonly region: string | null
}

const [left, right] = [137, 860]

const minuteOf = (moment: Moment | null, region: string | null): number | undefined =>
  moment?.time && (moment.precision === 'minute' || moment.precision === 'hour')
    ? spanOf(moment, region)?.first
    : undefined

/** Undefined when start or end is not known to the hour: a picture would claim more than is known. */
export function stripOf(asked: Asked): Strip | undefined {
  const [from, onPaper, until] = [asked.real, asked.recorded, asked.end].map(moment => minuteOf(moment, asked.region))
  if (from === undefined || until === undefined || until <= from) return undefined
  return drawn(asked, from, onPaper !== undefined && onPaper < until ? onPaper : undefined, until)
}

function drawn({ between, limit, region }: Asked, from: number, paper: number | undefined, until: number): Strip {
  const starts = paper === undefined ? [from] : [from, paper]
  const deadlines = limit === null ? [] : starts.map(start => start + limit)
  const first = Math.min(...starts)
  const last = Math.max(until, ...deadlines.filter(deadline => deadline < until + (until - first)))
  const scale = (right - left) / ((last - first) * 1.06)
  const x = (minute: number) => Math.round((left + (minute - first) * scale) * 10) / 10
  const bar = (begin: number, finish: number): Bar & { minutes: number } => ({
    x: x(begin),
    width: Math.round((x(finish) - x(begin)) * 10) / 10,
    minutes: finish - begin,
  })
  const barIf = (begin: number, finish: number) => (finish > begin ? bar(begin, finish) : null)
  const [deadline = Infinity] = deadlines
  const inside = Object.entries(between).flatMap(([name, moment]) => {
    const minute = minuteOf(moment, region)
    return minute !== undefined && minute > from && minute < until ? [{ name, x: x(minute) }] : []
  })
  return {
    ticks: ticksOf(first, last, zoneOf(region)).map(({ minute, ...tick }) => ({ x: x(minute), ...tick })),
    real: bar(from, Math.min(until, deadline)),
    over: barIf(deadline, until),
    recorded: barIf(paper ?? until, until),
    gap: barIf(from, paper ?? from),
    limits: deadlines
      .map((minute, place) => ({ minute, lane: place === 0 ? ('real' as const) : ('recorded' as const) }))
      .flatMap(({ minute, lane }) => (minute <= last ? [{ x: x(minute), lane }] : [])),
    dots: apart(inside),
    endX: x(until),
  }
}

const steps = [6, 12, 24, 48, 168, 720, 2160, 8760]

/** Full hours of the place, so many that their labels do not meet. */
function ticksOf(first: number, last: number, zone: string) {
  const hours = steps.find(step => (last - first) / (step * 60) <= 8) ?? 8760
  const ticks: { minute: number; label: string; isDay: boolean }[] = []
  const start = DateTime.fromMillis(first * 60_000, { zone }).startOf('day')
  for (let tick = start; tick.toMillis() <= last * 60_000; tick = tick.plus({ hours })) {
    const minute = tick.toMillis() / 60_000
    const isDay = tick.hour === 0
    if (minute > first) ticks.push({ minute, label: tick.toFormat(isDay ? 'dd.MM' : 'HH:mm'), isDay })
  }
  return ticks
}

/** Labels that would stand on one another take two rows; a third is left to the table below. */
function apart(dots: { name: string; x: number }[]) {
  const room = 130
  const ends = [0, 0]
  return dots
    .sort((a, b) => a.x - b.x)
    .map(dot => {
      const row = ends.findIndex(end => dot.x - room / 2 >= end)
      if (row >= 0) ends[row] = dot.x + room / 2
      return { ...dot, row }
    })
}
