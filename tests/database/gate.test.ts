import { spawn } from 'node:child_process'
import { renameSync } from 'node:fs'
import { Column, Entity } from 'typeorm'
import { background, Busy, Full, newId, Recorded, type InWork } from '../../src/core'
import { openGate, sqliteDriver, sqliteFile, type Gate } from '../../src/database'
import { entities } from '../../src/entities'
import { workOn } from '../../src/trail/work'
import { TrailRow } from '../../src/trail/trail-row.entity'
import { engine, freshDatabase, type FreshDatabase } from '../setup/database'

@Entity('notes_of_tests')
class Note extends Recorded {
  @Column({ type: 'text' }) said: string
}

const note = (said: string) => Object.assign(new Note(), { id: newId(), said })
const table = 'CREATE TABLE notes_of_tests (id text PRIMARY KEY NOT NULL, version integer NOT NULL, said text NOT NULL)'

describe('the gate', () => {
  let database: FreshDatabase
  let gate: Gate
  let inWork: InWork
  const open = (options: { queue?: number; patience?: number } = {}) =>
    openGate({ url: database.url, entities: [...entities, Note], ...options })

  beforeEach(async () => {
    database = await freshDatabase()
    gate = await open()
    await gate.write(db => db.query(table))
    inWork = workOn(gate, () => new Date('2026-01-02T03:04:05Z'))
  })
  afterEach(async () => {
    await gate.close()
    await database.drop()
  })

  const all = () => gate.read(db => db.find(Note))

  it('keeps exactly the writes that were acknowledged when every third of 200 fails, beside a second process', async () => {
    const beside = anotherProcess(database.url, 40)
    const deeds = Array.from({ length: 200 }, (_, i) =>
      inWork(background('test'), async work => {
        const row = await work.add(note(`deed ${i}`))
        await work.record('note.written', row)
        if (i % 3 === 2) throw new Error('every third fails')
        return row.id
      }),
    )
    const results = await Promise.allSettled(deeds)
    const kept = results.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
    await beside

    const rows = await all()
    expect(kept).toHaveLength(134)
    expect(
      rows
        .filter(row => row.said.startsWith('deed'))
        .map(row => row.id)
        .sort(),
    ).toEqual([...kept].sort())
    expect(rows.filter(row => row.said.startsWith('beside'))).toHaveLength(40)
    const trail = await gate.read(db => db.find(TrailRow, { order: { sequence: 'ASC' } }))
    expect(trail.map(row => row.subjectId).sort()).toEqual([...kept].sort())
    expect(trail.map(row => row.sequence)).toEqual(trail.map((_, i) => i + 1))
  })

  it('refuses a transaction inside a transaction', async () => {
    await expect(gate.write(() => gate.write(() => Promise.resolve(1)))).rejects.toThrow('already open')
  })

  it('answers busy past its bound and loses nothing of what it took', async () => {
    const narrow = await open({ queue: 5 })
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        narrow.write(db => db.insert(Note, { id: newId(), version: 1, said: 'queued' })),
      ),
    )
    await narrow.close()
    const refused = results.filter(one => one.status === 'rejected')
    expect(refused).toHaveLength(15)
    expect(refused.every(one => one.reason instanceof Busy)).toBe(true)
    expect(await all()).toHaveLength(5)
  })

  it('never shows a reader what is not committed', async () => {
    await gate.write(async db => {
      await db.insert(Note, { id: newId(), version: 1, said: 'not yet' })
      expect(await all()).toEqual([])
    })
    expect(await all()).toHaveLength(1)
  })

  it('lets no reader write', async () => {
    await expect(gate.read(db => db.insert(Note, { id: newId(), version: 1, said: 'x' }))).rejects.toThrow(
      /read-?only/i,
    )
  })

  it('counts off the event loop', async () => {
    await gate.write(db => db.insert(Note, { id: newId(), version: 1, said: 'one' }))
    const rows = await gate.readLong({ sql: 'SELECT said FROM notes_of_tests', parameters: [] })
    expect(rows).toEqual([{ said: 'one' }])
    expect(await gate.readAside({ sql: 'SELECT said FROM notes_of_tests', parameters: [] })).toEqual(rows)
  })

  it('tells what a reading off the event loop failed of', async () => {
    for (const side of ['readLong', 'readAside'] as const)
      await expect(gate[side]({ sql: 'SELECT said FROM nowhere', parameters: [] })).rejects.toMatchObject({
        message: expect.stringContaining('nowhere') as string,
        code: engine === 'sqlite' ? 'SQLITE_ERROR' : '42P01',
      })
  })

  if (engine === 'sqlite')
    it('asks to try again where a reading thread cannot begin, and begins another', async () => {
      const fresh = await open()
      renameSync(database.folder, `${database.folder}-away`)
      const asked = () => fresh.readAside({ sql: 'SELECT 1 AS one', parameters: [] })
      await expect(Promise.all([asked(), asked()])).rejects.toThrow(Busy)
      renameSync(`${database.folder}-away`, database.folder)
      expect(await asked()).toEqual([{ one: 1 }])
      await fresh.close()
      await expect(asked()).rejects.toThrow(Busy)
    })

  it('lets whoever else waits have a turn between the looks of one page', async () => {
    let turns = 0
    let reads = true
    const waiting = () => setImmediate(() => (reads ? ((turns += 1), waiting()) : undefined))
    waiting()
    const until = performance.now() + 200
    await gate.read(async db => {
      while (performance.now() < until) await db.find(Note)
    })
    reads = false
    expect(turns).toBeGreaterThan(5)
  })

  it('undoes a deed that changed a row and recorded nothing', async () => {
    await expect(inWork(background('test'), work => work.add(note('silent')))).rejects.toThrow('was not recorded')
    expect(await all()).toEqual([])
  })

  it('lets whoever comes second find what the first has made, and fails when it is simply there twice', async () => {
    await gate.write(db => db.query('CREATE UNIQUE INDEX said_once_idx ON notes_of_tests (said)'))
    const finds = () =>
      inWork(background('test'), async work => {
        const there = await work.db.findOneBy(Note, { said: 'once' })
        const row = there ?? (await work.add(note('once')))
        await work.record('note.written', row)
        return there ? 'found' : 'made'
      })
    const done = await Promise.all(Array.from({ length: 5 }, finds))
    expect(done.filter(one => one === 'made')).toHaveLength(1)
    expect(await all()).toHaveLength(1)
    await expect(gate.write(db => db.insert(Note, { ...note('once'), version: 1 }))).rejects.toThrow(/unique/i)
  })

  it('tells the second of two who change one row, and keeps the first', async () => {
    const row = await inWork(background('test'), async work => {
      const made = await work.add(note('before'))
      await work.record('note.written', made)
      return made
    })
    const change = (said: string) =>
      inWork(background('test'), async work => {
        await work.change(Object.assign(new Note(), { ...row, said }))
        await work.record('note.changed', row)
      })
    await change('first')
    await expect(change('second')).rejects.toThrow('common.errors.changedMeanwhile')
    expect(await all()).toMatchObject([{ said: 'first', version: 2 }])
  })

  if (engine === 'sqlite') {
    it('waits for a file another process holds, and says busy when it is held too long', async () => {
      const patient = await open({ patience: 3000 })
      const short = holdLock(database.url, 400)
      await short.held
      await patient.write(db => db.insert(Note, { id: newId(), version: 1, said: 'waited' }))
      await short.done
      const hasty = await open({ patience: 200 })
      const long = holdLock(database.url, 1500)
      await long.held
      await expect(hasty.write(db => db.insert(Note, { id: newId(), version: 1, said: 'x' }))).rejects.toBeInstanceOf(
        Busy,
      )
      await long.done
      await patient.close()
      await hasty.close()
      expect(await all()).toMatchObject([{ said: 'waited' }])
    })

    it('says that there is no room when the disk is full, and leaves nothing half', async () => {
      await gate.write(async db => {
        const [{ page_count: pages }] = await db.query<[{ page_count: number }]>('PRAGMA page_count')
        await db.query(`PRAGMA max_page_count = ${pages + 2}`)
      })
      const fill = gate.write(async db => {
        for (let i = 0; i < 50; i += 1) await db.insert(Note, { id: newId(), version: 1, said: 'x'.repeat(2000) })
      })
      await expect(fill).rejects.toBeInstanceOf(Full)
      expect(await all()).toEqual([])
      await gate.write(db => db.query('PRAGMA max_page_count = 1000000'))
      await gate.write(db => db.insert(Note, { id: newId(), version: 1, said: 'room again' }))
      expect(await all()).toHaveLength(1)
    })
  }
})

