import type { Work } from '../../core'
import { idsOf, tell } from '../../people'
import { KeyWrapRow } from '../../vault'
import { isStillConsented } from './consented'
import { Referral, ReferralWords } from './referral.entity'

/** Before it is accepted a referral can be undone: what was sent is destroyed with its keys, and neither side can open it any more. */
export async function endReferral(work: Work, referral: Referral, state: 'withdrawn' | 'stopped'): Promise<void> {
  Object.assign(referral, { state, decidedBy: work.actor.id, decidedAt: work.now })
  await work.change(referral)
  await work.record(`referral.${state}`, { id: referral.caseId }, { referral: referral.id })
  await destroyWords(work, referral.id)
  for (const wrap of await work.db.find(KeyWrapRow, { where: { subjectId: referral.id } })) await work.remove(wrap)
  await work.record('key.withdrawn', { id: referral.id }, { holder: 'all' })
  const receivers = await idsOf(work.db, 'coordinator', referral.toId)
  await tell(work, receivers, {
    kind: 'referralWithdrawn',
    about: referral,
    details: { organisation: referral.fromId },
  })
}

/** The letter and the answer may stay; a parcel that was decided on has no further use. */
export async function destroyWords(work: Work, referralId: string, kind?: ReferralWords['kind']): Promise<void> {
  const rows = await work.db.find(ReferralWords, { where: { referralId, ...(kind && { kind }) } })
  for (const row of rows) await work.remove(row)
}

/** After consent or secrecy of a case changed: whatever may no longer be passed on is stopped, in the same deed. */
export async function stopReferrals(work: Work, caseId: string): Promise<void> {
  for (const referral of await work.db.find(Referral, { where: { caseId, state: 'sent' } })) {
    if (await isStillConsented(work.db, referral, work.now)) continue
    await endReferral(work, referral, 'stopped')
    const senders = [referral.sentBy, ...(await idsOf(work.db, 'coordinator', referral.fromId))]
    await tell(work, senders, {
      kind: 'referralStopped',
      about: { id: caseId },
      details: { organisation: referral.toId },
    })
  }
}
