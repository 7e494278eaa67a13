import type { Work } from '../core'
import { canonicalJson, newId, sha256 } from '../core'
import { findRow } from '../database'
import { Organisation } from '../people'
import type { Question } from './question/question'
import { SavedQuestion } from './saved-question.entity'

/** Keeps a question for the organisation; the same one a second time is the same one. */
export async function saveQuestion(work: Work, question: Question): Promise<SavedQuestion> {
  const { organisationId, id: savedBy } = work.actor
  const fingerprint = sha256(canonicalJson(question))
  // The organisation's row is held, so that the same question asked at the same moment finds this one.
  await findRow(work.db, Organisation, { id: organisationId }, { lock: true })
  const before = await work.db.findOne(SavedQuestion, { where: { organisationId, fingerprint } })
  if (before) return before
  const saved = await work.add(
    Object.assign(new SavedQuestion(), {
      id: newId(),
      organisationId,
      fingerprint,
      question,
      savedBy,
      savedAt: work.now,
    }),
  )
  await work.record('question.saved', saved)
  return saved
}

export async function removeQuestion(work: Work, saved: SavedQuestion): Promise<void> {
  await work.remove(saved)
  await work.record('question.removed', saved)
}
