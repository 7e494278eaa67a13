import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { generateSync } from 'otplib'
import { carryFileIn, casesToCarry, jsonLines, linesOut, lookThrough, type Report } from '../../src/carrying'
import { exportCommand, importCommand } from '../../src/commands/carry'
import { demo } from '../../src/commands/demo'
import { demoPassword, demoSecret } from '../../src/commands/demo/people'
import type { Question } from '../../src/commands/terminal'
import { readConfig, type Config } from '../../src/config'
import type { Actor } from '../../src/core'
import { openDataSource } from '../../src/database'
import { doorsForOnce, signInOnce } from '../../src/people'
import { freshDatabase, type FreshDatabase } from './database'
import type { Browser, Page } from './browser-of-tests'
import type { Office } from './office'
import { password, type Person } from './people'

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

/** Somebody of the office at work, as a command lets them in. */
export async function atWork({ doors, gate }: Office, person: Person): Promise<Actor> {
  await gate.write(db => db.query('UPDATE second_factor_uses SET step = 0'))
  const typed = { login: person.login, password, code: person.code() }
  const signedIn = await signInOnce(doorsForOnce(doors, doors.config), typed)
  if (!('actor' in signedIn)) throw new Error(signedIn.problem.key)
  return signedIn.actor
}

export async function carriedOut(office: Office, person: Person): Promise<string> {
  const actor = await atWork(office, person)
  const ids = await office.gate.read(db => casesToCarry(db, actor))
  let text = ''
  for await (const line of linesOut(office, actor, ids)) text += line
  return text
}

const sourceOf = (text: string) => jsonLines(async function* () {
  yield await Promise.resolve(Buffer.from(text))
}) // prettier-ignore

export async function lookedThrough(office: Office, person: Person, text: string): Promise<Report> {
  const actor = await atWork(office, person)
  return lookThrough(office, actor, office.now, sourceOf(text), () => undefined)
}

/** Carries a file in that is right, and says what there was to carry. */
export async function carriedIn(office: Office, person: Person, text: string) {
  const { mistakes, met } = await lookedThrough(office, person, text)
  expect(mistakes).toEqual([])
  const actor = await atWork(office, person)
  return office.inWork(actor, work => carryFileIn(work, office.host, sourceOf(text), met, () => undefined))
}

/** Writes a file in that is gone after so many of its lines. */
export async function breaksOff(office: Office, person: Person, text: string, lines: number): Promise<unknown> {
  const actor = await atWork(office, person)
  const source = jsonLines(async function* () {
    yield await Promise.resolve(Buffer.from(text.split('\n').slice(0, lines).join('\n') + '\n'))
    throw new Error('gone')
  })
  return office.inWork(actor, work => carryFileIn(work, office.host, source, new Set(), () => undefined))
}

/** A file of these cases. */
export const fileOf = (...cases: readonly unknown[]): string =>
  [{ format: 'dalel-cases', version: 1, cases: cases.length }, ...cases]
    .map(line => `${JSON.stringify(line)}\n`)
    .join('')

/** The least a case can be, as somebody would write it by hand. */
export const smallCase = (changes: object = {}) => ({
  id: 'K-1',
  state: 'open',
  about: { title: 'Задержание у вокзала', risk: 'high', secrecyAsked: 'no' },
  words: [{ text: 'Меня держали ночь.' }],
  persons: [
    {
      ref: 'she',
      answers: { role: 'VICTIM', name: 'Айгуль Сапарова' },
      consents: [{ scope: 'C_STORE', status: 'given', way: 'oral' }],
    },
  ],
  entries: [{ ref: 'd', kind: 'detention', person: 'she', answers: { deFactoAt: '2024-12-17' } }],
  ...changes,
})

/** Sends a file through its page and waits until it is looked through. */
export async function sendsCases(person: Browser, text: string): Promise<Page> {
  await person.opens('/carrying')
  const form = new FormData()
  for (const [name, value] of new URLSearchParams(person.formOf('#import', {}).body)) form.append(name, value)
  if (text) form.append('file', new Blob([text]), 'cases.jsonl')
  return whenReady(person, await person.opens('/carrying/import', { method: 'POST', body: form }))
}

/** As a browser does: again and again until the page says something else. */
export async function whenReady(person: Browser, first: Page): Promise<Page> {
  let page = first
  for (let turn = 0; page.headers.has('refresh') && turn < 200; turn += 1) {
    await new Promise(resolve => setTimeout(resolve, 50))
    page = await person.opens(page.url)
  }
  return page
}
