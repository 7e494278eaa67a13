import type { Work } from '../../core'
import { Conflict } from '../../core'
import { findCaseToChange, touchCase } from '../cases.service'
import { deadline, findEntry, type Entry } from '../entries'
import { undoChange } from '../history/history.service'

/** Takes the mark of a deadline back, as long as nothing has happened to it since. */
export async function takeMarkBack(work: Work, caseId: string, id: string, seen: number): Promise<Entry> {
  const found = await findCaseToChange(work, caseId)
  const entry = await findEntry(work.db, found.key, deadline, id)
  if (entry.version !== seen) throw new Conflict('deadlines.just.changed')
  await touchCase(work, found)
  return undoChange(work, found.key, deadline, id, seen)
}
