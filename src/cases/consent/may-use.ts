import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../../core'
import { findRows } from '../../database'
import { Case } from '../case.entity'
import { SecrecyMarker } from '../secrecy/secrecy.entity'
import { answerIn, uncountedKinds } from '../secrecy/secrecy-rules'
import { Consent, isCurrent } from './consent.entity'
import { judgeUse, type Known, type Use } from './use-rules'

/**
 * What every output asks before it shows anything of these persons: whether it may, and who is missing for which reason. Statistics
 * ask the same in SQL; a test holds the two together.
 */
export async function mayUse<P extends { readonly id: string }>(
  db: EntityManager,
  { subjectId }: Pick<OpenKey, 'subjectId'>,
  persons: readonly P[],
  scope: string,
  on: string,
): Promise<Use<P>> {
  return judgeUse(await whatIsKnown(db, subjectId), persons, scope, on)
}

/** Read once where several uses of one case are asked about. */
export async function whatIsKnown(
  db: EntityManager,
  caseId: string,
  uncounted: readonly string[] = uncountedKinds(),
): Promise<Known> {
  const kase = await db.findOne(Case, { select: { id: true, secrecyAnswer: true }, where: { id: caseId } })
  const markers = await db.find(SecrecyMarker, {
    select: { id: true, kind: true, endedOn: true, closedAt: true },
    where: { caseId },
    order: { id: 'ASC' },
  })
  return {
    statements: (await findRows(db, Consent, { caseId })).filter(isCurrent),
    markers: markers.map(({ id, kind, endedOn, closedAt }) => ({
      id,
      kind,
      endedOn,
      closedAt,
      counts: !uncounted.includes(kind),
    })),
    secrecyAnswer: kase && answerIn(kase, markers),
  }
}
