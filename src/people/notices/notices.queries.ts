import type { EntityManager } from 'typeorm'
import { IsNull, LessThan, MoreThan } from 'typeorm'
import type { Actor } from '../../core'
import { NotFound } from '../../core'
import type { HostKeys } from '../../vault'
import type { Organisation } from '../organisation.entity'
import { listOrganisations, staffNames } from '../people.queries'
import { Notice } from './notice.entity'
import { placeOf } from './kinds'

export const pageSize = 25
const few = 6

/** A notice as a page shows it: who did it, by name, and where it leads. */
export interface NoticeShown {
  readonly notice: Notice
  readonly by: string
  readonly organisation: Organisation | undefined
  readonly href: string | undefined
}

/** What somebody has not marked as seen yet, the newest few, and how many more there are. */
export async function listUnseen(db: EntityManager, host: HostKeys, actor: Actor) {
  const where = { userId: actor.id, seenAt: IsNull() }
  const notices = await db.find(Notice, { where, order: { id: 'DESC' }, take: few })
  const count = notices.length < few ? notices.length : await db.countBy(Notice, where)
  return { notices: await shown(db, host, actor, notices), more: count - notices.length }
}

/** Everything somebody was told, newest first, a page by its key. */
export async function listNotices(db: EntityManager, host: HostKeys, actor: Actor, before: string | undefined) {
  const where = { userId: actor.id, ...(before && { id: LessThan(before) }) }
  const found = await db.find(Notice, { where, order: { id: 'DESC' }, take: pageSize + 1 })
  const notices = found.slice(0, pageSize)
  return {
    notices: await shown(db, host, actor, notices),
    unseen: await db.countBy(Notice, { userId: actor.id, seenAt: IsNull() }),
    before: found.length > pageSize ? notices.at(-1)?.id : undefined,
  }
}

/** Somebody else's notice does not exist. */
export async function findOwnNotice(db: EntityManager, { id: userId }: Actor, id: string): Promise<Notice> {
  const notice = await db.findOne(Notice, { where: { id, userId } })
  if (!notice) throw new NotFound()
  return notice
}

async function shown(
  db: EntityManager,
  host: HostKeys,
  actor: Actor,
  notices: readonly Notice[],
): Promise<NoticeShown[]> {
  const by = (notice: Notice) => String(notice.details.by ?? '')
  const names = await staffNames(db, host, notices.map(by).filter(Boolean))
  const organisations = notices.some(one => one.details.organisation) ? await listOrganisations(db) : []
  return notices.map(notice => ({
    notice,
    by: names.get(by(notice)) ?? '',
    organisation: organisations.find(one => one.id === notice.details.organisation),
    href: placeOf(notice, actor),
  }))
}

export const countNotices = (db: EntityManager, { id: userId }: Actor, kind: string, since: Date): Promise<number> =>
  db.countBy(Notice, { userId, kind, at: MoreThan(since) })
