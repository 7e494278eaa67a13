import type { Work } from '../../core'
import { Conflict, newId } from '../../core'
import { idsOf, tell } from '../../people'
import { isStillConsented } from './consented'
import { destroyWords, endReferral } from './ending'
import { type Referral, ReferralWords } from './referral.entity'
import type { Accepting, Refusing } from './referrals.forms'
import { findReceived, type OpenReferral } from './referrals.queries'
import { unpackParcel } from './unpack'

/** The parcel becomes a case of the receiving organisation; where consent no longer holds it is stopped instead. */
export async function acceptReferral(work: Work, id: string, form: Accepting): Promise<Referral> {
  const { referral, parcel } = await findUndecided(work, id)
  if (!parcel || !(await isStillConsented(work.db, referral, work.now))) {
    await endReferral(work, referral, 'stopped')
    await tellSender(work, referral, 'referralStopped')
    return referral
  }
  const kase = await unpackParcel(work, referral, parcel, form.title)
  referral.newCaseId = kase.id
  await decide(work, referral, 'accepted')
  await work.record('referral.unpacked', kase, { referral: id })
  await tellSender(work, referral, 'referralAccepted')
  return referral
}

export async function refuseReferral(work: Work, id: string, { refusal, reply }: Refusing): Promise<Referral> {
  const { referral, key } = await findUndecided(work, id)
  referral.refusal = refusal
  await decide(work, referral, 'refused')
  if (reply) {
    const words = { text: reply }
    await work.add(Object.assign(new ReferralWords(), { id: newId(), referralId: id, kind: 'reply', words }), key)
    await work.record('referral.answered', referral)
  }
  await tellSender(work, referral, 'referralRefused')
  return referral
}

async function findUndecided(work: Work, id: string): Promise<OpenReferral> {
  const found = await findReceived(work.db, work.actor, id)
  if (found.referral.state !== 'sent') throw new Conflict('referrals.decided')
  return found
}

/** Once decided on, the parcel has no further use: it is a case now, or none of the receiver's business. */
async function decide(work: Work, referral: Referral, state: 'accepted' | 'refused'): Promise<void> {
  Object.assign(referral, { state, decidedBy: work.actor.id, decidedAt: work.now })
  await work.change(referral)
  await destroyWords(work, referral.id, 'parcel')
  const refusal = referral.refusal ? { refusal: referral.refusal } : {}
  await work.record(`referral.${state}`, { id: referral.caseId }, { referral: referral.id, ...refusal })
}

async function tellSender(work: Work, { caseId, fromId, toId, sentBy }: Referral, kind: string): Promise<void> {
  const senders = [sentBy, ...(await idsOf(work.db, 'coordinator', fromId))]
  await tell(work, senders, { kind, about: { id: caseId }, details: { organisation: toId } })
}
