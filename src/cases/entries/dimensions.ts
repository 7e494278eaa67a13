import { clockColumn } from './fields'
import type { EntryKind } from './entry-kind'
import { typeOf } from './types'

/** What statistics may count of a kind: its coded columns and clocks, by the names questions use. */
export interface Dimension {
  readonly name: string
  readonly column: string
  readonly type: 'answer' | 'code' | 'codes' | 'number' | 'day'
  readonly list?: string | undefined
  /** The field it comes from. */
  readonly field: string
}

export const dimensionsOf = (kind: EntryKind): Dimension[] =>
  Object.entries(kind.fields).flatMap(([field, asked]) =>
    typeOf(asked)
      .countable(field, asked)
      .map(one => ({ ...one, name: one.column, field })),
  )

export const clocksOf = (kind: EntryKind): { id: string; column: string }[] =>
  kind.clocks.map(({ id }) => ({ id, column: clockColumn(id) }))
