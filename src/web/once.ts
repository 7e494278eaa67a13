import { In, LessThan, type EntityManager } from 'typeorm'
import { sha256 } from '../core'
import { findRow, insertRows, type Gate } from '../database'
import { FormSubmission } from './form-submission.entity'

/** What a form carried is told apart by who sent it, and kept as a digest: whatever was sent in its place. */
const markOf = (once: string, actorId: string) => sha256(`${actorId}|${once}`)

/** Where this very form has led before, if it was sent before by the same person. */
export async function earlierAnswer(db: EntityManager, once: string, actorId: string): Promise<string | undefined> {
  const row = await findRow(db, FormSubmission, { once: markOf(once, actorId) })
  return row?.place
}

export async function rememberAnswer(db: EntityManager, once: string, actorId: string, place: string, at: Date) {
  await insertRows(db, db.dataSource.getMetadata(FormSubmission), [{ once: markOf(once, actorId), actorId, place, at }])
}

/** Nobody sends a form again after a week. */
export async function forgetAnswers(gate: Gate, now: Date): Promise<void> {
  const at = LessThan(new Date(now.getTime() - 7 * 86_400_000))
  const old = await gate.read(db => db.find(FormSubmission, { select: { once: true }, where: { at }, take: 1000 }))
  const marks = old.map(row => row.once)
  if (marks.length > 0) await gate.write(async db => void (await db.delete(FormSubmission, { once: In(marks) })))
}
