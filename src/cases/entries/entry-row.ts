import { measure } from '../clocks/clock'
import type { Moment } from '../moments/moment'
import type { Entry } from './entry'
import type { EntryAnswers, Value } from './entry-form'
import { clockProperty, type EntryKind } from './entry-kind'

type Columns = Record<string, unknown>

/** Writes answers into a row: codes, days and minutes between moments in clear; words and times of day sealed with it. */
export function writeAnswers(kind: EntryKind, row: Entry, { values, verification, regionAtEvent }: EntryAnswers): void {
  const columns: Columns = {}
  const words: Record<string, string> = {}
  for (const [name, field] of Object.entries(kind.fields)) {
    const value = values[name] ?? null
    if (field.type === 'moment') writeMoment(name, value as Moment | null, columns, words)
    else if (field.type === 'text') words[name] = (value as string | null) ?? ''
    else columns[name] = field.type === 'codes' ? (value ?? []) : value
  }
  for (const { id, from, to } of kind.clocks) {
    const { min, max, state } = measure(values[from] as Moment | null, values[to] as Moment | null, regionAtEvent)
    const property = clockProperty(id)
    Object.assign(columns, { [`${property}Min`]: min, [`${property}Max`]: max, [`${property}State`]: state })
  }
  const event = values[kind.event] as Moment | null
  Object.assign(row, columns, { words, verification, regionAtEvent, eventOn: event?.on ?? null })
}

function writeMoment(name: string, moment: Moment | null, columns: Columns, words: Record<string, string>): void {
  columns[`${name}On`] = moment?.on ?? null
  columns[`${name}Precision`] = moment?.precision ?? null
  columns[`${name}Source`] = moment?.source ?? null
  columns[`${name}State`] = moment?.state ?? null
  if (moment?.time) words[name] = moment.time
}

/** The answers of a row whose words are open. */
export function readAnswers(kind: EntryKind, row: Entry): EntryAnswers {
  const columns = row as unknown as Columns
  const values = Object.entries(kind.fields).map(([name, field]): [string, Value] => {
    if (field.type === 'moment') return [name, readRowMoment(name, columns, row.words)]
    if (field.type === 'text') return [name, row.words[name] ?? '']
    return [name, (columns[name] ?? (field.type === 'codes' ? [] : null)) as Value]
  })
  const { verification, regionAtEvent, version } = row
  return { values: Object.fromEntries(values), verification, regionAtEvent, version }
}

function readRowMoment(name: string, columns: Columns, words: Record<string, string>): Moment | null {
  const state = columns[`${name}State`] as Moment['state'] | null
  if (!state) return null
  return {
    state,
    on: columns[`${name}On`] as string | null,
    time: words[name] ?? null,
    precision: columns[`${name}Precision`] as Moment['precision'],
    source: columns[`${name}Source`] as string | null,
  }
}

export interface FieldDifference {
  readonly name: string
  readonly type: string
  readonly list?: string | undefined
  readonly theirs: Value
  readonly yours: Value
}

/** Field by field, what two versions of an entry say differently. */
export function differenceOf(kind: EntryKind, theirs: EntryAnswers, yours: EntryAnswers): FieldDifference[] {
  const same = (a: unknown, b: unknown) => JSON.stringify(a ?? '') === JSON.stringify(b ?? '')
  return Object.entries(kind.fields)
    .filter(([name]) => !same(theirs.values[name], yours.values[name]))
    .map(([name, field]) => ({
      name,
      type: field.type,
      list: 'list' in field ? field.list : undefined,
      theirs: theirs.values[name] ?? null,
      yours: yours.values[name] ?? null,
    }))
}
