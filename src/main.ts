#!/usr/bin/env node
import 'reflect-metadata'
import { Command } from 'commander'
import { readFileSync } from 'node:fs'
import { askCommand } from './commands/ask'
import { exportCommand, importCommand, schemaText, templateCommand, type CarryOptions } from './commands/carry'
import { demo } from './commands/demo'
import { installRecoveryKey, letInWithShares, makeRecoveryKey, openCaseWithShares, threeShares } from './commands/keys'
import { moveCommand } from './commands/move'
import { sayOnTerminal as say } from './commands/say'
import { serve } from './commands/serve'
import { askOnTerminal, type Question } from './commands/terminal'
import { verifyCommand } from './commands/verify'
import { demonstrationConfig, readConfig } from './config'
import { version } from './core'

/** The `dalel` command: exit status 0, 1 when something does not hold, 2 when it could not be done. */
const program = new Command('dalel').version(version).description('Case documentation for a coalition against torture')

const ends = (work: Promise<number | void>) =>
  work.then(
    status => {
      process.exitCode = status ?? 0
    },
    (error: unknown) => {
      process.stderr.write(`dalel: ${error instanceof Error ? error.message : 'failed'}\n`)
      process.exitCode = 2
    },
  )

program
  .command('serve')
  .description('run the staff face')
  .action(() => ends(serve(readConfig(), say)))

program
  .command('demo')
  .description('load the invented coalition into an empty installation and serve it')
  .option('--no-serve', 'only load')
  .option('--cases <number>', 'how many cases', '600')
  .action((options: { serve: boolean; cases: string }) =>
    ends(demo(demonstrationConfig(), { serve: options.serve, cases: Number(options.cases) }, say)),
  )

program
  .command('verify')
  .description('walk the trail, every row and every sealed file')
  .option('--checkpoint <file>', 'hold the trail against a signed checkpoint')
  .option('--checkpoint-out <file>', 'write a signed checkpoint')
  .option('--json')
  .action((options: { checkpoint?: string; checkpointOut?: string; json?: boolean }) =>
    ends(verifyCommand(readConfig(), options, say)),
  )

program
  .command('ask')
  .description('answer a question (JSON) as JSON')
  .argument('<file>', 'the question, or - for standard input')
  .option('--organisation <code>', 'whose cases, for scope organisation')
  .action((file: string, options: { organisation?: string }) =>
    ends(askCommand(readConfig(), readFileSync(file === '-' ? 0 : file, 'utf8'), options.organisation, say)),
  )

/** What asks somebody for a password gives the terminal back at its end. */
const asked = (work: (ask: Question) => Promise<number>) => {
  const { question, end } = askOnTerminal()
  return ends(work(question).finally(end))
}

program
  .command('import')
  .description(
    'carry case files in from JSON Lines or a filled workbook, all of a file or nothing; asks for password and code',
  )
  .argument('<file>')
  .option('--as <login>', 'who does it')
  .option('--dry-run', 'only say what is wrong with it')
  .option('--json')
  .action((file: string, options: CarryOptions) => asked(ask => importCommand(readConfig(), file, options, ask, say)))

program
  .command('template')
  .description('write an empty workbook (XLSX) to fill in, with every question and its drop-downs')
  .argument('<file>', 'is not there yet')
  .option('--language <code>', 'en, ru or kk', 'en')
  .action((file: string, { language }: { language: string }) => ends(templateCommand(file, language)))

program
  .command('export')
  .description('write all case files somebody may see as JSON Lines; asks for password and code')
  .argument('<file>', 'is not there yet')
  .option('--as <login>', 'who does it')
  .option('--json')
  .action((file: string, options: CarryOptions) => asked(ask => exportCommand(readConfig(), file, options, ask, say)))

program
  .command('move')
  .description('carry this SQLite installation over to an empty PostgreSQL, and verify it there; the old file stays')
  .requiredOption('--to <address>', 'postgres://...')
  .action((options: { to: string }) => ends(moveCommand(readConfig(), options.to, say)))

program
  .command('schema')
  .description('print the JSON Schema of the files that import takes (docs/import.schema.json)')
  .action(() => say(schemaText()))

const keys = program.command('keys').description('the recovery key')
keys
  .command('make')
  .description('make it, away from the server; prints a public key and five shares')
  .action(() => ends(makeRecoveryKey(say)))
keys
  .command('install')
  .argument('<public key>')
  .action((publicKey: string) => ends(installRecoveryKey(readConfig(), publicKey, say)))
keys
  .command('open')
  .description('three shares open the files of one case; asks for them, so that they stand in no history of commands')
  .argument('<case id>')
  .action((caseId: string) => asked(async ask => openCaseWithShares(readConfig(), caseId, await threeShares(ask), say)))
keys
  .command('let-in')
  .description(
    'three shares let somebody in whom no colleague can: to the cases of their teams, and to what their groups hold',
  )
  .argument('<login>')
  .action((login: string) => asked(async ask => letInWithShares(readConfig(), login, await threeShares(ask), ask, say)))

void program.parseAsync()
