import type { EntityManager } from 'typeorm'
import { In } from 'typeorm'
import type { Actor } from '../core'
import { Case } from './case.entity'
import { openCases, openKeys, victimsOf } from './cases.queries'
import type { Entry, EntryKind } from './entries'

/** An entry on a list over many files: its words open, the file it stands in, what the person is called there if anything. */
export interface OpenRow {
  readonly entry: Entry
  readonly kase: Case
  readonly pseudonym: string
}

/** Opens the entries of one page: a query each for the keys, the files and the persons. */
export async function openRows(
  db: EntityManager,
  actor: Actor,
  kind: EntryKind,
  entries: readonly Entry[],
): Promise<OpenRow[]> {
  const ids = [...new Set(entries.map(entry => entry.caseId))]
  if (ids.length === 0) return []
  const keys = await openKeys(db, actor, ids)
  const cases = await openCases(db, actor, await db.find(Case, { where: { id: In(ids) } }), keys)
  const caseOf = new Map(cases.map(kase => [kase.id, kase]))
  const victims = await victimsOf(db, keys)
  return entries.flatMap(entry => {
    const [kase, key] = [caseOf.get(entry.caseId), keys.get(entry.caseId)]
    if (!kase || !key) return []
    key.open(kind.table, entry)
    return [{ entry, kase, pseudonym: victims.get(kase.id)?.words.pseudonym ?? '' }]
  })
}
