import { join } from 'node:path'
import { Piscina } from 'piscina'
import { packageRoot } from '../core'
import { pragmas } from './data-source'
import { sqliteDriver } from './driver'
import { asRefusal } from './faults'
import type { PlainRead } from './gate'

/** An error loses its code on the way between threads: it comes as data. */
interface Told {
  readonly rows?: Record<string, unknown>[]
  readonly fault?: { readonly message: string; readonly code: string }
}

/** A worker thread with a reading connection of its own, begun when it is first asked; idle for so many ms, it ends. */
export function readerThread(file: string, idleTimeout: number) {
  let pool: Piscina | undefined
  const started = () =>
    (pool ??= new Piscina({
      filename: join(packageRoot, 'src', 'database', 'reader-thread.worker.cjs'),
      workerData: { file, driver: sqliteDriver, pragmas },
      minThreads: 0,
      maxThreads: 1,
      idleTimeout,
      resourceLimits: { maxYoungGenerationSizeMb: 8 }, // rows come and go: what nobody needs any more is let go of soon
    }))
  const read: PlainRead = async query => {
    const { rows, fault } = (await started().run(query)) as Told
    if (!rows) throw asRefusal(Object.assign(new Error(fault?.message), { code: fault?.code }))
    return rows
  }
  return { read, close: async () => pool?.destroy() }
}
