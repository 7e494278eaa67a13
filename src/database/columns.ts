import type { ColumnOptions, QueryRunner, ValueTransformer } from 'typeorm'

/** What differs between SQLite and PostgreSQL is hidden here; everywhere else a column looks the same on both. */

const asInstant: ValueTransformer = {
  to: (value: Date | null | undefined) => value?.toISOString() ?? value,
  from: (value: string | null) => (value === null ? null : new Date(value)),
}

export const asNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
}

/** `|a|b|`: one text that `LIKE '%|a|%'` can count on both engines. */
export const joinCodes = (codes: readonly string[]): string => (codes.length ? `|${codes.join('|')}|` : '')
export const splitCodes = (text: string): string[] => text.split('|').filter(code => code !== '')

const asCodes: ValueTransformer = {
  to: (value: readonly string[] | null | undefined) => (value ? joinCodes(value) : value),
  from: (value: string | null) => (value === null ? null : splitCodes(value)),
}

const asBytes: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: Uint8Array | null) => (value === null ? null : Buffer.from(value)),
}

type Nullable = Pick<ColumnOptions, 'nullable'>

/** A point in time: ISO 8601 text in UTC with milliseconds (decision 7), a Date in the program. */
export const instant = (options: Nullable = {}): ColumnOptions => ({ type: 'text', transformer: asInstant, ...options })

/** A calendar day, `YYYY-MM-DD`. */
export const day = (options: Nullable = {}): ColumnOptions => ({ type: 'text', ...options })

/** Bytes: `blob`, which the PostgreSQL data source reads as `bytea`. */
export const bytes = (options: Nullable = {}): ColumnOptions => ({ type: 'blob', transformer: asBytes, ...options })

/** A whole number that may pass 2^31. */
export const big = (options: Nullable = {}): ColumnOptions & { type: 'bigint' } => ({
  type: 'bigint',
  transformer: asNumber,
  ...options,
})

export const flag = (options: Nullable = {}): ColumnOptions => ({ type: 'boolean', ...options })

export const json = (options: Nullable = {}): ColumnOptions => ({ type: 'simple-json', ...options })

/** Several codes of one list, counted with LIKE. */
export const codes = (options: Nullable = {}): ColumnOptions => ({ type: 'text', transformer: asCodes, ...options })

/** The names of types in a migration, where they differ. */
export const columnTypes = (runner: QueryRunner): { bytes: string } => ({
  bytes: runner.dataSource.options.type === 'postgres' ? 'bytea' : 'blob',
})
