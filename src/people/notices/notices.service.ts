import { IsNull } from 'typeorm'
import type { Work } from '../../core'
import { newId } from '../../core'
import { Notice, type NoticeDetails } from './notice.entity'
import { findOwnNotice } from './notices.queries'

export interface News {
  readonly kind: string
  readonly about: { readonly id: string }
  readonly details?: NoticeDetails
}

/** Tells each of these people once, in the deed it is about; nobody is told of what he did himself. */
export async function tell(work: Work, userIds: readonly string[], { kind, about, details = {} }: News): Promise<void> {
  const told = [...new Set(userIds)].filter(id => id !== work.actor.id)
  if (told.length === 0) return
  const facts = { kind, subjectId: about.id, at: work.now, seenAt: null, details }
  await work.addAll(told.map(userId => Object.assign(new Notice(), { ...facts, id: newId(), userId })))
  await work.record('notice.given', about, { kind, to: told })
}

export async function markSeen(work: Work, id: string): Promise<void> {
  const notice = await findOwnNotice(work.db, work.actor, id)
  if (notice.seenAt) return
  notice.seenAt = work.now
  await work.change(notice)
  await work.record('notice.seen', notice)
}

export async function markAllSeen(work: Work): Promise<void> {
  const unseen = await work.db.find(Notice, { where: { userId: work.actor.id, seenAt: IsNull() } })
  for (const notice of unseen) await work.change(Object.assign(notice, { seenAt: work.now }))
  if (unseen.length > 0) await work.record('notice.seen', { id: work.actor.id }, { all: unseen.length })
}
