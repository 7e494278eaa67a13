import { dayAfter } from '../../../core'

/** One all-day entry of a calendar. */
export interface CalendarDay {
  readonly uid: string
  readonly summary: string
  readonly day: string
  /** The last day, of one that takes several. */
  readonly until: string | null
}

/** A calendar as RFC 5545 has it: CRLF, lines of at most 75 octets, texts escaped. */
export function calendarOf(days: readonly CalendarDay[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dalel//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    ...(days.length ? days.flatMap(day => eventOf(day, now)) : officeTime),
    'END:VCALENDAR',
  ]
  return lines.map(line => `${folded(line)}\r\n`).join('')
}

const eventOf = ({ uid, summary, day, until }: CalendarDay, now: Date): string[] => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d{3}/g, '')}`,
  `DTSTART;VALUE=DATE:${plain(day)}`,
  `DTEND;VALUE=DATE:${plain(dayAfter(until ?? day))}`,
  `SUMMARY:${escaped(summary)}`,
  'CLASS:PRIVATE',
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
]

/** A calendar must hold something: one without deadlines holds the office's time zone. */
const officeTime = [
  'BEGIN:VTIMEZONE',
  'TZID:Asia/Almaty',
  'BEGIN:STANDARD',
  'DTSTART:20240301T000000',
  'TZOFFSETFROM:+0600',
  'TZOFFSETTO:+0500',
  'END:STANDARD',
  'END:VTIMEZONE',
]

const plain = (day: string): string => day.replaceAll('-', '')

const escaped = (text: string): string => text.replace(/[\\;,]/g, found => `\\${found}`).replace(/\r?\n/g, '\\n')

const longest = 75

/** A long line goes on in the next after a blank, never in the middle of a letter. */
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > longest) {
      text += '\r\n '
      octets = 1
    }
    text += letter
    octets += size
  }
  return text
}
