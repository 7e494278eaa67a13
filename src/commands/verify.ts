import { readFileSync, writeFileSync } from 'node:fs'
import type { Config } from '../config'
import { background } from '../core'
import { makeCheckpoint, theTrail, verify, type Checkpoint } from '../trail'
import { checkpointKey, openInstallation, sealedFiles } from './office'
import type { Say } from './say'

export interface VerifyOptions {
  readonly checkpoint?: string
  readonly checkpointOut?: string
  readonly json?: boolean
}

/** Exit status 0 when everything holds, 1 with one line for each thing that does not. */
export async function verifyCommand(config: Config, options: VerifyOptions, say: Say): Promise<number> {
  const doors = await openInstallation(config)
  try {
    const key = checkpointKey(doors)
    const found = []
    for await (const damage of verify(doors.gate, { key, files: sealedFiles(doors), ...givenIn(options) })) {
      found.push(damage)
      if (!options.json) say(`${damage.code} ${damage.where}`)
    }
    if (options.checkpointOut)
      await doors.inWork(background('verify'), work =>
        work.record('checkpoint.made', theTrail, { damage: found.length }),
      )
    const made = await doors.gate.read(db => makeCheckpoint(db, key, doors.clock()))
    if (options.checkpointOut) writeFileSync(options.checkpointOut, `${JSON.stringify(made)}\n`)
    say(options.json ? JSON.stringify({ found, checkpoint: made }) : summary(found.length, made))
    return found.length === 0 ? 0 : 1
  } finally {
    await doors.gate.close()
  }
}

const givenIn = ({ checkpoint }: VerifyOptions): { checkpoint?: Checkpoint } =>
  checkpoint ? { checkpoint: JSON.parse(readFileSync(checkpoint, 'utf8')) as Checkpoint } : {}

const summary = (many: number, { sequence }: Checkpoint): string =>
  `${many === 0 ? 'Everything holds' : `${many} things do not hold`}; the trail stands at ${sequence}`
