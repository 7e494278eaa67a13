import { DateTime } from 'luxon'
import { codebook } from '../../codebook'
import { minuteInAlmaty } from '../../core'
import type { Typed } from '../../web'
import type { Moment, Precision } from './moment'
import { momentStates, precisions } from './moment'

type Read = { moment: Moment | null; problem?: never } | { moment?: never; problem: string }

const none = (state: Moment['state']): Moment => ({ state, on: null, time: null, precision: null, source: null })

const partNames = ['year', 'month', 'day', 'hour', 'minute', 'precision', 'source', 'state'] as const

interface Parts {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly precision: string
  readonly source: string
  readonly state: string
}

function partsOf(typed: Typed, name: string): Parts {
  const part = (which: string): string => {
    const value = typed[`${name}-${which}`]
    return typeof value === 'string' ? value.trim() : ''
  }
  return Object.fromEntries(partNames.map(which => [which, part(which)])) as unknown as Parts
}

const isGivenTwice = (typed: Typed, name: string) => partNames.some(which => Array.isArray(typed[`${name}-${which}`]))

/** A moment from its form fields `<name>-day ... -source`; null when the question was left alone, a message key when it cannot be. */
export function readMoment(typed: Typed, name: string, now: Date): Read {
  if (isGivenTwice(typed, name)) return { problem: 'common.form.twice' }
  const parts = partsOf(typed, name)
  const { year, month, day, hour, minute, state } = parts
  const anyTime = [year, month, day, hour, minute].some(text => text !== '')
  if (state) return withoutTime(state, anyTime)
  return anyTime ? withTime(parts, now) : { moment: null }
}

function withoutTime(state: string, anyTime: boolean): Read {
  const known = momentStates.find(one => one === state)
  if (!known) return { problem: 'common.form.unknownChoice' }
  return anyTime ? { problem: 'entries.moment.both' } : { moment: none(known) }
}

function withTime(parts: Parts, now: Date): Read {
  const { source } = parts
  const precision = precisions.find(one => one === (parts.precision || finest(parts)))
  if (!precision || (source && !codebook.codes('moment_sources').includes(source)))
    return { problem: 'common.form.unknownChoice' }
  const problem = tooLittle(parts, precision)
  if (problem) return { problem }
  const on = dayOf(parts)
  if (!on) return { problem: 'common.form.day' }
  const { hour, minute } = parts
  const time = hour ? `${hour.padStart(2, '0')}:${(minute || '00').padStart(2, '0')}` : null
  if (time && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { problem: 'entries.moment.time' }
  if ((time ? `${on} ${time}` : on) > minuteInAlmaty(now)) return { problem: 'common.form.dayInFuture' }
  return { moment: { state: 'at', on, time, precision, source: source || null } }
}

function dayOf({ year, month, day }: Parts): string | undefined {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{0,2}$/.test(day)) return undefined
  const on = DateTime.utc(Number(year), Number(month), Number(day || '1'))
  return on.isValid && on.year >= 1900 ? on.toISODate() : undefined
}

/** How exactly a time is known that says nothing of it: as exactly as it was typed. */
function finest({ day, hour, minute }: Parts): Precision {
  if (hour) return minute ? 'minute' : 'hour'
  return day ? 'day' : 'month'
}

function tooLittle({ day, hour, minute }: Parts, precision: Precision): string | undefined {
  if (precision === 'minute' && (!hour || !minute)) return 'entries.moment.minute'
  if ((precision === 'hour' || minute) && !hour) return 'entries.moment.hour'
  return day || precision === 'month' || precision === 'about' ? undefined : 'common.form.day'
}

/** The form fields of a moment, as they would have been typed. */
export function typedMoment(name: string, moment: Moment | null): Record<string, string> {
  if (!moment) return {}
  if (moment.state !== 'at') return { [`${name}-state`]: moment.state }
  const [year = '', month = '', day = ''] = (moment.on ?? '').split('-')
  const [hour = '', minute = ''] = (moment.time ?? '').split(':')
  return {
    [`${name}-day`]: moment.precision === 'month' ? '' : day,
    [`${name}-month`]: month,
    [`${name}-year`]: year,
    [`${name}-hour`]: hour,
    [`${name}-minute`]: moment.precision === 'hour' ? '' : minute,
    [`${name}-precision`]: moment.precision ?? '',
    [`${name}-source`]: moment.source ?? '',
  }
}
