const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  isEmpty(value)

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0

/** What is blank is not written: null in a row is nothing in a line. */
export const filled = <T extends object>(thing: { readonly [Part in keyof T]: T[Part] | null }): T =>
  Object.fromEntries(Object.entries(thing).filter(([, value]) => !isBlank(value))) as T
