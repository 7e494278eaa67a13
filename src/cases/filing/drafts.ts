import type { EntityManager } from 'typeorm'
import type { OpenKey, Work } from '../../core'
import { newId } from '../../core'
import type { Typed } from '../../web'
import { CaseDraft } from '../team/team.entity'

/** Keeps a page as it was typed, right or wrong, sealed with the case; one for each person and page. */
export async function keepDraft(work: Work, key: OpenKey, page: string, typed: Typed): Promise<void> {
  await dropDraft(work, key.subjectId, page)
  const draft = Object.assign(new CaseDraft(), {
    id: newId(),
    version: 1,
    caseId: key.subjectId,
    page,
    userId: work.actor.id,
    savedAt: work.now,
    words: { typed: { ...typed } },
  })
  key.close('case_drafts', draft)
  await work.db.insert(CaseDraft, draft)
  await work.record('draft.kept', { id: key.subjectId }, { page })
}

export const dropDraft = (work: Work, caseId: string, page: string) =>
  work.db.delete(CaseDraft, { caseId, page, userId: work.actor.id })

/** What somebody left on a page, if anything. */
export async function findDraft(
  db: EntityManager,
  key: OpenKey,
  userId: string,
  page: string,
): Promise<Typed | undefined> {
  const draft = await db.findOne(CaseDraft, { where: { caseId: key.subjectId, page, userId } })
  if (!draft) return undefined
  key.open('case_drafts', draft)
  return draft.words.typed
}

export const listDrafts = (db: EntityManager, caseId: string, userId: string): Promise<CaseDraft[]> =>
  db.find(CaseDraft, { select: { id: true, page: true, savedAt: true }, where: { caseId, userId } })
