import type { OpenKey, Work } from '../../core'
import { newId } from '../../core'
import type { MarkerDescription, SecrecyAnswers } from './secrecy.forms'
import { SecrecyMarker } from './secrecy.entity'

/** Marks a case when the answer is that somebody is bound. */
export async function markSecrecy(work: Work, key: OpenKey, form: SecrecyAnswers): Promise<void> {
  if (form.secrecyAsked !== 'yes' || !form.secrecyKind) return
  const marker = await work.add(markerOf(work, key, form, null), key)
  await work.record('secrecy.marked', marker, { case: key.subjectId, kind: marker.kind })
}

export function markerOf(
  { actor, now }: Work,
  key: OpenKey,
  form: MarkerDescription,
  replaces: string | null,
): SecrecyMarker {
  return Object.assign(new SecrecyMarker(), {
    id: newId(),
    caseId: key.subjectId,
    kind: form.secrecyKind ?? '',
    bound: form.secrecyBound,
    signedOn: form.secrecySignedOn || null,
    blanket: form.secrecyBlanket,
    markedBy: actor.id,
    markedAt: now,
    endedOn: null,
    closedBy: null,
    closedAt: null,
    replaces,
    words: { note: form.secrecyNote },
  })
}
