import type { Work } from '../../core'
import { Conflict, dayInAlmaty, newId, NotFound, Rejected } from '../../core'
import { asHolder, coordinatorsOf, idsOf, Organisation, tell } from '../../people'
import { hasKey, makeSubjectKey, publicKeyOf, type Holder } from '../../vault'
import type { OpenCase } from '../cases.queries'
import { whatIsKnown } from '../consent/may-use'
import { findTeamToChange } from '../team/membership'
import { judgeReferral } from './consented'
import { endReferral } from './ending'
import { packParcel, type Packed } from './pack'
import { Referral, ReferralWords } from './referral.entity'
import type { Referring } from './referrals.forms'

/** Offers parts of a case to another organisation: a sealed copy under a key of its own, for its coordinators. */
export async function sendReferral(work: Work, caseId: string, form: Referring): Promise<Referral> {
  const { found } = await findTeamToChange(work, caseId)
  if (found.kase.state === 'draft') throw new Conflict('referrals.new.draft')
  const holders = await whoReads(work, form.to)
  await refuseTwice(work, caseId, form.to)
  const packed = await packParcel(work.db, found, form)
  await refuseWithoutConsent(work, caseId, packed)
  const id = newId()
  const key = await makeSubjectKey(work, { id, kind: 'referral' }, holders)
  const referral = await work.add(referralOf(work, id, found, form, packed))
  const letter = { text: form.letter, reference: found.kase.reference ?? '' }
  await work.addAll(
    [
      Object.assign(new ReferralWords(), { id: newId(), referralId: id, kind: 'letter', words: letter }),
      Object.assign(new ReferralWords(), { id: newId(), referralId: id, kind: 'parcel', words: packed.parcel }),
    ],
    key,
  )
  const { toId: to, reason, personIds: persons, entryIds: entries } = referral
  await work.record('referral.sent', { id: caseId }, { referral: id, to, reason, persons, entries })
  const details = { organisation: referral.fromId }
  await tell(work, await idsOf(work.db, 'coordinator', to), { kind: 'referralReceived', about: referral, details })
  return referral
}

/** Who sends it, and the coordinators of both sides. */
async function whoReads({ db, actor }: Work, toId: string): Promise<Holder[]> {
  const isThere = toId !== actor.organisationId && (await db.existsBy(Organisation, { id: toId }))
  if (!isThere) refuse('to', 'referrals.new.to.required')
  const [receivers, senders] = [coordinatorsOf(toId), coordinatorsOf(actor.organisationId)]
  if (!(await hasKey(db, receivers))) refuse('to', 'referrals.new.to.noCoordinators')
  return [
    asHolder({ id: actor.id, publicKey: actor.keys.publicKey }),
    { kind: 'group', id: receivers, publicKey: await publicKeyOf(db, receivers) },
    { kind: 'group', id: senders, publicKey: await publicKeyOf(db, senders) },
  ]
}

async function refuseTwice({ db }: Work, caseId: string, toId: string): Promise<void> {
  if (await db.existsBy(Referral, { caseId, toId, state: 'sent' })) refuse('to', 'referrals.new.to.waiting')
}

async function refuseWithoutConsent({ db, now }: Work, caseId: string, { persons }: Packed): Promise<void> {
  const { may } = judgeReferral(await whatIsKnown(db, caseId), persons, dayInAlmaty(now))
  if (!may) refuse('persons', 'referrals.new.persons.noConsent')
}

function referralOf(work: Work, id: string, { kase }: OpenCase, form: Referring, packed: Packed): Referral {
  return Object.assign(new Referral(), {
    id,
    caseId: kase.id,
    fromId: kase.organisationId,
    toId: form.to,
    reason: form.reason ?? '',
    state: 'sent',
    sentBy: work.actor.id,
    sentAt: work.now,
    personIds: packed.persons.map(person => person.id),
    entryIds: [...packed.entryIds],
    decidedBy: null,
    decidedAt: null,
    refusal: null,
    newCaseId: null,
  } satisfies Partial<Referral>)
}

/** Taken back before it is accepted, as if it had not been sent. */
export async function withdrawReferral(work: Work, caseId: string, id: string): Promise<Referral> {
  await findTeamToChange(work, caseId)
  const referral = await work.db.findOne(Referral, { where: { id, caseId } })
  if (!referral) throw new NotFound()
  if (referral.state !== 'sent') throw new Conflict('referrals.decided')
  await endReferral(work, referral, 'withdrawn')
  return referral
}

function refuse(field: string, key: string): never {
  throw new Rejected(key, {}, { [field]: key })
}
