import { randomBytes } from 'node:crypto'
import { chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'

declare const ENGINE: 'sqlite' | 'postgres'

export const engine = ENGINE

export interface FreshDatabase {
  readonly url: string
  readonly folder: string
  drop(): Promise<void>
}

const setting = (name: string) => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is set by the global set-up`)
  return value
}

async function asMaster(statement: string): Promise<void> {
  const client = new Client({ connectionString: `${setting('DALEL_TEST_POSTGRES')}/postgres` })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A migrated database of its own, and a folder for files beside it; on a disk of its own when one is given. */
export async function freshDatabase(disk?: string): Promise<FreshDatabase> {
  const folder = mkdtempSync(join(disk ?? setting('DALEL_TEST_FOLDER'), 'test-'))
  const away = () => rmSync(folder, { recursive: true, force: true })
  if (engine === 'sqlite') {
    const file = join(folder, 'dalel.sqlite')
    copyFileSync(join(setting('DALEL_TEST_FOLDER'), 'template.sqlite'), file)
    return { url: `sqlite:${file}`, folder, drop: () => Promise.resolve(away()) }
  }
  const name = `test_${randomBytes(6).toString('hex')}`
  const place = disk && (await tablespace(name, join(disk, 'rows')))
  await asMaster(
    `CREATE DATABASE ${name} TEMPLATE template STRATEGY FILE_COPY ${place ? `TABLESPACE ${place.name}` : ''}`,
  )
  return {
    url: `${setting('DALEL_TEST_POSTGRES')}/${name}`,
    folder,
    drop: async () => {
      await asMaster(`DROP DATABASE ${name} WITH (FORCE)`)
      if (place) await place.drop()
      away()
    },
  }
}

/** PostgreSQL's rows on another disk than its log. */
async function tablespace(name: string, folder: string) {
  mkdirSync(folder)
  const { uid, gid } = statSync(join(setting('DALEL_TEST_FOLDER'), 'postgres'))
  chownSync(folder, uid, gid)
  await asMaster(`CREATE TABLESPACE ${name} LOCATION '${folder}'`)
  return { name, drop: () => asMaster(`DROP TABLESPACE ${name}`) }
}
