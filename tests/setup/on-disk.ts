import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Office } from './office'

export const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(one =>
    one.isDirectory() ? filesUnder(join(folder, one.name)) : [join(folder, one.name)],
  )

/** The files an engine keeps an office's rows in, its log of changes among them, written out as they are at this moment. */
export async function filesOfDatabase({ database: { url }, gate }: Office): Promise<string[]> {
  if (gate.engine === 'sqlite') {
    const file = url.slice('sqlite:'.length)
    return [file, `${file}-wal`].filter(existsSync)
  }
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('CHECKPOINT')
    const { rows } = await client.query<{ oid: string }>('SELECT oid FROM pg_database WHERE datname = current_database()')
    const cluster = join(process.env.DALEL_TEST_FOLDER ?? '', 'postgres')
    return [join(cluster, 'base', String(rows[0]?.oid)), join(cluster, 'pg_wal')].flatMap(filesUnder)
  } finally {
    await client.end()
  }
} // prettier-ignore
