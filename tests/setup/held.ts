import { Client } from 'pg'
import { sqlite, sqliteFile } from '../../src/database'
import { engine } from './database'
import type { Office } from './office'

/**
 * Another process keeps everybody else from writing: on PostgreSQL into these tables, so that a deed waits half way; on SQLite into
 * any. Gives back how to let go.
 */
export async function holds({ database }: Office, tables: string): Promise<() => Promise<void>> {
  if (engine === 'sqlite') {
    const other = new sqlite(sqliteFile(database.url))
    other.exec('BEGIN IMMEDIATE')
    return () => Promise.resolve(void other.exec('ROLLBACK').close())
  }
  const other = new Client({ connectionString: database.url })
  await other.connect()
  await other.query('BEGIN')
  await other.query(`LOCK TABLE ${tables} IN EXCLUSIVE MODE`)
  return () => other.end()
}
