/** What time it is. The only clock of the program, handed in at the door so that tests can move it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
