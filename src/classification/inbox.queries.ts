import type { EntityManager } from 'typeorm'
import type { Actor } from '../core'
import { heldBy } from '../vault'
import { Case, kinds, openCases, type Entry, type EntryKind } from '../cases'
import { suggestionsFor, type Suggestion } from './suggest'

const pageSize = 20
/** Work on the file breaches nothing. */
const decidable = kinds.filter(kind => !kind.uncounted)

export interface Waiting {
  readonly kind: EntryKind
  readonly entry: Entry
  /** Codes of the types suggested, each once. */
  readonly violations: readonly string[]
}

/** Entries of filed cases without a decision on the version they have now. */
function waitingOf(db: EntityManager, actor: Actor, kind: EntryKind) {
  const query = db
    .createQueryBuilder(kind.entity, 'entry')
    .innerJoin(Case, 'kase', "kase.id = entry.case_id AND kase.state IN ('open', 'on_hold')")
    .where(
      `NOT EXISTS (SELECT 1 FROM classifications made WHERE made.entry_id = entry.id AND made.current AND made.entry_version = entry.version)`,
    )
  return heldBy(query, 'kase.id', actor)
}

export async function listWaitingEntries(
  db: EntityManager,
  actor: Actor,
): Promise<{ waiting: Waiting[]; cases: Record<string, Case> }> {
  const waiting: Waiting[] = []
  for (const kind of decidable) {
    const entries = await waitingOf(db, actor, kind).orderBy('entry.id', 'ASC').limit(pageSize).getMany()
    waiting.push(...entries.map(entry => ({ kind, entry, violations: violationsOf(suggestionsFor(kind.name, entry)) })))
  }
  const ids = [...new Set(waiting.map(one => one.entry.caseId))]
  const found = ids.length
    ? await db.createQueryBuilder(Case, 'kase').where('kase.id IN (:...ids)', { ids }).getMany()
    : []
  const cases = await openCases(db, actor, found)
  return { waiting, cases: Object.fromEntries(cases.map(kase => [kase.id, kase])) }
}

const violationsOf = (suggestions: readonly Suggestion[]) => [...new Set(suggestions.map(one => one.violation))]

export async function countWaitingEntries(db: EntityManager, actor: Actor): Promise<number> {
  if (!actor.roles.has('coordinator')) return 0
  let count = 0
  for (const kind of decidable) count += await waitingOf(db, actor, kind).getCount()
  return count
}