/** Another process that writes rows of its own meanwhile. */
function anotherProcess(url: string, many: number): Promise<void> {
  const script = url.startsWith('sqlite:')
    ? `const db = new (require('${sqliteDriver}'))(${JSON.stringify(sqliteFile(url))}, { timeout: 20000 });
       for (let i = 0; i < ${many}; i++) db.prepare('INSERT INTO notes_of_tests VALUES (?, 1, ?)').run('b' + i, 'beside ' + i)`
    : `const { Client } = require('pg'); (async () => { const c = new Client({ connectionString: ${JSON.stringify(url)} }); await c.connect();
       for (let i = 0; i < ${many}; i++) await c.query('INSERT INTO notes_of_tests VALUES ($1, 1, $2)', ['b' + i, 'beside ' + i]); await c.end() })()`
  return new Promise((resolve, reject) => {
    spawn(process.execPath, ['-e', script], { stdio: 'inherit' }).once('exit', code =>
      code === 0 ? resolve() : reject(new Error(`exit ${code}`)),
    )
  })
}

function holdLock(url: string, milliseconds: number): { held: Promise<void>; done: Promise<void> } {
  const script = `const db = new (require('${sqliteDriver}'))(${JSON.stringify(sqliteFile(url))}, { timeout: 5000 });
    db.exec('BEGIN IMMEDIATE'); console.log('held'); setTimeout(() => { db.exec('ROLLBACK') }, ${milliseconds})`
  const child = spawn(process.execPath, ['-e', script])
  return {
    held: new Promise(resolve => child.stdout.once('data', () => resolve())),
    done: new Promise(resolve => child.once('exit', () => resolve())),
  }
}
