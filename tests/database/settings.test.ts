import { openGate, type Gate } from '../../src/database'
import { entities } from '../../src/entities'
import { engine, freshDatabase, type FreshDatabase } from '../setup/database'

type Setting = string | number

/** What each connection must be set to: `architecture.md` 4. A locked file is waited for in the gate, not by the writer itself. */
const always = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  secure_delete: 1,
  trusted_schema: 0,
  cell_size_check: 1,
}
const sqlite: Readonly<Record<'write' | 'read' | 'readLong' | 'readAside', Readonly<Record<string, Setting>>>> = {
  write: { ...always, busy_timeout: 0, query_only: 0 },
  read: { ...always, busy_timeout: 2000, query_only: 1 },
  readLong: { ...always, busy_timeout: 5000, query_only: 1 },
  readAside: { ...always, busy_timeout: 5000, query_only: 1 },
}
const postgres: typeof sqlite = {
  write: { default_transaction_read_only: 'off', lock_timeout: '5s', TimeZone: 'UTC', synchronous_commit: 'on' },
  read: { default_transaction_read_only: 'on', TimeZone: 'UTC' },
  readLong: { default_transaction_read_only: 'on', TimeZone: 'UTC' },
  readAside: { default_transaction_read_only: 'on', TimeZone: 'UTC' },
} // prettier-ignore

describe('every connection to the database', () => {
  let database: FreshDatabase
  let gate: Gate
  beforeAll(async () => {
    database = await freshDatabase()
    gate = await openGate({ url: database.url, entities })
  })
  afterAll(async () => {
    await gate.close()
    await database.drop()
  })

  const askedBy: Record<keyof typeof sqlite, (sql: string) => Promise<Record<string, unknown>[]>> = {
    write: sql => gate.write(db => db.query(sql)),
    read: sql => gate.read(db => db.query(sql)),
    readLong: sql => gate.readLong({ sql, parameters: [] }),
    readAside: sql => gate.readAside({ sql, parameters: [] }),
  }

  it.each(['write', 'read', 'readLong', 'readAside'] as const)('that %s uses is set as it must be', async side => {
    const expected = (engine === 'sqlite' ? sqlite : postgres)[side]
    const found: Record<string, unknown> = {}
    for (const name of Object.keys(expected)) {
      const [row] = await askedBy[side](engine === 'sqlite' ? `PRAGMA ${name}` : `SHOW "${name}"`)
      found[name] = Object.values(row ?? {})[0]
    }
    expect(found).toEqual(expected)
  })

  it.each(['read', 'readLong', 'readAside'] as const)('that %s uses changes nothing', async side => {
    await expect(askedBy[side](`DELETE FROM trail_heads`)).rejects.toThrow()
    expect(await askedBy.read('SELECT * FROM trail_heads')).toHaveLength(1)
  })
})
