import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demo } from '../../src/commands/demo'
import { moveCommand } from '../../src/commands/move'
import { openInstallation } from '../../src/commands/office'
import { verifyCommand } from '../../src/commands/verify'
import type { Config } from '../../src/config'
import { openDataSource } from '../../src/database'
import { entities } from '../../src/entities'
import { exported, openInstallationWith, type Installation } from '../setup/carrying'
import { freshDatabase, type FreshDatabase } from '../setup/database'

/** Runs with PostgreSQL only: the old installation is a SQLite file of its own. */
describe('moving to PostgreSQL', () => {
  let old: Installation
  let target: FreshDatabase
  let lines: string[] = []
  const say = (line: string) => void lines.push(line)
  beforeAll(async () => {
    target = await freshDatabase()
    const { config, database } = await openInstallationWith(0)
    const file = join(database.folder, 'old.sqlite')
    copyFileSync(join(process.env.DALEL_TEST_FOLDER!, 'template.sqlite'), file)
    old = { database, config: { ...config, databaseUrl: `sqlite:${file}` } }
    await demo(old.config, { serve: false, cases: 60 }, () => undefined)
  }, 120_000)
  beforeEach(() => {
    lines = []
  })
  afterAll(async () => {
    await target.drop()
    await old.database.drop()
  })

  const moved = (): Config => ({ ...old.config, databaseUrl: target.url })
  const rowsOf = async (url: string) => {
    const source = await openDataSource(url, entities, 'read')
    const all: Record<string, string> = {}
    for (const metadata of source.entityMetadatas) {
      const order = Object.fromEntries(metadata.primaryColumns.map(column => [column.propertyName, 'ASC' as const]))
      const rows = await source.manager.find(metadata.target, { order })
      all[metadata.tableName] = createHash('sha256').update(JSON.stringify(rows)).digest('hex')
    }
    await source.destroy()
    return all
  }

  it('does not begin while a server works on the old file, and writes nothing', async () => {
    const server = await openInstallation(old.config)
    expect(await moveCommand(old.config, target.url, say)).toBe(1)
    expect(lines).toEqual(['Something still works on the old database: stop the server first'])
    await server.gate.close()
  })

  it('carries every row over as it is, verifies, and leaves the old file; cases open with the same keys', async () => {
    const file = old.config.databaseUrl.slice('sqlite:'.length)
    const before = await exported(old, 'dana')
    const rows = await rowsOf(old.config.databaseUrl)
    expect(await moveCommand(old.config, target.url, say)).toBe(0)
    expect(lines.at(-1)).toMatch(/^Everything holds/)
    expect(readFileSync(file).length).toBeGreaterThan(0)
    expect(await rowsOf(old.config.databaseUrl)).toEqual(rows)
    const { trail: _trail, trail_heads: _heads, ...there } = await rowsOf(target.url)
    expect(rows).toMatchObject(there)
    expect(Object.keys(rows)).toHaveLength(Object.keys(there).length + 2)
    expect(await verifyCommand(moved(), {}, () => undefined)).toBe(0)
    expect(await exported({ ...old, config: moved() }, 'dana')).toBe(before)
  }, 120_000)

  it('does not begin where rows are already, or from anything but a SQLite file', async () => {
    expect(await moveCommand(old.config, target.url, say)).toBe(1)
    expect(lines.at(-1)).toMatch(/^The new database is not empty: trail holds rows$/)
    expect(await moveCommand(moved(), target.url, say)).toBe(1)
    expect(await moveCommand(old.config, 'sqlite:elsewhere', say)).toBe(1)
  })
})
