import type { EntitySchemaColumnOptions } from 'typeorm'
import { codebook } from '../../../codebook'
import { codes as codesColumn } from '../../../database/columns'
import { choice, choices } from '../../../web'
import { columnOf, type Field } from '../fields'
import { inOnePlace } from './carried'
import type { FieldType } from './field-type'
import { maybe, plain } from './plain'

export const answers = ['yes', 'no', 'unknown', 'not_asked', 'refused', 'na'] as const

const one = {
  columns: (name: string) => ({ [name]: maybe }),
  write: (name: string, value: string | null, row: Record<string, unknown>) => {
    row[name] = value
  },
  open: (name: string, row: Record<string, unknown>) => (row[name] ?? null) as string | null,
  typed: (name: string, value: string | null) => (value === null ? {} : { [name]: value }),
  ...inOnePlace,
}

export const answerType: FieldType<Extract<Field, { type: 'answer' }>, string | null> = {
  ...one,
  read: (name, _field, form) => plain(() => choice(answers), name, form),
  countable: name => [{ column: columnOf(name), type: 'answer' }],
  cells: name => [{ name, type: 'code', codes: answers }],
}

export const codeType: FieldType<Extract<Field, { type: 'code' }>, string | null> = {
  ...one,
  read: (name, { list }, form) => plain(() => choice(codebook.codes(list)), name, form),
  countable: (name, { list }) => [{ column: columnOf(name), type: 'code', list }],
  cells: (name, { list }) => [{ name, type: 'code', codes: codebook.codes(list), list }],
}

export const codesType: FieldType<Extract<Field, { type: 'codes' }>, readonly string[]> = {
  columns: name => ({ [name]: codesColumn() as EntitySchemaColumnOptions }),
  read: (name, { list }, form) => plain(() => choices(codebook.codes(list)), name, form) ?? [],
  write: (name, value, row) => {
    row[name] = [...value]
  },
  open: (name, row) => (row[name] ?? []) as string[],
  typed: (name, value) => ({ [name]: [...value] }),
  countable: (name, { list }) => [{ column: columnOf(name), type: 'codes', list }],
  cells: (name, { list }) => [{ name, type: 'codes', codes: codebook.codes(list), list }],
  ...inOnePlace,
}
