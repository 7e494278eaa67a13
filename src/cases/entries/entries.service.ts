import type { OpenKey, Work } from '../../core'
import { Conflict, newId } from '../../core'
import type { Entry } from './entry'
import type { EntryAnswers } from './entry-form'
import type { EntryKind } from './entry-kind'
import { differenceOf, readAnswers, writeAnswers } from './entry-row'
import { findEntry } from './entries.queries'

/** Adds an entry to the case the key belongs to. */
export async function addEntry(
  work: Work,
  key: OpenKey,
  kind: EntryKind,
  answers: EntryAnswers,
  personId: string | null,
): Promise<Entry> {
  const made = { createdBy: work.actor.id, createdAt: work.now, changedBy: work.actor.id, changedAt: work.now }
  const entry = Object.assign(new kind.entity(), {
    id: newId(),
    caseId: key.subjectId,
    personId,
    parentId: null,
    ...made,
  })
  writeAnswers(kind, entry, answers)
  await work.add(entry, key)
  await work.record(`${kind.name}.added`, entry, { case: key.subjectId })
  return entry
}

/** Changes an entry; when somebody else did so since it was opened, says what differs and changes nothing. */
export async function changeEntry(
  work: Work,
  key: OpenKey,
  kind: EntryKind,
  id: string,
  answers: EntryAnswers,
): Promise<Entry> {
  const entry = await findEntry(work.db, key, kind, id)
  if (answers.version !== null && answers.version !== entry.version) {
    throw new Conflict('common.errors.changedMeanwhile', {}, differenceOf(kind, readAnswers(kind, entry), answers))
  }
  writeAnswers(kind, entry, answers)
  Object.assign(entry, { changedBy: work.actor.id, changedAt: work.now })
  await work.change(entry, key)
  await work.record(`${kind.name}.changed`, entry, { case: key.subjectId })
  return entry
}

export async function removeEntry(work: Work, key: OpenKey, kind: EntryKind, id: string): Promise<void> {
  const entry = await findEntry(work.db, key, kind, id)
  await work.remove(entry)
  await work.record(`${kind.name}.removed`, entry, { case: key.subjectId })
}
