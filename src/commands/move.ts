import type { Config } from '../config'
import { background } from '../core'
import { CannotMove, migrate, moveRows } from '../database'
import { entities } from '../entities'
import { verify } from '../trail'
import { checkpointKey, openInstallation, sealedFiles } from './office'
import type { Say } from './say'

/**
 * Carries a living SQLite installation over to PostgreSQL, row by row, and verifies it there; the old file stays as it was. Exit status
 * 0 when everything arrived and holds, 1 when it does not or was not begun.
 */
export async function moveCommand(config: Config, to: string, say: Say): Promise<number> {
  const from = config.databaseUrl
  if (!from.startsWith('sqlite:') || !/^postgres(ql)?:\/\//.test(to)) {
    say('A move leads from a SQLite file (DATABASE_URL) to postgres://...')
    return 1
  }
  await migrate(to, entities)
  try {
    const moved = await moveRows(from, to, entities, ({ table, rows }) => say(`  ${table}: ${rows}`))
    say(`${moved.reduce((sum, one) => sum + one.rows, 0)} rows are over. Verifying`)
  } catch (error) {
    if (!(error instanceof CannotMove)) throw error
    say(error.message)
    return 1
  }
  return verifyThere({ ...config, databaseUrl: to }, say)
}

async function verifyThere(config: Config, say: Say): Promise<number> {
  const doors = await openInstallation(config)
  try {
    let damages = 0
    for await (const damage of verify(doors.gate, { key: checkpointKey(doors), files: sealedFiles(doors) })) {
      damages += 1
      say(`${damage.code} ${damage.where}`)
    }
    if (damages > 0) {
      say(`${damages} things do not hold. Go on with the old database, which is as it was`)
      return 1
    }
    await doors.inWork(background('move'), work => work.record('installation.moved', { id: 'installation' }))
    say(
      'Everything holds. Set DATABASE_URL to the new address; the old file is as it was: keep it until the first backup',
    )
    return 0
  } finally {
    await doors.gate.close()
  }
}
