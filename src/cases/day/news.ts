import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import type { Case } from '../case.entity'

/** When somebody last opened each of these, and which of these moments were deeds of the same person. */
interface Readings {
  readonly lastOpened: (
    db: EntityManager,
    actorId: string,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, Date>>
  readonly ownAmong: (db: EntityManager, actorId: string, at: readonly Date[]) => Promise<ReadonlySet<number>>
}

let readings: Readings | undefined

/** Only the trail knows who did what when; it hands its readings in when the program is put together. */
export const lookedBefore = {
  readFrom: (from: Readings): void => void (readings = from),
}

/** The cases that somebody else has changed since this person last opened them. */
export async function changedByOthers(db: EntityManager, actor: Actor, cases: readonly Case[]): Promise<Set<string>> {
  if (!readings || cases.length === 0) return new Set()
  const opened = await readings.lastOpened(
    db,
    actor.id,
    cases.map(kase => kase.id),
  )
  const changed = cases.filter(({ id, changedAt }) => changedAt > (opened.get(id) ?? new Date(0)))
  const own = await readings.ownAmong(
    db,
    actor.id,
    changed.map(kase => kase.changedAt),
  )
  return new Set(changed.filter(kase => !own.has(kase.changedAt.getTime())).map(kase => kase.id))
}
