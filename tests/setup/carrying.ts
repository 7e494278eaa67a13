import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { exportCommand, importCommand } from '../../src/commands/carry'
import { demo } from '../../src/commands/demo'
import { demoPassword, demoSecret } from '../../src/commands/demo/people'
import type { Question } from '../../src/commands/terminal'
import { readConfig, type Config } from '../../src/config'
import { generateSync } from 'otplib'
import { openDataSource } from '../../src/database'
import { freshDatabase, type FreshDatabase } from './database'

/** An installation with the people of the demonstration, and as many of its cases. */
export interface Installation {
  readonly config: Config
  readonly database: FreshDatabase
}

export async function openInstallationWith(cases: number): Promise<Installation> {
  const database = await freshDatabase()
  const config = readConfig({
    MODE: 'demonstration',
    DATABASE_URL: database.url,
    KEY_FILE: join(database.folder, 'host.key'),
    UPLOADS: join(database.folder, 'uploads'),
    BCRYPT_COST: '4',
    SCRYPT_LOG_N: '10',
    LOG_LEVEL: 'silent',
  })
  await demo(config, { serve: false, cases }, () => undefined)
  return { config, database }
}

/** Answers what a command asks. The same code is taken once: the next command has the next one. */
export const answers: Question = what => {
  const epoch = Math.floor(Date.now() / 1000)
  return Promise.resolve(what === 'Password' ? demoPassword : generateSync({ secret: demoSecret, epoch }))
}

/** A code of the last half minute is good for one more sign-in, in tests. */
export async function forgetCodes(config: Config): Promise<void> {
  const source = await openDataSource(config.databaseUrl, [], 'write')
  await source.query('UPDATE second_factor_uses SET step = 0')
  await source.destroy()
}

export const coordinators = ['dana', 'erlan', 'zhanar', 'kamila'] as const

/** What somebody may see, as a file; it does not stay on the disk. */
export async function exported({ config, database }: Installation, as: string): Promise<string> {
  const file = join(database.folder, `${as}.jsonl`)
  await forgetCodes(config)
  expect(await exportCommand(config, file, { as }, answers, () => undefined)).toBe(0)
  const text = readFileSync(file, 'utf8')
  rmSync(file)
  return text
}

export async function imported({ config }: Installation, file: string, as: string, dryRun = false) {
  const lines: string[] = []
  await forgetCodes(config)
  const status = await importCommand(config, file, { as, dryRun, json: true }, answers, line => void lines.push(line))
  return { status, said: JSON.parse(lines.join('\n')) as Record<string, unknown> }
}
