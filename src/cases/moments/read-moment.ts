import { DateTime } from 'luxon'
import { codebook } from '../../codebook'
import type { Typed } from '../../web'
import type { Moment, Precision } from './moment'
import { momentStates, precisions } from './moment'

type Read = { moment: Moment | null; problem?: never } | { moment?: never; problem: string }

const none = (state: Moment['state']): Moment => ({ state, on: null, time: null, precision: null, source: null })

/** A moment from its form fields `<name>-day ... -source`; null when the question was left alone, a message key when it cannot be. */
export function readMoment(typed: Typed, name: string, now: Date): Read {
  const part = (which: string): string => {
    const value = typed[`${name}-${which}`]
    return typeof value === 'string' ? value.trim() : ''
  }
  const state = part('state')
  const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute'].map(part)
  const anyTime = [year, month, day, hour, minute].some(text => text !== '')
  if (state && !momentStates.some(one => one === state)) return { problem: 'common.form.unknownChoice' }
  if (state) return anyTime ? { problem: 'entries.moment.both' } : { moment: none(state as Moment['state']) }
  if (!anyTime) return { moment: null }

  const precision = (part('precision') || (hour ? (minute ? 'minute' : 'hour') : day ? 'day' : 'month')) as Precision
  if (!precisions.includes(precision)) return { problem: 'common.form.unknownChoice' }
  const source = part('source') || null
  if (source && !codebook.codes('moment_sources').includes(source)) return { problem: 'common.form.unknownChoice' }
  if (precision === 'minute' && (!hour || !minute)) return { problem: 'entries.moment.minute' }
  if (precision === 'hour' && !hour) return { problem: 'entries.moment.hour' }
  if (!day && precision !== 'month' && precision !== 'about') return { problem: 'common.form.day' }

  const on = DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day || '1') }, { zone: 'Asia/Almaty' })
  if (!/^\d{4}$/.test(year ?? '') || !on.isValid || on.year < 1900) return { problem: 'common.form.day' }
  const time = hour ? `${hour.padStart(2, '0')}:${(minute || '00').padStart(2, '0')}` : null
  if (time && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return { problem: 'entries.moment.time' }
  if (on.toMillis() > now.getTime()) return { problem: 'common.form.dayInFuture' }
  return { moment: { state: 'at', on: on.toISODate(), time, precision, source } }
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
