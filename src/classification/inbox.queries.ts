import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import type { Actor } from '../core'
import { heldBy } from '../vault'
import { Case, kinds, openCases, type Entry, type EntryKind } from '../cases'
import { suggestionsFor } from './suggest'

const pageSize = 20
/** Work on the file breaches nothing. */
const decidable = kinds.filter(kind => !kind.uncounted)

export interface Waiting {
  readonly kind: EntryKind
  readonly entry: Entry
  /** Codes of the types suggested, each once. */
  readonly violations: readonly string[]
}

export interface Inbox {
  readonly waiting: readonly Waiting[]
  readonly cases: Readonly<Record<string, Case>>
  /** The last case on this page, when others follow. */
  readonly before: string | undefined
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

/** What waits, the case begun last first and all of a case together; `before` goes on after a case. */
export async function listWaitingEntries(db: EntityManager, actor: Actor, before?: string): Promise<Inbox> {
  const after = (caseId: string | undefined, many: number) =>
    waitingOfEveryKind(db, actor, query =>
      (caseId ? query.andWhere('entry.case_id < :caseId', { caseId }) : query).limit(many),
    )
  const found = await after(before, pageSize)
  const last = found[pageSize - 1]?.entry.caseId
  if (last === undefined) return { waiting: found, cases: await casesOf(db, actor, found), before: undefined }
  // The last case stands whole on its page, however many entries it has.
  const whole = await waitingOfEveryKind(db, actor, query => query.andWhere('entry.case_id = :last', { last }))
  const waiting = [...found.filter(one => one.entry.caseId > last), ...whole]
  const isMore = (await after(last, 1)).length > 0
  return { waiting, cases: await casesOf(db, actor, waiting), before: isMore ? last : undefined }
}

type Narrowed = (query: SelectQueryBuilder<Entry>) => SelectQueryBuilder<Entry>

async function waitingOfEveryKind(db: EntityManager, actor: Actor, narrowed: Narrowed): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  for (const kind of decidable) {
    const query = waitingOf(db, actor, kind).orderBy('entry.case_id', 'DESC').addOrderBy('entry.id', 'ASC')
    for (const entry of await narrowed(query).getMany())
      waiting.push({ kind, entry, violations: suggestionsFor(kind.name, entry).map(one => one.violation) })
  }
  return waiting.sort((a, b) => b.entry.caseId.localeCompare(a.entry.caseId))
}

async function casesOf(db: EntityManager, actor: Actor, waiting: readonly Waiting[]): Promise<Record<string, Case>> {
  const ids = [...new Set(waiting.map(one => one.entry.caseId))]
  const found = ids.length
    ? await db.createQueryBuilder(Case, 'kase').where('kase.id IN (:...ids)', { ids }).getMany()
    : []
  const cases = await openCases(db, actor, found)
  return Object.fromEntries(cases.map(kase => [kase.id, kase]))
}

/** Where to go on when an entry has been decided. */
export async function findNextWaiting(db: EntityManager, actor: Actor, entryId: string): Promise<Waiting | undefined> {
  const { waiting } = await listWaitingEntries(db, actor)
  return waiting.find(one => one.entry.id !== entryId)
}

/** How many entries wait, and since when the oldest of them does. */
export async function lookForWaiting(
  db: EntityManager,
  actor: Actor,
): Promise<{ count: number; since: Date | undefined }> {
  if (!actor.roles.has('coordinator')) return { count: 0, since: undefined }
  const found: { count: number; since: string | null }[] = []
  for (const kind of decidable) {
    const row = await waitingOf(db, actor, kind)
      .select('COUNT(*)', 'count')
      .addSelect('MIN(entry.created_at)', 'since')
      .getRawOne<{ count: string | number; since: string | null }>()
    found.push({ count: Number(row?.count), since: row?.since ?? null })
  }
  const [since] = found.flatMap(one => one.since ?? []).sort()
  return { count: found.reduce((sum, one) => sum + one.count, 0), since: since ? new Date(since) : undefined }
}
