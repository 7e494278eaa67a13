import type { EntityManager, EntityMetadata } from 'typeorm'

/**
 * Rows written as they are, and those read that every request needs, past typeorm's query builder: it works out the same statement
 * anew each time, which costs more than running it does. Columns, types and placeholders stay typeorm's, so that both engines are
 * served by the same lines.
 */
type Kind<T> = new () => T
/** Columns that must be equal; a list means any of it. */
type Where<T> = { readonly [Name in keyof T]?: T[Name] | readonly T[Name][] }

export async function findRows<T extends object>(
  db: EntityManager,
  kind: Kind<T>,
  where: Where<T>,
  { lock = false } = {},
): Promise<T[]> {
  const metadata = db.dataSource.getMetadata(kind)
  const { driver } = db.dataSource
  const values: unknown[] = []
  const place = (value: unknown) => driver.createParameter('', values.push(value) - 1)
  const conditions = Object.entries(where).map(([name, wanted]) => {
    const column = driver.escape(metadata.findColumnWithPropertyName(name)?.databaseName ?? name)
    return Array.isArray(wanted) ? `${column} IN (${wanted.map(place).join(', ')})` : `${column} = ${place(wanted)}`
  })
  const locked = lock && driver.options.type === 'postgres' ? ' FOR UPDATE' : ''
  const found: Record<string, unknown>[] = await db.query(
    `SELECT ${names(db, metadata).join(', ')} FROM ${driver.escape(metadata.tableName)} WHERE ${conditions.join(' AND ')}${locked}`,
    values,
  )
  return found.map(raw => rowOf(db, metadata, kind, raw))
}

export const findRow = async <T extends object>(
  db: EntityManager,
  kind: Kind<T>,
  where: Where<T>,
  options?: { lock: boolean },
): Promise<T | undefined> => (await findRows(db, kind, where, options))[0]

function rowOf<T extends object>(
  { dataSource: { driver } }: EntityManager,
  { columns }: EntityMetadata,
  kind: Kind<T>,
  raw: Record<string, unknown>,
): T {
  const row = new kind() as Record<string, unknown>
  for (const column of columns)
    row[column.propertyName] = driver.prepareHydratedValue(raw[column.databaseName], column) as unknown
  return row as T
}

export async function insertRows(db: EntityManager, metadata: EntityMetadata, rows: readonly object[]): Promise<void> {
  const most = Math.floor(longestStatement / metadata.columns.length)
  for (let from = 0; from < rows.length; from += most) {
    const some = rows.slice(from, from + most)
    await db.query(
      insertion(db, metadata, some.length),
      some.flatMap(row => valuesOf(db, metadata, row)),
    )
  }
}

const insertions = new WeakMap<EntityMetadata, Map<number, string>>()

/** The statement that inserts so many rows of a table. */
function insertion(db: EntityManager, metadata: EntityMetadata, rows: number): string {
  const known = insertions.get(metadata) ?? new Map<number, string>()
  insertions.set(metadata, known)
  const { driver } = db.dataSource
  const width = metadata.columns.length
  const placesOf = (row: number) =>
    metadata.columns.map((_, place) => driver.createParameter('', row * width + place)).join(', ')
  const statement =
    known.get(rows) ??
    `INSERT INTO ${driver.escape(metadata.tableName)} (${names(db, metadata).join(', ')}) VALUES ${Array.from({ length: rows }, (_, row) => `(${placesOf(row)})`).join(', ')}`
  known.set(rows, statement)
  return statement
}

/** Writes a row back where it still has the version `before`; false when it has another. */
export async function updateRow(
  db: EntityManager,
  metadata: EntityMetadata,
  row: object & { id: string },
  before: number,
): Promise<boolean> {
  const { driver } = db.dataSource
  const sets = names(db, metadata).map((name, place) => `${name} = ${driver.createParameter('', place)}`)
  const [id, version] = [0, 1].map(place => driver.createParameter('', sets.length + place))
  const found: unknown[] = await db.query(
    `UPDATE ${driver.escape(metadata.tableName)} SET ${sets.join(', ')} WHERE id = ${id} AND version = ${version} RETURNING id`,
    [...valuesOf(db, metadata, row), row.id, before],
  )
  return (driver.options.type === 'postgres' ? (found[0] as unknown[]) : found).length === 1
}

/** Both engines take more; a statement of this many places is as quick as it gets. */
const longestStatement = 900

const escaped = new WeakMap<EntityMetadata, readonly string[]>()

function names({ dataSource: { driver } }: EntityManager, metadata: EntityMetadata): readonly string[] {
  const known = escaped.get(metadata) ?? metadata.columns.map(column => driver.escape(column.databaseName))
  escaped.set(metadata, known)
  return known
}

const valuesOf = ({ dataSource: { driver } }: EntityManager, { columns }: EntityMetadata, row: object): unknown[] =>
  columns.map((column): unknown => {
    const value = (row as Record<string, unknown>)[column.propertyName] ?? null
    return value === null ? null : driver.preparePersistentValue(value, column)
  })
