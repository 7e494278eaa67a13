import type { EntityManager } from 'typeorm'
import type { Actor } from '../core'
import { NotFound } from '../core'
import { SavedQuestion } from './saved-question.entity'

export const listSavedQuestions = (db: EntityManager, { organisationId }: Actor): Promise<SavedQuestion[]> =>
  db.find(SavedQuestion, { where: { organisationId }, order: { id: 'DESC' }, take: 200 })

/** One of the actor's organisation; another's does not exist. */
export async function findSavedQuestion(
  db: EntityManager,
  { organisationId }: Actor,
  id: string,
): Promise<SavedQuestion> {
  const saved = await db.findOne(SavedQuestion, { where: { id, organisationId } })
  if (!saved) throw new NotFound()
  return saved
}
