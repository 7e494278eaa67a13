import type { Recorded, Work } from '../../core'
import { Conflict } from '../../core'
import { PastVersion } from '../../database'
import { KeyWrapRow } from '../../vault'
import type { Case } from '../case.entity'
import { findCaseToMove, moveCase } from '../cases.service'
import { Consent } from '../consent/consent.entity'
import { kinds, Occurrence } from '../entries'
import { NameToken, Person } from '../persons/person.entity'
import { SecrecyMarker } from '../secrecy/secrecy.entity'
import { CaseDraft, TeamMember } from '../team/team.entity'

/** Throws a draft away: its parts go, and the wraps of its key, without which nothing written under it opens again. */
export async function discardDraft(work: Work, id: string): Promise<Case> {
  const { kase, key } = await findCaseToMove(work, id)
  if (kase.state !== 'draft') throw new Conflict('cases.state.refused')
  kase.words = { title: '', narratives: [], riskReason: '' }
  for (const part of [
    NameToken,
    Consent,
    Person,
    SecrecyMarker,
    TeamMember,
    Occurrence,
    ...kinds.map(kind => kind.entity),
  ])
    await removeAll(work, part, { caseId: id })
  await removeAll(work, PastVersion, { caseId: id })
  await work.db.delete(CaseDraft, { caseId: id })
  await removeAll(work, KeyWrapRow, { subjectId: id })
  return moveCase(work, { kase, key }, 'discard')
}

async function removeAll(work: Work, kind: new () => Recorded, where: object): Promise<void> {
  for (const row of await work.db.find(kind, { where })) await work.remove(row)
}
