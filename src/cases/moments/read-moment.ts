import { DateTime } from 'luxon'
import { codebook } from '../../codebook'
import { dayInAlmaty, minuteInAlmaty } from '../../core'
import type { Typed } from '../../web'
import type { Moment, Precision } from './moment'
import { isMonth, momentStates, precisions } from './moment'

type Read = { moment: Moment | null; problem?: never } | { moment?: never; problem: string }

const none = (state: Moment['state']): Moment => ({
  state,
  on: null,
  until: null,
  time: null,
  precision: null,
  source: null,
})

const partNames = [
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'until-year',
  'until-month',
  'until-day',
  'precision',
  'source',
  'state',
] as const

interface Parts {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly precision: string
  readonly source: string
  readonly state: string
  readonly untilYear: string
  readonly untilMonth: string
  readonly untilDay: string
}

function partsOf(typed: Typed, name: string): Parts {
  const part = (which: (typeof partNames)[number]): string => {
    const value = typed[`${name}-${which}`]
    return typeof value === 'string' ? value.trim() : ''
  }
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    precision: part('precision'),
    source: part('source'),
    state: part('state'),
    untilYear: part('until-year'),
    untilMonth: part('until-month'),
    untilDay: part('until-day'),
  }
}

const isSent = (typed: Typed, name: string) => partNames.some(which => typed[`${name}-${which}`] !== undefined)
const isGivenTwice = (typed: Typed, name: string) => partNames.some(which => Array.isArray(typed[`${name}-${which}`]))

/**
 * A moment from its form fields `<name>-day ... -source`; null when the question was left alone, a message key when it cannot be.
 * It cannot lie after `latest`, where there is one.
 */
export function readMoment(typed: Typed, name: string, latest: Date | undefined): Read {
  if (!isSent(typed, name)) return { moment: null }
  if (isGivenTwice(typed, name)) return { problem: 'common.form.twice' }
  const parts = partsOf(typed, name)
  const { year, month, day, hour, minute, untilYear, untilMonth, untilDay, state } = parts
  const anyTime = [year, month, day, hour, minute, untilYear, untilMonth, untilDay].some(text => text !== '')
  if (state) return withoutTime(state, anyTime)
  return anyTime ? withTime(parts, latest) : { moment: null }
}

function withoutTime(state: string, anyTime: boolean): Read {
  const known = momentStates.find(one => one === state)
  if (!known) return { problem: 'common.form.unknownChoice' }
  return anyTime ? { problem: 'entries.moment.both' } : { moment: none(known) }
}

function withTime(parts: Parts, latest: Date | undefined): Read {
  const { source } = parts
  const precision = precisions.find(one => one === (parts.precision || finest(parts)))
  if (!precision || (source && !codebook.codes('moment_sources').includes(source)))
    return { problem: 'common.form.unknownChoice' }
  const problem = tooLittle(parts, precision)
  return problem ? { problem } : known(parts, precision, latest)
}

/** The moment that was typed to this precision. */
function known(parts: Parts, precision: Precision, latest: Date | undefined): Read {
  const on = dayOf(parts)
  if (!on) return { problem: 'common.form.day' }
  const until = lastDay(parts, precision, on)
  if (until === undefined) return { problem: 'entries.moment.until' }
  const time = timeOf(parts)
  if (time === undefined) return { problem: 'entries.moment.time' }
  const moment: Moment = { state: 'at', on, until, time, precision, source: parts.source || null }
  return latest && isLater(moment, latest) ? { problem: 'common.form.dayInFuture' } : { moment }
}

/** `07:40`; null when no hour was given, undefined when it is no time. */
function timeOf({ hour, minute }: Parts): string | null | undefined {
  if (!hour) return null
  const time = `${hour.padStart(2, '0')}:${(minute || '00').padStart(2, '0')}`
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : undefined
}

const isLater = ({ on, time, until, precision }: Moment, latest: Date): boolean =>
  `${on}${time ? ` ${time}` : ''}` > minuteInAlmaty(latest) ||
  (precision === 'between' && `${until}` > dayInAlmaty(latest))

/** Of a moment between two days, the second; of one about a month, the month's last; null of any other; undefined when it is no day. */
function lastDay(parts: Parts, precision: Precision, on: string): string | null | undefined {
  if (precision === 'between') return secondDay(parts, on)
  return precision === 'about' && !parts.day ? (DateTime.fromISO(on).endOf('month').toISODate() ?? undefined) : null
}

function secondDay({ untilYear: year, untilMonth: month, untilDay: day }: Parts, first: string): string | undefined {
  const second = day ? dayOf({ year, month, day }) : undefined
  return second && second > first ? second : undefined
}

function dayOf({ year, month, day }: Pick<Parts, 'year' | 'month' | 'day'>): string | undefined {
  if (!/^\d{4}-\d{1,2}-\d{0,2}$/.test(`${year}-${month}-${day}`)) return undefined
  const on = DateTime.utc(Number(year), Number(month), Number(day || '1'))
  return on.isValid && on.year >= 1900 ? on.toISODate() : undefined
}

/** How exactly a time is known that says nothing of it: as exactly as it was typed. */
function finest({ day, hour, minute, untilYear }: Parts): Precision {
  if (untilYear) return 'between'
  if (hour) return minute ? 'minute' : 'hour'
  return day ? 'day' : 'month'
}

type Lack = (parts: Parts, precision: Precision) => boolean

/** What may be too little for a precision, or not fit it; the first of these is said. */
const lacks: readonly (readonly [problem: string, Lack])[] = [
  ['entries.moment.minute', ({ hour, minute }, precision) => precision === 'minute' && !(hour && minute)],
  ['entries.moment.hour', ({ hour, minute }, precision) => !hour && (precision === 'hour' || minute !== '')],
  ['entries.moment.dayWithHour', ({ hour }, precision) => hour !== '' && ['day', 'month'].includes(precision)],
  ['common.form.day', ({ day }, precision) => day === '' && !['month', 'about'].includes(precision)],
]

const tooLittle = (parts: Parts, precision: Precision): string | undefined =>
  lacks.find(([, isLacking]) => isLacking(parts, precision))?.[0]

/** The form fields of a moment, as they would have been typed. */
export function typedMoment(name: string, moment: Moment | null): Record<string, string> {
  if (!moment) return {}
  if (moment.state !== 'at') return { [`${name}-state`]: moment.state }
  return {
    ...typedDay(name, moment.on),
    ...(isMonth(moment) && { [`${name}-day`]: '' }),
    ...typedTime(name, moment),
    [`${name}-precision`]: moment.precision ?? '',
    [`${name}-source`]: moment.source ?? '',
    ...(moment.precision === 'between' && typedDay(`${name}-until`, moment.until)),
  }
}

function typedDay(name: string, on: string | null): Record<string, string> {
  const [year = '', month = '', day = ''] = (on ?? '').split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

function typedTime(name: string, { time, precision }: Moment): Record<string, string> {
  const [hour = '', minute = ''] = (time ?? '').split(':')
  return { [`${name}-hour`]: hour, [`${name}-minute`]: precision === 'hour' ? '' : minute }
}
