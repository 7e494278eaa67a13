/** What time it is. The only clock of the program, handed in at the door so that tests can move it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

const almaty = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Almaty' })

/** The calendar day in Kazakhstan, `2024-03-01`. */
export const dayInAlmaty = (now: Date): string => almaty.format(now)
