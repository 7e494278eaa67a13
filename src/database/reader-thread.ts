import { join } from 'node:path'
import { Piscina } from 'piscina'
import { Busy, packageRoot } from '../core'
import { pragmas } from './data-source'
import { sqliteDriver } from './driver'
import { asRefusal } from './faults'
import type { PlainRead } from './gate'

/** An error loses its code on the way between threads: it comes as data. */
interface Told {
  readonly rows?: Record<string, unknown>[]
  readonly fault?: { readonly message: string; readonly code: string }
}

/** Reads waiting at most; one more is refused. */
const maxQueue = 100

/**
 * A worker thread with a reading connection of its own, begun when it is first asked; idle for so many ms, it ends. Where it cannot
 * begin or breaks off, those who wait for it are told Busy, and the next who asks begins another.
 */
export function readerThread(file: string, idleTimeout: number) {
  let pool: Piscina | undefined
  let isClosed = false

  function started(): Piscina {
    const begun = new Piscina({
      filename: join(packageRoot, 'src', 'database', 'reader-thread.worker.cjs'),
      workerData: { file, driver: sqliteDriver, pragmas },
      minThreads: 0,
      maxThreads: 1,
      maxQueue,
      idleTimeout,
      resourceLimits: { maxYoungGenerationSizeMb: 8 }, // rows come and go: what nobody needs any more is let go of soon
    })
    begun.on('error', (error: Error) => {
      process.emitWarning(error)
      if (pool === begun) pool = undefined
      void begun.destroy()
    })
    return begun
  }

  const told = async (query: Parameters<PlainRead>[0]): Promise<Told> => {
    if (isClosed) throw new Busy()
    try {
      return (await (pool ??= started()).run(query)) as Told
    } catch {
      throw new Busy()
    }
  }

  const read: PlainRead = async query => {
    const { rows, fault } = await told(query)
    if (!rows) throw asRefusal(Object.assign(new Error(fault?.message), { code: fault?.code }))
    return rows
  }

  return {
    read,
    close: async () => {
      isClosed = true
      await pool?.destroy()
    },
  }
}
