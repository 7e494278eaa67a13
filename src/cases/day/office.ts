import type { EntityManager } from 'typeorm'
import { countAccounts, countNotices } from '../../people'
import type { Look } from '../../web'

/** When the trail's state was last written down for outsiders; undefined when it never was. */
type LastCheckpoint = (db: EntityManager) => Promise<Date | undefined>

let lastCheckpoint: LastCheckpoint = () => Promise.resolve(undefined)

export const checkpoints = {
  readFrom: (read: LastCheckpoint): void => void (lastCheckpoint = read),
}

const month = 30 * 86_400_000
const quarter = 90 * 86_400_000

/** What an administrator and an auditor look at first: numbers of the office, no case. */
export async function officeBlocks({ db, actor, now }: Look): Promise<object | undefined> {
  const { roles } = actor
  if (!roles.has('administrator') && !roles.has('auditor')) return undefined
  const checkpoint = await lastCheckpoint(db)
  return {
    accounts: roles.has('administrator') ? await countAccounts(db, now) : undefined,
    readings: roles.has('auditor')
      ? await countNotices(db, actor, 'readingUnusual', new Date(now.getTime() - month))
      : undefined,
    checkpoint,
    isCheckpointOld: !checkpoint || now.getTime() - checkpoint.getTime() > quarter,
  }
}
