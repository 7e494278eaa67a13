import type { Database } from 'better-sqlite3'
import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm'
import { migrations } from '../../migrations'
import { sqlite } from './driver'
import { OfficeNames } from './naming'
import { Turns } from './turns'

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- what typeorm itself takes
export type Entities = readonly (EntitySchema | Function)[]
export type Side = 'write' | 'read'

/** What SQLite must be set to; asserted after opening, because a driver may think otherwise. */
export const pragmas = {
  journal_mode: 'wal',
  synchronous: 2, // FULL: with NORMAL a power cut loses acknowledged rows
  foreign_keys: 1,
  secure_delete: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  wal_autocheckpoint: 4000, // pages: what changes often is written back once, not again and again
  cache_size: -16_000, // KiB
} as const

const isSqlite = (url: string) => url.startsWith('sqlite:')
export const sqliteFile = (url: string): string => url.slice('sqlite:'.length)

/** An opened data source over the one schema. The reading side cannot write. */
export async function openDataSource(url: string, entities: Entities, side: Side): Promise<DataSource> {
  const shared = {
    entities: [...entities],
    migrations: [...migrations],
    namingStrategy: new OfficeNames(),
    synchronize: false,
  }
  const options: DataSourceOptions = isSqlite(url)
    ? {
        ...shared,
        type: 'better-sqlite3',
        driver: sqlite,
        database: sqliteFile(url),
        timeout: side === 'write' ? 0 : 2000,
        subscribers: side === 'read' ? [Turns] : [],
        prepareDatabase: (db: unknown) => prepare(db as Database, side),
      }
    : { ...shared, type: 'postgres', url, poolSize: side === 'write' ? 10 : 8, extra: sessionOf(side) }
  const source = new DataSource(options)
  if (!isSqlite(url)) readBlobsAsBytea(source)
  return source.initialize()
}

/** How long PostgreSQL waits for a lock before the person is told to try again, ms; SQLite is waited for in the gate. */
const lockTimeout = 5000

const sessionOf = (side: Side) => ({
  application_name: `dalel-${side}`,
  options:
    side === 'read'
      ? '-c default_transaction_read_only=on -c timezone=UTC'
      : `-c timezone=UTC -c lock_timeout=${lockTimeout}`,
})

function prepare(db: Database, side: Side): void {
  for (const [name, value] of Object.entries(pragmas)) db.pragma(`${name} = ${value}`)
  for (const [name, value] of Object.entries(pragmas)) {
    const is: unknown = db.pragma(name, { simple: true })
    if (is !== value) throw new Error(`SQLite: ${name} is ${String(is)}, must be ${value}`)
  }
  if (side === 'read') db.pragma('query_only = 1')
}

/** One name for bytes in the entities; PostgreSQL calls them `bytea`. */
function readBlobsAsBytea({ driver }: DataSource): void {
  const normalize = driver.normalizeType.bind(driver)
  driver.normalizeType = column => normalize(column.type === 'blob' ? { ...column, type: 'bytea' } : column)
}
