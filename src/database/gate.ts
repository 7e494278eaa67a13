import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import type { DataSource, EntityManager } from 'typeorm'
import { Busy } from '../core'
import { openDataSource, sqliteFile, type Entities } from './data-source'
import { asRefusal, cameSecond, gaveWay, isLocked } from './faults'
import { readerThread } from './reader-thread'

/** The only way to the database (decision 2). */
export interface Gate {
  readonly engine: 'sqlite' | 'postgres'
  /** One transaction. May run `change` twice: nothing in it but the database. */
  write<T>(change: (db: EntityManager) => Promise<T>): Promise<T>
  /** A connection that cannot write and never sees what is not committed. Each statement sees its own moment. */
  read<T>(look: (db: EntityManager) => Promise<T>): Promise<T>
  /** One long statement, plain data in and out, off the event loop. */
  readLong: PlainRead
  /** The same for what a page waits for, while it goes on with the rest: never behind a long one. */
  readAside: PlainRead
  /** All of the database as it is at one moment, for as long as somebody reads: on a connection of its own. */
  moment(): Promise<Moment>
  close(): Promise<void>
}

export type PlainRead = (query: { sql: string; parameters: readonly unknown[] }) => Promise<Record<string, unknown>[]>

export interface Moment {
  readonly db: EntityManager
  ends(): Promise<void>
}

export interface GateOptions {
  readonly url: string
  readonly entities: Entities
  /** Writes waiting at most; one more is refused. */
  readonly queue?: number
  /** How long a locked database is waited for, ms. */
  readonly patience?: number
  /**
   * Refuses a transaction begun within another, which would wait for itself for ever. Watching for it slows every promise of the
   * process by some percent (Node 20): the tests do it for the program.
   */
  readonly watchesNesting?: boolean
}

type Transaction = <T>(change: (db: EntityManager) => Promise<T>) => Promise<T>

export async function openGate({
  url,
  entities,
  queue = 500,
  patience = 5000,
  watchesNesting = true,
}: GateOptions): Promise<Gate> {
  const writer = await openDataSource(url, entities, 'write')
  const reader = await openDataSource(url, entities, 'read')
  const engine = url.startsWith('sqlite:') ? 'sqlite' : 'postgres'
  const { transaction, long, aside } =
    engine === 'sqlite'
      ? { transaction: oneAfterTheOther(immediate(writer, patience)), ...threads(sqliteFile(url)) }
      : { transaction: sideBySide(writer), ...inPool(reader) }
  const open = watchesNesting ? new AsyncLocalStorage<true>() : undefined
  let waiting = 0

  return {
    engine,

    async write(change) {
      if (open?.getStore()) throw new Error('A transaction is already open: hand its `work` on instead')
      if (waiting >= queue) throw new Busy()
      waiting += 1
      try {
        return await (open ? open.run(true, () => transaction(change)) : transaction(change))
      } catch (error) {
        throw asRefusal(error)
      } finally {
        waiting -= 1
      }
    },

    async read(look) {
      try {
        return await look(reader.manager)
      } catch (error) {
        throw asRefusal(error)
      }
    },

    readLong: long.read,
    readAside: aside.read,

    moment: async () => momentOf(await openDataSource(url, entities, 'read'), engine),

    async close() {
      await long.close()
      await aside.close()
      await reader.destroy()
      await writer.destroy()
    },
  }
}

const threads = (file: string) => ({ long: readerThread(file, 60_000), aside: readerThread(file, Infinity) })

/** PostgreSQL waits for nobody, but its connections are counted: long reads take one of the pool, one after the other. */
function inPool(reader: DataSource) {
  const read: PlainRead = async ({ sql, parameters }) => {
    try {
      return await reader.query(sql, [...parameters])
    } catch (error) {
      throw asRefusal(error)
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  const inLine: PlainRead = query => {
    const turn = last.then(() => read(query))
    last = turn.catch(() => undefined)
    return turn
  }
  const close = () => Promise.resolve()
  return { long: { read: inLine, close }, aside: { read, close } }
}

/** It begins with the first look: both engines then keep showing what that look could see. */
async function momentOf(source: DataSource, engine: Gate['engine']): Promise<Moment> {
  const runner = source.createQueryRunner()
  await runner.query(engine === 'sqlite' ? 'BEGIN' : 'BEGIN ISOLATION LEVEL REPEATABLE READ')
  return {
    db: runner.manager,
    async ends() {
      await runner.query('ROLLBACK')
      await runner.release()
      await source.destroy()
    },
  }
}

/**
 * SQLite gives typeorm one connection. Two transactions at once fail, and a write made outside of one is rolled back with its
 * neighbour. So changes wait their turn, and between two of them whoever else waits for the event loop has theirs.
 */
function oneAfterTheOther(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve()
  return change => {
    const turn = last.then(() => transaction(change))
    last = turn.catch(() => undefined).then(() => nextTurn())
    return turn
  }
}

/** typeorm would begin DEFERRED and fail at the first write beside another process: the gate begins IMMEDIATE itself. */
function immediate(source: DataSource, patience: number): Transaction {
  const runner = source.createQueryRunner()
  return async change => {
    await beginWhenFree(() => runner.query('BEGIN IMMEDIATE'), patience)
    // Marked as open, so that typeorm begins none of its own.
    Object.assign(runner, { isTransactionActive: true })
    try {
      const result = await change(runner.manager)
      await runner.query('COMMIT')
      return result
    } catch (error) {
      await runner.query('ROLLBACK').catch(() => undefined) // SQLite has already rolled back when the disk was full
      throw error
    } finally {
      Object.assign(runner, { isTransactionActive: false })
    }
  }
}

/** Waits without blocking: a busy_timeout of the driver would freeze the whole process. */
async function beginWhenFree(begin: () => Promise<unknown>, patience: number): Promise<void> {
  const until = Date.now() + patience
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    try {
      await begin()
      return
    } catch (error) {
      if (!isLocked(error) || Date.now() + pause > until) throw error
      await wait(pause)
    }
  }
}

function sideBySide(source: DataSource): Transaction {
  return async change => {
    for (let left = 5; ; left -= 1) {
      try {
        return await source.transaction('READ COMMITTED', change)
      } catch (error) {
        if (!(gaveWay(error) || cameSecond(error)) || left === 0) throw error
        await wait(Math.random() * 40)
      }
    }
  }
}
