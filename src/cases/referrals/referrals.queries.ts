import type { EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../../core'
import { NotFound } from '../../core'
import { heldBy, openSubject } from '../../vault'
import type { Parcel } from './parcel'
import { Referral, ReferralWords, type Letter } from './referral.entity'

export const pageSize = 25

/** What may still be read of a referral: nothing once it was withdrawn, no parcel once it was decided on. */
export interface Said {
  readonly letter?: Letter
  readonly parcel?: Parcel
  readonly reply?: string
}

export interface OpenReferral extends Said {
  readonly referral: Referral
  readonly key: OpenKey
}

/** A referral to the actor's organisation, for those who hold its key; withdrawn, it does not exist. */
export async function findReceived(db: EntityManager, actor: Actor, id: string): Promise<OpenReferral> {
  const key = await openSubject(db, actor, id)
  const referral = await db.findOne(Referral, { where: { id, toId: actor.organisationId } })
  if (!referral) throw new NotFound()
  return { referral, key, ...(await saidIn(db, key)) }
}

export async function saidIn(db: EntityManager, key: OpenKey): Promise<Said> {
  const rows = await db.find(ReferralWords, { where: { referralId: key.subjectId } })
  for (const row of rows) key.open('referral_words', row)
  const words = (kind: ReferralWords['kind']) => rows.find(row => row.kind === kind)?.words
  const [letter, parcel, reply] = [words('letter'), words('parcel'), words('reply')]
  return {
    ...(letter && { letter: letter as Letter }),
    ...(parcel && { parcel: parcel as Parcel }),
    ...(reply && { reply: (reply as { text: string }).text }),
  }
}

const receivedBy = (db: EntityManager, actor: Actor) =>
  heldBy(db.createQueryBuilder(Referral, 'referral'), 'referral.id', actor).andWhere('referral.toId = :mine', {
    mine: actor.organisationId,
  })

/** What was sent to the actor's organisation, the latest first, a page by its key. */
export async function listReceived(db: EntityManager, actor: Actor, before: string | undefined) {
  const query = receivedBy(db, actor).orderBy('referral.id', 'DESC')
  if (before) query.andWhere('referral.id < :before', { before })
  const found = await query.limit(pageSize + 1).getMany()
  const referrals = found.slice(0, pageSize)
  return { referrals, before: found.length > pageSize ? referrals.at(-1)?.id : undefined }
}

export const countWaitingReferrals = (db: EntityManager, actor: Actor): Promise<number> =>
  actor.roles.has('coordinator')
    ? receivedBy(db, actor).andWhere("referral.state = 'sent'").getCount()
    : Promise.resolve(0)

/** What was sent of a case, the latest first, with what the actor can still open of it. */
export async function listSent(db: EntityManager, actor: Actor, caseId: string) {
  const referrals = await db.find(Referral, { where: { caseId }, order: { id: 'DESC' } })
  const opened: (Said & { referral: Referral })[] = []
  for (const referral of referrals) {
    const key = await openSubject(db, actor, referral.id).catch(() => undefined)
    const { letter, reply } = key ? await saidIn(db, key) : {}
    opened.push({ referral, ...(letter && { letter }), ...(reply !== undefined && { reply }) })
  }
  return opened
}
