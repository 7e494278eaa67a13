import { z } from 'zod'
import { isId } from '../../../core'
import type { Field } from '../fields'
import { inOnePlace } from './carried'
import type { FieldType } from './field-type'
import { maybe, plain } from './plain'

const id = z.preprocess(
  value => value ?? '',
  z
    .string('common.form.twice')
    .refine(text => text === '' || isId(text), 'common.form.unknownChoice')
    .transform(text => (text === '' ? null : text)),
)

/** The id of a person or entry of the same case; whether it is one is looked up when the entry is written. */
export const linkType: FieldType<Extract<Field, { type: 'person' | 'entry' }>, string | null> = {
  columns: name => ({ [name]: maybe }),
  read: (name, _field, form) => plain(() => id, name, form),
  write: (name, value, row) => {
    row[name] = value
  },
  open: (name, row) => (row[name] ?? null) as string | null,
  typed: (name, value) => (value === null ? {} : { [name]: value }),
  countable: () => [],
  cells: (name, { type }) => [{ name, type }],
  ...inOnePlace,
}
