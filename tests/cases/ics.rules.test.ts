import fc from 'fast-check'
import { calendarOf } from '../../src/cases/deadlines/feed/ics'

const now = new Date('2026-03-02T04:00:00.123Z')
const linesOf = (text: string) => text.split('\r\n')
const one = (summary: string) => calendarOf([{ uid: 'a@dalel', summary, day: '2026-12-31', until: null }], now)

/** What a program that follows RFC 5545 makes of the summary. */
const readSummary = (text: string) =>
  /^SUMMARY:(.*)$/m
    .exec(text.replace(/\r\n[ \t]/g, '').replaceAll('\r\n', '\n'))?.[1]
    ?.replace(/\\([\\;,n])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))

describe('a calendar file', () => {
  it('holds an event of one day, or of several, with a stamp in UTC', () => {
    expect(linesOf(one('Appeal'))).toEqual(
      expect.arrayContaining(['DTSTAMP:20260302T040000Z', 'DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270101']),
    )
    const several = calendarOf([{ uid: 'a@dalel', summary: 'x', day: '2026-02-27', until: '2026-02-28' }], now)
    expect(linesOf(several)).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20260227', 'DTEND;VALUE=DATE:20260301'])) // prettier-ignore
  })

  it('ends every line with CRLF and none is longer than 75 octets, in any language', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.constantFrom('', 'Қ', 'я', '😀'),
        (text, letter) => {
          const file = one(text.replace(/[\r\n]/g, ' ') + letter.repeat(80))
          expect(file.endsWith('\r\n')).toBe(true)
          expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
          for (const line of linesOf(file)) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          expect(file.isWellFormed() || !text.isWellFormed()).toBe(true)
        },
      ),
    )
  })

  it('says again what went in, whatever signs it has', () => {
    for (const text of [
      'Жалоба прокурору, ст. 105 УПК; «срок»',
      'a\\b\\,c;d',
      'two\nlines',
      'Күзетпен ұстау '.repeat(20),
    ])
      expect(readSummary(one(text))).toBe(text)
  })

  it('is never without a part, also when nothing is due', () => {
    expect(calendarOf([], now)).toContain('BEGIN:VTIMEZONE\r\n')
  })
})
