/** The names of the columns for the program, out of sight; their names for people; what is filled in. */
export const keysRow = 1
export const headingRow = 2
export const firstRow = 3
