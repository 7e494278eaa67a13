import type { Work } from '../../core'
import { dayInAlmaty, Rejected } from '../../core'
import type { Case } from '../case.entity'
import type { OpenCase } from '../cases.queries'
import { findCaseToMove, touchCase } from '../cases.service'
import { stopReferrals } from '../referrals/ending'
import { markerOf, markSecrecy } from './mark'
import type { Correction, Ending, SecrecyAnswers } from './secrecy.forms'
import { findMarker, secrecyInForce } from './secrecy.queries'
import type { SecrecyMarker } from './secrecy.entity'

/** Answers the question that is asked first, or answers it anew; in whatever state the case is, because it protects people. */
export async function answerSecrecy(work: Work, caseId: string, form: SecrecyAnswers): Promise<Case> {
  const found = await findCaseToMove(work, caseId)
  const { kase, key } = found
  const isBound = (await secrecyInForce(work.db, key, dayInAlmaty(work.now))).length > 0
  if (isBound && form.secrecyAsked !== 'yes')
    throw new Rejected('secrecy.form.asked.inForce', {}, { secrecyAsked: 'secrecy.form.asked.inForce' })
  kase.secrecyAnswer = form.secrecyAsked
  await touchCase(work, found)
  await work.record('secrecy.answered', kase, { answer: form.secrecyAsked })
  await markSecrecy(work, key, form)
  await stopReferrals(work, caseId)
  return kase
}

/** Nobody is bound any longer from a day on; the marker stays as history. */
export async function endSecrecy(work: Work, caseId: string, markerId: string, form: Ending): Promise<Case> {
  const { found, marker } = await findMarkerToChange(work, caseId, markerId)
  if (marker.signedOn && form.endedOn < marker.signedOn)
    throw new Rejected('secrecy.ending.endedOn.tooEarly', {}, { endedOn: 'secrecy.ending.endedOn.tooEarly' })
  close(work, marker, form.closing)
  marker.endedOn = form.endedOn
  await work.change(marker, found.key)
  await work.record('secrecy.ended', marker, { case: caseId, kind: marker.kind, on: form.endedOn })
  return found.kase
}

/** What was wrong stays beside what is right. */
export async function correctSecrecy(work: Work, caseId: string, markerId: string, form: Correction): Promise<Case> {
  const { found, marker } = await findMarkerToChange(work, caseId, markerId)
  close(work, marker, form.closing)
  await work.change(marker, found.key)
  const corrected = await work.add(markerOf(work, found.key, form, marker.id), found.key)
  await work.record('secrecy.corrected', corrected, { case: caseId, kind: corrected.kind, replaces: marker.id })
  await stopReferrals(work, caseId)
  return found.kase
}

async function findMarkerToChange(
  work: Work,
  caseId: string,
  markerId: string,
): Promise<{ found: OpenCase; marker: SecrecyMarker }> {
  const found = await findCaseToMove(work, caseId)
  const marker = await findMarker(work.db, found.key, markerId, dayInAlmaty(work.now))
  await touchCase(work, found)
  return { found, marker }
}

function close({ actor, now }: Work, marker: SecrecyMarker, closing: string): void {
  Object.assign(marker, { closedBy: actor.id, closedAt: now, words: { ...marker.words, closing } })
}
