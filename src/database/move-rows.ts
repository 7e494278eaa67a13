import type { Database } from 'better-sqlite3'
import type { DataSource, EntityManager } from 'typeorm'
import { migrations } from '../../migrations'
import { openDataSource, sqliteFile, type Entities } from './data-source'
import { sqlite } from './driver'

/** Why a move does not begin; nothing was written. */
export class CannotMove extends Error {}

export interface Moved {
  readonly table: string
  readonly rows: number
}

const atOnce = 200
/** PostgreSQL takes no more places in one statement. */
const mostPlaces = 60_000

/**
 * Copies every row of a SQLite file to an empty, migrated PostgreSQL as it is - sealed bytes stay sealed, the trail keeps its order - in
 * one transaction there, while nothing can be written here. Tells of each table when its rows are over and counted.
 */
export async function moveRows(
  from: string,
  to: string,
  entities: Entities,
  tell: (moved: Moved) => void,
): Promise<Moved[]> {
  const old = holdAlone(sqliteFile(from))
  try {
    const target = await openDataSource(to, entities, 'write')
    try {
      return await target.transaction(db => copyAll(old, db, tell))
    } finally {
      await target.destroy()
    }
  } finally {
    old.exec('ROLLBACK')
    old.close()
  }
}

/** Nobody else has the file open, and nobody writes into it until the rows are over. */
function holdAlone(file: string): Database {
  const old = new sqlite(file, { fileMustExist: true, timeout: 0 })
  try {
    // Leaving the journal mode works only for whoever is alone with the file: that tells whether a server runs on it.
    if (old.pragma('journal_mode = delete', { simple: true }) !== 'delete') throw new CannotMove('in use')
    old.pragma('journal_mode = wal')
    old.exec('BEGIN IMMEDIATE')
    return old
  } catch (error) {
    old.close()
    throw error instanceof CannotMove || isBusy(error)
      ? new CannotMove('Something still works on the old database: stop the server first')
      : error
  }
}

const isBusy = (error: unknown): boolean => String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY')

async function copyAll(old: Database, db: EntityManager, tell: (moved: Moved) => void): Promise<Moved[]> {
  refuseOtherSchema(old)
  const tables = tablesOf(db.dataSource)
  for (const { name } of tables) if (name !== heads) await refuseFilled(db, name)
  await db.query(`DELETE FROM ${heads}`)
  const moved: Moved[] = []
  for (const table of tables) {
    const rows = await copyTable(old, db, table)
    const there = await count(db, table.name)
    if (there !== rows) throw new Error(`${table.name}: ${rows} rows went over, ${there} arrived`)
    moved.push({ table: table.name, rows })
    tell({ table: table.name, rows })
  }
  return moved
}

/** The one table that a new database has a row in. */
const heads = 'trail_heads'

function refuseOtherSchema(old: Database): void {
  const run = old.prepare('SELECT name FROM migrations').pluck().all() as string[]
  const known = migrations.map(one => one.name)
  if (known.some(name => !run.includes(name)) || run.some(name => !known.includes(name)))
    throw new CannotMove('The old database is of another version: start this version on it once, then move')
}

async function refuseFilled(db: EntityManager, table: string): Promise<void> {
  if ((await count(db, table)) > 0) throw new CannotMove(`The new database is not empty: ${table} holds rows`)
}

async function count(db: EntityManager, table: string): Promise<number> {
  const [row] = await db.query<{ rows: string }[]>(`SELECT COUNT(*) AS rows FROM "${table}"`)
  return Number(row?.rows)
}

interface Table {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly isFlag: boolean }[]
  /** In whose order the rows are read. */
  readonly key: readonly string[]
}

const tablesOf = (source: DataSource): Table[] =>
  source.entityMetadatas.map(metadata => ({
    name: metadata.tableName,
    columns: metadata.columns.map(column => ({
      name: column.databaseName,
      isFlag: source.driver.normalizeType(column) === 'boolean',
    })),
    key: metadata.primaryColumns.map(column => column.databaseName),
  }))

async function copyTable(old: Database, db: EntityManager, { name, columns, key }: Table): Promise<number> {
  const names = columns.map(column => `"${column.name}"`).join(', ')
  const order = key.map(one => `"${one}"`).join(', ')
  const most = Math.min(atOnce, Math.floor(mostPlaces / columns.length))
  let rows: unknown[][] = []
  let copied = 0
  const write = async () => {
    const places = rows.map((_, row) => `(${columns.map((__, at) => `$${row * columns.length + at + 1}`).join(', ')})`)
    if (rows.length) await db.query(`INSERT INTO "${name}" (${names}) VALUES ${places.join(', ')}`, rows.flat())
    copied += rows.length
    rows = []
  }
  const all = old.prepare(`SELECT ${names} FROM "${name}" ORDER BY ${order}`).raw().safeIntegers(false).iterate()
  for (const row of all as IterableIterator<unknown[]>) {
    rows.push(row.map((value, at) => (columns[at]?.isFlag && value !== null ? value === 1 : value)))
    if (rows.length >= most) await write()
  }
  await write()
  return copied
}
