import { DateTime } from 'luxon'
import { codebook } from '../../codebook'
import { dayInAlmaty, minuteInAlmaty } from '../../core'
import type { Typed } from '../../web'
import type { Moment, Precision } from './moment'
import { momentStates, precisions } from './moment'

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
  if (problem) return { problem }
  const on = dayOf(parts)
  if (!on) return { problem: 'common.form.day' }
  const until = lastDay(parts, precision, on)
  if (until === undefined) return { problem: 'entries.moment.until' }
  const time = timeOf(parts)
  if (time === undefined) return { problem: 'entries.moment.time' }
  if (latest && isLater(on, time, precision === 'between' ? until : null, latest))
    return { problem: 'common.form.dayInFuture' }
  return { moment: { state: 'at', on, until, time, precision, source: source || null } }
}

/** `07:40`; null when no hour was given, undefined when it is no time. */
function timeOf({ hour, minute }: Parts): string | null | undefined {
  if (!hour) return null
  const time = `${hour.padStart(2, '0')}:${(minute || '00').padStart(2, '0')}`
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? time : undefined
}

const isLater = (on: string, time: string | null, until: string | null, latest: Date): boolean =>
  (time ? `${on} ${time}` : on) > minuteInAlmaty(latest) || (until ?? '') > dayInAlmaty(latest)

/** Of a moment between two days, the second; of one about a month, the month's last; null of any other; undefined when it is no day. */
function lastDay(parts: Parts, precision: Precision, on: string): string | null | undefined {
  if (precision === 'about') return parts.day ? null : (DateTime.fromISO(on).endOf('month').toISODate() ?? undefined)
  if (precision !== 'between') return null
  const { untilYear: year, untilMonth: month, untilDay: day } = parts
  const until = day ? dayOf({ year, month, day }) : undefined
  return until && until > on ? until : undefined
}

function dayOf({ year, month, day }: Pick<Parts, 'year' | 'month' | 'day'>): string | undefined {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{0,2}$/.test(day)) return undefined
  const on = DateTime.utc(Number(year), Number(month), Number(day || '1'))
  return on.isValid && on.year >= 1900 ? on.toISODate() : undefined
}

/** How exactly a time is known that says nothing of it: as exactly as it was typed. */
function finest({ day, hour, minute, untilYear }: Parts): Precision {
  if (untilYear) return 'between'
  if (hour) return minute ? 'minute' : 'hour'
  return day ? 'day' : 'month'
}

function tooLittle({ day, hour, minute }: Parts, precision: Precision): string | undefined {
  if (precision === 'minute' && (!hour || !minute)) return 'entries.moment.minute'
  if ((precision === 'hour' || minute) && !hour) return 'entries.moment.hour'
  if ((precision === 'day' || precision === 'month') && hour) return 'entries.moment.dayWithHour'
  return day || precision === 'month' || precision === 'about' ? undefined : 'common.form.day'
}

/** Known to the month, exactly or about. */
const isMonth = ({ precision, until }: Moment): boolean =>
  precision === 'month' || (precision === 'about' && until !== null)

/** The form fields of a moment, as they would have been typed. */
export function typedMoment(name: string, moment: Moment | null): Record<string, string> {
  if (!moment) return {}
  if (moment.state !== 'at') return { [`${name}-state`]: moment.state }
  const [hour = '', minute = ''] = (moment.time ?? '').split(':')
  const day = typedDay(name, moment.on)
  return {
    ...day,
    ...(isMonth(moment) && { [`${name}-day`]: '' }),
    [`${name}-hour`]: hour,
    [`${name}-minute`]: moment.precision === 'hour' ? '' : minute,
    [`${name}-precision`]: moment.precision ?? '',
    [`${name}-source`]: moment.source ?? '',
    ...(moment.precision === 'between' && typedDay(`${name}-until`, moment.until)),
  }
}

function typedDay(name: string, on: string | null): Record<string, string> {
  const [year = '', month = '', day = ''] = (on ?? '').split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
