import type { EntitySchemaColumnOptions } from 'typeorm'
import type { Typed } from '../../../web'
import type { Moment } from '../../moments/moment'

export interface Money {
  readonly amount: number
  readonly currency: string
}

export type Value = Moment | Money | string | readonly string[] | number | null

export type Columns = Record<string, EntitySchemaColumnOptions>
/** A row as it stands in memory: columns by property, and the words that are sealed with it. */
export type Row = Record<string, unknown>
export type Words = Record<string, string>

/** A form being read: what was typed, when, and where to say what is wrong with it. */
export interface Reading {
  readonly typed: Typed
  readonly now: Date
  readonly refuse: (this: void, name: string, message: string) => void
}

/** What statistics may count of a question. */
export interface Countable {
  readonly column: string
  readonly type: 'answer' | 'code' | 'codes' | 'number' | 'day'
  readonly list?: string | undefined
}

/** One place of a question in a file: a column of a sheet, a key of a line. */
export interface Cell {
  readonly name: string
  readonly type: 'text' | 'number' | 'code' | 'codes' | 'moment' | 'person' | 'entry'
  /** Of what may stand there, where it is one of a few. */
  readonly codes?: readonly string[]
  /** The list of the code book they come from. */
  readonly list?: string
  /** What it says of the answer that stands in the place before. */
  readonly part?: 'precision' | 'source' | 'currency'
  readonly longest?: number
}

/** Answers as they stand in a file; a place left alone is not there. */
export type Carried = Readonly<Record<string, string | number | readonly string[]>>

/** All there is to know of one type of question: its columns, its form fields, and the way between them. */
export interface FieldType<F, V extends Value> {
  columns(name: string): Columns
  /** The answer in a form; null when the question was left alone. */
  read(name: string, field: F, form: Reading): V
  write(name: string, value: V, row: Row, words: Words): void
  open(name: string, row: Row, words: Words): V
  /** The form fields that would give this answer. */
  typed(name: string, value: V): Typed
  countable(name: string, field: F): readonly Countable[]
  /** The places of the answer in a file that goes from one installation to another. */
  cells(name: string, field: F): readonly Cell[]
  carried(name: string, value: V): Carried
  /** The form fields such places stand for: what is wrong with them, the form says. */
  taken(name: string, places: Carried): Typed
}
