import { clockColumn, columnOf } from './fields'
import type { EntryKind } from './entry-kind'

/** What statistics may count of a kind: its coded columns and clocks, by the names questions use. */
export interface Dimension {
  readonly name: string
  readonly column: string
  readonly type: 'answer' | 'code' | 'codes' | 'number' | 'day'
  readonly list?: string | undefined
}

export function dimensionsOf(kind: EntryKind): Dimension[] {
  return Object.entries(kind.fields).flatMap(([name, field]): Dimension[] => {
    const column = columnOf(name)
    if (field.type === 'text') return []
    if (field.type === 'moment') return [{ name: `${column}_on`, column: `${column}_on`, type: 'day' }]
    return [{ name: column, column, type: field.type, list: 'list' in field ? field.list : undefined }]
  })
}

export const clocksOf = (kind: EntryKind): { id: string; column: string }[] =>
  kind.clocks.map(({ id }) => ({ id, column: clockColumn(id) }))
