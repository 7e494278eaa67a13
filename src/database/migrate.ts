import { openDataSource, type Entities } from './data-source'

const lock = 7_236_512

/** Brings the schema up to this version; returns the names of what was run. Wants to be alone. */
export async function migrate(url: string, entities: Entities): Promise<string[]> {
  const source = await openDataSource(url, entities, 'write')
  try {
    if (source.options.type !== 'postgres')
      return (await source.runMigrations({ transaction: 'each' })).map(one => one.name)
    const runner = source.createQueryRunner()
    await runner.query('SELECT pg_advisory_lock($1)', [lock])
    try {
      return (await source.runMigrations({ transaction: 'each' })).map(one => one.name)
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [lock])
      await runner.release()
    }
  } finally {
    await source.destroy()
  }
}
