/** What time it is. The only clock of the program, handed in at the door so that tests can move it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

const almaty = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Almaty', dateStyle: 'short', timeStyle: 'short' })
let last = { minute: NaN, text: '' }

/** The clock on the wall in Kazakhstan, `2024-03-01 09:30`: sorts as time does but for one hour of that very night. */
export function minuteInAlmaty(now: Date): string {
  const minute = Math.floor(now.getTime() / 60_000)
  if (minute !== last.minute) last = { minute, text: almaty.format(now) }
  return last.text
}

/** The calendar day in Kazakhstan, `2024-03-01`. */
export const dayInAlmaty = (now: Date): string => minuteInAlmaty(now).slice(0, 10)
