import { join } from 'node:path'
import { Piscina } from 'piscina'
import { packageRoot } from '../core'
import { pragmas } from './data-source'
import { sqliteDriver } from './driver'

type Rows = Record<string, unknown>[]

/** Reads that take long run on one worker thread with a reading connection of its own, so that no page waits for them. */
export function longReader(file: string) {
  let pool: Piscina | undefined
  const started = () =>
    (pool ??= new Piscina({
      filename: join(packageRoot, 'src', 'database', 'long-read.worker.cjs'),
      workerData: { file, driver: sqliteDriver, pragmas },
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: 60_000,
    }))
  return {
    run: (sql: string, parameters: readonly unknown[]): Promise<Rows> =>
      started().run({ sql, parameters }) as Promise<Rows>,
    close: async () => pool?.destroy(),
  }
}
