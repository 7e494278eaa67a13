import type { OpenKey, Work } from '../../core'
import { Conflict, newId, NotFound } from '../../core'
import { findRow } from '../../database'
import type { Entry } from './entry'
import type { EntryAnswers } from './entry-form'
import type { EntryKind } from './entry-kind'
import { differenceOf, readAnswers, writeAnswers } from './entry-row'
import { findEntry } from './entries.queries'
import { act, involvement, kinds } from './kinds'
import { markPatterns } from '../patterns/marking'
import { checkLinks } from './links'
import { Occurrence } from './occurrence.entity'

/** Adds an entry to the case the key belongs to: about one person, and as part of another entry where the kind is a part. */
export async function addEntry(
  work: Work,
  key: OpenKey,
  kind: EntryKind,
  answers: EntryAnswers,
  personId: string | null,
  parentId: string | null = null,
): Promise<Entry> {
  await checkLinks(work, key, kind, answers, parentId, null)
  const made = { createdBy: work.actor.id, createdAt: work.now, changedBy: work.actor.id, changedAt: work.now }
  const about = { personId: kind.aboutNobody ? null : personId, parentId, contested: [] }
  const entry = Object.assign(new kind.entity(), { id: newId(), caseId: key.subjectId, ...about, ...made })
  writeAnswers(kind, entry, allowed(work, kind, answers))
  await work.add(entry, key)
  await register(work, kind, entry)
  await work.record(`${kind.name}.added`, entry, { case: key.subjectId })
  if (kind !== act || isNamed(answers.values.methodCodes)) await markWhere(work, key, kind)
  return entry
}

/** Registers what happened; work on the file is nothing that happened. */
export async function register(work: Work, kind: EntryKind, entry: Entry): Promise<void> {
  if (!kind.uncounted) await work.add(Object.assign(new Occurrence(), { id: entry.id, ...occurrenceOf(kind, entry) }))
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
  const before = readAnswers(kind, entry)
  if (answers.version !== null && answers.version !== entry.version) {
    throw new Conflict('common.errors.changedMeanwhile', {}, differenceOf(kind, before, answers))
  }
  await checkLinks(work, key, kind, answers, entry.parentId, entry.id)
  await work.keep(entry)
  writeAnswers(kind, entry, allowed(work, kind, answers, before))
  await writeEntry(work, key, kind, entry)
  await work.record(`${kind.name}.changed`, entry, { case: key.subjectId })
  await markWhere(work, key, kind)
  return entry
}

/** Writes an entry back, and what is counted of it; the deed that calls it records why. */
export async function writeEntry(work: Work, key: OpenKey, kind: EntryKind, entry: Entry): Promise<void> {
  Object.assign(entry, { changedBy: work.actor.id, changedAt: work.now })
  await work.change(entry, key)
  const occurrence = await findRow(work.db, Occurrence, { id: entry.id })
  if (occurrence && differs(occurrence, occurrenceOf(kind, entry)))
    await work.change(Object.assign(occurrence, occurrenceOf(kind, entry)))
}

/** Removes an entry with its parts: each leaves its own trace. */
export async function removeEntry(work: Work, key: OpenKey, kind: EntryKind, id: string): Promise<Entry> {
  const entry = await findEntry(work.db, key, kind, id)
  for (const part of kinds.filter(one => one.parent === kind.name))
    for (const { id: partId } of await work.db.findBy(part.entity, { caseId: key.subjectId, parentId: id }))
      await removeEntry(work, key, part, partId)
  await work.keep(entry)
  await work.remove(entry)
  const occurrence = await findRow(work.db, Occurrence, { id })
  if (occurrence) await work.remove(occurrence)
  await work.record(`${kind.name}.removed`, entry, { case: key.subjectId })
  await markWhere(work, key, kind)
  return entry
}

/** A new act of which no method is told is compared with nothing. */
const isNamed = (list: unknown): boolean => Array.isArray(list) && list.length > 0

/** Acts and who took part in them are what files are compared by across organisations. */
export async function markWhere(work: Work, key: OpenKey, kind: EntryKind): Promise<void> {
  if (kind === act || kind === involvement) await markPatterns(work, key)
}

const occurrenceOf = ({ name: kind }: EntryKind, entry: Entry) => {
  const { caseId, personId, eventOn, regionAtEvent, verification } = entry
  return { kind, caseId, personId, eventOn, regionAtEvent, verification }
}

const differs = (row: object, facts: object) =>
  Object.entries(facts).some(([name, value]) => (row as Record<string, unknown>)[name] !== value)

/** What only a clinician may judge stays as it was when somebody else writes. */
function allowed({ actor }: Work, kind: EntryKind, answers: EntryAnswers, before?: EntryAnswers): EntryAnswers {
  if (actor.clinician) return answers
  const kept = Object.entries(kind.fields).filter(([, field]) => field.type === 'code' && field.by === 'clinician')
  const values = {
    ...answers.values,
    ...Object.fromEntries(kept.map(([name]) => [name, before?.values[name] ?? null])),
  }
  return { ...answers, values }
}

/** The entry a new one is to be a part of. */
export async function findParent(work: Work, key: OpenKey, kind: EntryKind, id: string): Promise<Entry> {
  if (!id) throw new NotFound()
  return findEntry(work.db, key, kind, id)
}
