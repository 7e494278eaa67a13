import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/core'
import type { Office } from './office'
import { run, type Ran } from './run'

const main = join(packageRoot, 'build/src/main.js')

/** The settings of an office, for the built program. */
const settingsOf = ({ folder, url }: Office['database']): NodeJS.ProcessEnv => ({
  ...process.env,
  MODE: 'test',
  BCRYPT_COST: '4',
  SCRYPT_LOG_N: '10',
  DATABASE_URL: url,
  KEY_FILE: join(folder, 'host.key'),
  UPLOADS: join(folder, 'uploads'),
  LOG_LEVEL: 'silent',
  TMPDIR: temporaryOf(folder),
})

/** Where a built server puts temporary files: it should have none. */
export const temporaryOf = (folder: string): string => join(folder, 'temporary')

/** The built server on the database of an office, in a process of its own. */
export async function serves({ database }: Office): Promise<{ server: ChildProcess; origin: string }> {
  mkdirSync(temporaryOf(database.folder), { recursive: true })
  const server = spawn(process.execPath, [main, 'serve'], { env: { ...settingsOf(database), PORT: '0' } })
  let said = ''
  server.stderr.on('data', piece => (said += String(piece)))
  const origin = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', piece => {
      const [address] = /http:\S+/.exec(String(piece)) ?? []
      if (address) resolve(address)
    })
    server.once('exit', code => reject(new Error(`The server ended with ${code}: ${said}`)))
  })
  server.removeAllListeners('exit')
  return { server, origin }
}

export async function dies(server: ChildProcess | undefined): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGKILL')
  await once(server, 'exit')
}

/** The `dalel` command, as somebody on the machine types it. */
export const dalel = (office: Office, ...typed: string[]): Promise<Ran> => dalelAsking(office, [], ...typed)

/** The same where it asks for something, each answer a line. */
export const dalelAsking = ({ database }: Office, answers: readonly string[], ...typed: string[]): Promise<Ran> =>
  run(process.execPath, [main, ...typed], { env: settingsOf(database), input: answers.join('\n') })
