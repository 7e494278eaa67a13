import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../../core'
import { NotFound } from '../../core'
import type { Entry } from './entry'
import type { EntryKind } from './entry-kind'
import { kinds } from './kinds'
import { Occurrence } from './occurrence.entity'

/** One entry of the case the key belongs to; of another case it does not exist. */
export async function findEntry(db: EntityManager, key: OpenKey, kind: EntryKind, id: string): Promise<Entry> {
  const entry = await db.findOne<Entry>(kind.entity, { where: { id, caseId: key.subjectId } })
  if (!entry) throw new NotFound()
  key.open(kind.table, entry)
  return entry
}

/** The entries of one kind, opened, in the order in which they happened. */
export async function listEntries(db: EntityManager, key: OpenKey, kind: EntryKind): Promise<Entry[]> {
  const entries = await db.find<Entry>(kind.entity, {
    where: { caseId: key.subjectId },
    order: { eventOn: 'ASC', id: 'ASC' },
  })
  for (const entry of entries) key.open(kind.table, entry)
  return entries
}

/** All entries of a case by kind, opened; only the kinds it has are asked for. */
export async function listFile(db: EntityManager, key: OpenKey): Promise<Map<EntryKind, Entry[]>> {
  const registered = await db
    .createQueryBuilder(Occurrence, 'happened')
    .select('happened.kind', 'kind')
    .distinct(true)
    .where('happened.caseId = :caseId', { caseId: key.subjectId })
    .getRawMany<{ kind: string }>()
  const there = new Set(registered.map(one => one.kind))
  const file = new Map<EntryKind, Entry[]>()
  for (const kind of kinds)
    file.set(kind, there.has(kind.name) || kind.uncounted ? await listEntries(db, key, kind) : [])
  return file
}
