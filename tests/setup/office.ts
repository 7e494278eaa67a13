import pino from 'pino'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createStaffApp, type Doors } from '../../src/app'
import { keepAliveTimeout } from '../../src/commands/serve'
import { readConfig } from '../../src/config'
import type { InWork } from '../../src/core'
import { openGate, type Gate } from '../../src/database'
import { entities } from '../../src/entities'
import { createTexts, type Texts } from '../../src/i18n'
import { TrailRow, workOn } from '../../src/trail'
import { FileStore, hostKeys, realDisk, type Disk, type HostKeys } from '../../src/vault'
import { Browser } from './browser-of-tests'
import { freshDatabase, type FreshDatabase } from './database'
import { hirePeople, type People } from './people'

const ownTexts = createTexts()

/** The whole program over a fresh database, with the same few people in it, their sign-in real. */
export interface Office extends People {
  readonly gate: Gate
  readonly inWork: InWork
  readonly host: HostKeys
  readonly database: FreshDatabase
  readonly doors: Doors
  readonly origin: string
  readonly logLines: string[]
  now: Date
  readonly stranger: Browser
  trail(): Promise<string[]>
  /** Stops the program and starts it again on the same database. */
  restart(): Promise<void>
  closes(): Promise<void>
}

interface OfficeOptions {
  readonly disk?: Disk
  readonly environment?: NodeJS.ProcessEnv
  readonly texts?: Texts
  /** A folder to put the database and the files in. */
  readonly folder?: string
}

export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const database = await freshDatabase(options.folder)
  const texts = options.texts ?? ownTexts
  const config = readConfig({
    MODE: 'test',
    BCRYPT_COST: '4',
    SCRYPT_LOG_N: '10',
    UPLOADS: join(database.folder, 'uploads'),
    ...options.environment,
  })
  const root = randomBytes(32)
  const host = hostKeys(root)
  writeFileSync(join(database.folder, 'host.key'), root, { mode: 0o600 })
  const logLines: string[] = []
  const log = pino({ level: config.logLevel }, { write: line => void logLines.push(line) })
  const gate = await openGate({ url: database.url, entities })
  const office = { now: new Date('2026-03-02T04:00:00Z') }
  const clock = () => office.now
  const inWork = workOn(gate, clock)
  const files = new FileStore(config.uploads, options.disk ?? realDisk)
  const doors: Doors = { config, gate, inWork, host, files, texts, clock, log }

  let server: Server
  const start = async (port: number) => {
    server = createServer({ keepAliveTimeout }, createStaffApp(doors))
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }
  const stop = () => new Promise<void>(resolve => (server.close(() => resolve()), server.closeAllConnections()))
  const port = await start(0)
  const origin = `http://127.0.0.1:${port}`
  const people = await hirePeople({ gate, inWork, host, config, origin, clock })

  return Object.assign(office, people, {
    gate,
    inWork,
    host,
    database,
    doors,
    origin,
    logLines,
    stranger: new Browser(origin),
    trail: () =>
      gate.read(async db => (await db.find(TrailRow, { order: { sequence: 'ASC' } })).map(row => row.action)),
    restart: async () => {
      await stop()
      await start(port)
    },
    closes: async () => {
      await stop()
      await gate.close()
      await database.drop()
    },
  })
}
