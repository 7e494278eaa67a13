import type { OpenKey, Work } from '../../core'
import { Conflict, NotFound } from '../../core'
import { findRow, PastVersion } from '../../database'
import { findEntry, writeEntry, type Entry, type EntryKind } from '../entries'
import { markWhere, register } from '../entries/entries.service'
import { listVersions, openVersion } from './versions.queries'

/** What a version says, without who wrote it and when. */
function said(row: Entry): Partial<Entry> {
  const { id, version, caseId, createdBy, createdAt, changedBy, changedAt, sealed, ...facts } = row
  return facts
}

/** Makes an entry what it was before its last change; that is a change, too, and can be undone. */
export async function undoChange(work: Work, key: OpenKey, kind: EntryKind, id: string, seen: number): Promise<Entry> {
  const entry = await findEntry(work.db, key, kind, id)
  if (entry.version !== seen) throw new Conflict('common.errors.changedMeanwhile')
  const before = (await listVersions(work.db, key, kind.entity, id)).find(one => one.row.version === entry.version - 1)
  if (!before) throw new NotFound()
  await work.keep(entry)
  Object.assign(entry, said(before.row))
  await writeEntry(work, key, kind, entry)
  await work.record(`${kind.name}.undone`, entry, { case: key.subjectId, version: before.row.version })
  await markWhere(work, key, kind)
  return entry
}

/** Puts a removed entry back as it was. */
export async function putBack(work: Work, key: OpenKey, kind: EntryKind, id: string): Promise<Entry> {
  const [last] = await work.db.find(PastVersion, {
    where: { rowId: id, caseId: key.subjectId, tableName: kind.table },
    order: { rowVersion: 'DESC' },
    take: 1,
  })
  if (await findRow(work.db, kind.entity, { id, caseId: key.subjectId })) throw new Conflict('entries.history.there')
  if (!last) throw new NotFound()
  const { row } = openVersion(key, kind.entity, last)
  row.createdAt = new Date(row.createdAt)
  Object.assign(row, { changedBy: work.actor.id, changedAt: work.now })
  await work.restore(row, key)
  await register(work, kind, row)
  await work.record(`${kind.name}.putBack`, row, { case: key.subjectId })
  await markWhere(work, key, kind)
  return row
}
