import type { EntityManager, EntityMetadata } from 'typeorm'

/**
 * Rows written as they are, past typeorm's query builder: it works out the same statement anew for each row, which costs more than
 * writing it does. Columns, types and placeholders stay typeorm's, so that both engines are served by the same lines.
 */
export async function insertRows(db: EntityManager, metadata: EntityMetadata, rows: readonly object[]): Promise<void> {
  const { columns } = metadata
  const { driver } = db.dataSource
  const most = Math.floor(longestStatement / columns.length)
  for (let from = 0; from < rows.length; from += most) {
    const some = rows.slice(from, from + most)
    const places = some.map(
      (_, row) => `(${columns.map((_, place) => driver.createParameter('', row * columns.length + place)).join(', ')})`,
    )
    await db.query(
      `INSERT INTO ${driver.escape(metadata.tableName)} (${names(db, metadata).join(', ')}) VALUES ${places.join(', ')}`,
      some.flatMap(row => valuesOf(db, metadata, row)),
    )
  }
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

const names = ({ dataSource: { driver } }: EntityManager, { columns }: EntityMetadata) =>
  columns.map(column => driver.escape(column.databaseName))

const valuesOf = ({ dataSource: { driver } }: EntityManager, { columns }: EntityMetadata, row: object): unknown[] =>
  columns.map((column): unknown =>
    driver.preparePersistentValue((row as Record<string, unknown>)[column.propertyName] ?? null, column),
  )
