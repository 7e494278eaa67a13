import type { EntityManager } from 'typeorm'
import type { Actor } from '../../../core'
import { NotFound, noKeys } from '../../../core'
import { findUser, oneself, type User } from '../../../people'
import { heldBy, readPrintedCode, type HostKeys } from '../../../vault'
import { Case } from '../../case.entity'
import { deadline } from '../../entries'
import { stillOpen } from '../deadlines.queries'
import { CalendarFeed } from './calendar-feed.entity'

const most = 500

export const codeToken = (host: HostKeys, code: string): string => host.hmac('calendar', code).toString('base64url')

export const findOwnFeed = (db: EntityManager, { id: userId }: Actor): Promise<CalendarFeed | null> =>
  db.findOne(CalendarFeed, { where: { userId } })

/** Whose feed a code opens; a wrong one, a revoked one and that of a disabled account are the same to whoever asks. */
export async function findFeed(db: EntityManager, host: HostKeys, typed: string) {
  const code = readPrintedCode(typed)
  const feed = code && (await db.findOne(CalendarFeed, { where: { codeToken: codeToken(host, code) } }))
  if (!feed) throw new NotFound()
  const user = await findUser(db, host, feed.userId)
  if (user.state !== 'active') throw new NotFound()
  return { feed, user }
}

/** What a feed knows of a deadline: columns in clear, for nobody has signed in. */
export interface DueDay {
  readonly id: string
  readonly rule: string | null
  readonly day: string
  readonly until: string | null
}

/** The open deadlines with a day, of the cases this person holds a key to in person; the key itself is not needed. */
export function listDueDays(db: EntityManager, user: User, now: Date): Promise<DueDay[]> {
  const query = db
    .createQueryBuilder(deadline.entity, 'entry')
    .innerJoin(Case, 'kase', "kase.id = entry.case_id AND kase.state IN ('draft', 'open', 'on_hold')")
    .where(`${stillOpen} AND entry.due_at_on IS NOT NULL`)
    .select('entry.id', 'id')
    .addSelect('entry.rule', 'rule')
    .addSelect('entry.due_at_on', 'day')
    .addSelect('entry.due_at_until', 'until')
    .orderBy('entry.due_at_on', 'ASC')
    .addOrderBy('entry.id', 'ASC')
    .limit(most)
  return heldBy(query, 'kase.id', { ...oneself(user), keys: { ...noKeys, holders: [user.id], at: now } }).getRawMany()
}
