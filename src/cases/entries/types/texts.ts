import { optional, statement } from '../../../web'
import type { Field } from '../fields'
import { inOnePlace } from './carried'
import type { FieldType } from './field-type'
import { plain } from './plain'

type TextField = Extract<Field, { type: 'text' }>

const checks = new Map<number, ReturnType<typeof checkFor>>()
const checkFor = (longest: number) => optional(statement({ longest }))

/** The check of a text is the same whenever it is asked for, and dear to make. */
function checkOf({ longest }: TextField) {
  const check = checks.get(longest) ?? checkFor(longest)
  checks.set(longest, check)
  return check
}

export const textType: FieldType<TextField, string> = {
  columns: () => ({}),
  read: (name, field, form) => plain(() => checkOf(field), name, form) ?? '',
  write: (name, value, _row, words) => {
    if (value !== '') words[name] = value
  },
  open: (name, _row, words) => words[name] ?? '',
  typed: (name, value) => ({ [name]: value }),
  countable: () => [],
  cells: (name, { longest }) => [{ name, type: 'text', longest }],
  ...inOnePlace,
}
