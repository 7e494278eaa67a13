import { createReadStream } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import type { Doors } from '../app'
import {
  carryFileIn,
  casesIn,
  casesToCarry,
  linesOut,
  lookThrough,
  mistakeText,
  noteCarryingOut,
  publishedSchema,
  template,
  type Report,
  type Source,
} from '../carrying'
import type { Config } from '../config'
import { readingWatch } from '../reading-watch'
import { Refusal } from '../core'
import { createTexts, isLanguage, type Translate } from '../i18n'
import { joinFeatures } from '../joints'
import { openInstallation } from './office'
import { signInAtTerminal, type AtTerminal } from './person'
import type { Say } from './say'
import { progressOn, type Question } from './terminal'

export interface CarryOptions {
  readonly as?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** As it stands in docs/import.schema.json. */
export const schemaText = (): string => JSON.stringify(publishedSchema(), null, 2)

const mayCarry = ['lawyer', 'coordinator'] as const

/** Opens the installation for one person and one command, and closes it again. */
async function under(
  config: Config,
  as: string | undefined,
  ask: Question,
  work: (doors: Doors, person: AtTerminal) => Promise<number>,
): Promise<number> {
  const doors = await openInstallation(config)
  try {
    joinFeatures(doors.host)
    const person = await signInAtTerminal(doors, as, ask)
    try {
      if (!mayCarry.some(role => person.actor.roles.has(role)))
        throw new Error('Only lawyers and coordinators carry cases')
      return await work(doors, person)
    } catch (error) {
      throw error instanceof Refusal ? new Error(person.t(error.key, error.values)) : error
    } finally {
      person.actor.keys.wipe()
    }
  } finally {
    await doors.gate.close()
  }
}

const sourceOf = (file: string): Source => casesIn(() => createReadStream(file) as AsyncIterable<Uint8Array>)

/** Status 0 when the file was carried in (or could be, in a dry run), 1 with one line for each thing that is wrong with it. */
export const importCommand = (config: Config, file: string, options: CarryOptions, ask: Question, say: Say) =>
  under(config, options.as, ask, async (doors, { actor, t }) => {
    const source = sourceOf(file)
    const progress = (what: string) => progressOn(process.stderr, count => t(`carrying.progress.${what}`, { count }))
    const report = await lookThrough(doors, actor, doors.clock(), source, progress('checked'))
    if (report.count > 0) {
      for (const line of options.json ? [asJson(report)] : inWords(t, report)) say(line)
      return 1
    }
    const found = { cases: report.cases - report.here, here: report.here }
    if (options.dryRun) {
      say(options.json ? JSON.stringify({ dryRun: true, ...found }) : t('carrying.report.right', found))
      return 0
    }
    const done = await doors.inWork(actor, work =>
      carryFileIn(work, doors.host, source, report.met, progress('written')),
    )
    say(options.json ? JSON.stringify(done) : t('carrying.report.done', { ...done }))
    return 0
  })

const asJson = ({ mistakes, count }: Report) => JSON.stringify({ mistakes, count })

const inWords = (t: Translate, { mistakes, count }: Report): string[] => [
  ...mistakes.map(mistake => mistakeText(t, mistake)),
  t('carrying.report.wrong', { count }),
]

/** Writes all cases the person may see; the file must not be there yet, and only its owner reads it. */
export const exportCommand = (config: Config, file: string, options: CarryOptions, ask: Question, say: Say) =>
  under(config, options.as, ask, async (doors, { actor, t }) => {
    const ids = await doors.gate.read(db => casesToCarry(db, actor))
    const out = await open(file, 'wx', 0o600)
    try {
      await doors.inWork(actor, work => noteCarryingOut(work, ids, readingWatch(config.unusualReading)))
      for await (const line of linesOut(doors, actor, ids)) await out.write(line)
      await out.sync()
    } finally {
      await out.close()
    }
    say(options.json ? JSON.stringify({ cases: ids.length }) : t('carrying.report.out', { cases: ids.length }))
    return 0
  })

/** Writes an empty workbook to fill in; it holds nothing of anybody, so nobody is asked who they are. */
export async function templateCommand(file: string, language: string): Promise<void> {
  if (!isLanguage(language)) throw new Error('The language is en, ru or kk')
  await writeFile(file, await template({ language, t: createTexts().for(language) }), { flag: 'wx' })
}
