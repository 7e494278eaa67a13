import type { Work } from '../../core'
import { Conflict, dayInAlmaty } from '../../core'
import { findCaseToChange, touchCase } from '../cases.service'
import { deadline, findEntry, readAnswers, writeAnswers, writeEntry, type Entry } from '../entries'
import type { Moment } from '../moments/moment'

/** Marks a deadline as done today, as it was when it was looked at; its history undoes it. */
export async function finishDeadline(work: Work, caseId: string, id: string, seen: number): Promise<Entry> {
  const found = await findCaseToChange(work, caseId)
  const entry = await findEntry(work.db, found.key, deadline, id)
  const answers = readAnswers(deadline, entry)
  const doneAt = answers.values.doneAt as Moment | null
  if (entry.version !== seen || doneAt?.state === 'at') throw new Conflict('deadlines.changed')
  await touchCase(work, found)
  await work.keep(entry)
  writeAnswers(deadline, entry, { ...answers, values: { ...answers.values, doneAt: onDay(dayInAlmaty(work.now)) } })
  await writeEntry(work, found.key, deadline, entry)
  await work.record('deadline.finished', entry, { case: caseId })
  return entry
}

const onDay = (on: string): Moment => ({ state: 'at', on, until: null, time: null, precision: 'day', source: null })
