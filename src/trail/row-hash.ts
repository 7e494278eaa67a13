import type { EntityMetadata } from 'typeorm'
import { canonicalJson, sha256 } from '../core'

/** The columns of a table in the order of canonical JSON, each with its name as it is written there: worked out once. */
const spelled = new WeakMap<EntityMetadata, readonly { name: string; head: string }[]>()

function columnsOf(metadata: EntityMetadata): readonly { name: string; head: string }[] {
  const known = spelled.get(metadata)
  if (known) return known
  const names = metadata.columns.map(column => column.propertyName).sort()
  const columns = names.map(name => ({ name, head: `${JSON.stringify(name)}:` }))
  spelled.set(metadata, columns)
  return columns
}

/**
 * The hash of all columns of a row as the program sees them, so that both engines give the same. What is empty is left out: a table
 * may get a further column that may be empty, and the hashes of the rows it holds already stay what they are.
 */
export function rowHash(metadata: EntityMetadata, row: object): string {
  const facts = row as Record<string, unknown>
  const held = columnsOf(metadata).filter(({ name }) => !isEmpty(facts[name]))
  return sha256(`{${held.map(({ name, head }) => head + canonicalJson(facts[name])).join(',')}}`)
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)
