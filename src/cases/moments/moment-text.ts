import type { Typed } from '../../web'
import { isMonth, momentStates, type Moment, type Precision } from './moment'

/** A moment in one line, as files carry it: what is said of its precision only where the line does not show it. */
export interface WrittenMoment {
  /** `2024-03-01T07:40`, `2024-03-01T07`, `2024-03-01`, `2024-03`, `2024-03-01/2024-04-02`, or why there is none: `never`. */
  readonly text: string
  readonly precision: Precision | null
  readonly source: string | null
}

export function writtenMoment(moment: Moment): WrittenMoment {
  const { state, until, precision, source } = moment
  if (state !== 'at') return { text: state, precision: null, source: null }
  const text = `${writtenDay(moment)}${writtenTime(moment)}${precision === 'between' ? `/${until}` : ''}`
  return { text, precision: precision === shownBy(partsOf(text)) ? null : precision, source }
}

function writtenDay(moment: Moment): string {
  const on = moment.on ?? ''
  return isMonth(moment) && on.endsWith('-01') ? on.slice(0, 7) : on
}

function writtenTime({ time, precision }: Moment): string {
  if (!time) return ''
  return `T${precision === 'hour' && time.endsWith(':00') ? time.slice(0, 2) : time}`
}

type Parts = Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'untilYear', string | undefined>> & {
  readonly untilMonth: string | undefined
  readonly untilDay: string | undefined
}

const pattern =
  /^(?<year>\d{4})(-(?<month>\d{1,2})(-(?<day>\d{1,2}))?)?([T ](?<hour>\d{1,2})(:(?<minute>\d{1,2}))?)?(\/(?<untilYear>\d{4})-(?<untilMonth>\d{1,2})-(?<untilDay>\d{1,2}))?$/

const partsOf = (text: string): Parts | undefined => pattern.exec(text)?.groups as Parts | undefined

/** As exactly as it was written. */
function shownBy(parts: Parts | undefined): Precision | undefined {
  if (!parts) return undefined
  if (parts.untilYear) return 'between'
  if (parts.hour) return parts.minute ? 'minute' : 'hour'
  return parts.day ? 'day' : 'month'
}

/** The form fields a written moment stands for; of what is no moment, fields that the form refuses. */
export function typedFromText(name: string, text: string, precision: string, source: string): Typed {
  if (text === '') return {}
  if (momentStates.some(state => state === text)) return { [`${name}-state`]: text }
  const parts = partsOf(text)
  if (!parts) return { [`${name}-year`]: text }
  const { year, month, day, hour, minute, untilYear, untilMonth, untilDay } = parts
  const typed = { year, month, day, hour, minute, precision, source }
  const until = { 'until-year': untilYear, 'until-month': untilMonth, 'until-day': untilDay }
  return Object.fromEntries(
    Object.entries({ ...typed, ...until }).map(([part, said]) => [`${name}-${part}`, said ?? '']),
  )
}
