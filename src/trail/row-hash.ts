import type { EntityMetadata } from 'typeorm'
import { canonicalJson, sha256 } from '../core'

type Row = Record<string, unknown>

/** All columns of a row as the program sees them, so that both engines give the same hash. */
export const facts = (metadata: EntityMetadata, row: object): Row =>
  Object.fromEntries(metadata.columns.map(column => [column.propertyName, (row as Row)[column.propertyName] ?? null]))

export const rowHash = (metadata: EntityMetadata, row: object): string => sha256(canonicalJson(facts(metadata, row)))
