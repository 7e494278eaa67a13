import type { Typed } from '../../../web'
import type { Carried } from './field-type'

const isBlank = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** An answer that has one place in a file. */
export const inOnePlace = {
  carried: (name: string, value: string | number | readonly string[] | null): Carried =>
    value === null || isBlank(value) ? {} : { [name]: value },
  taken: (name: string, { [name]: value }: Carried): Typed =>
    value === undefined ? {} : { [name]: typeof value === 'object' ? [...value] : String(value) },
}

/** What stands in one place, as text. */
export const textIn = (places: Carried, name: string): string => {
  const value = places[name]
  return value === undefined ? '' : String(value)
}
