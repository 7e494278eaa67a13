/** The level of verification from which questions count, unless they ask for less. */
export const countedFrom = 'V2'

/** Whether something at this level is counted; what is refuted never is. */
export const isCounted = (level: string): boolean => level >= countedFrom && level !== 'VX'
