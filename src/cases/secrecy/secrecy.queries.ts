import { In, type EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../../core'
import { NotFound } from '../../core'
import type { Case } from '../case.entity'
import { visibleTo } from '../cases.queries'
import { SecrecyMarker } from './secrecy.entity'
import { isInForce } from './secrecy-rules'

/** All markers of a case, those that ended or were corrected among them, opened. */
export async function listSecrecy(db: EntityManager, key: OpenKey): Promise<SecrecyMarker[]> {
  const markers = await db.find(SecrecyMarker, { where: { caseId: key.subjectId }, order: { id: 'ASC' } })
  for (const marker of markers) key.open('secrecy_markers', marker)
  return markers
}

/** What binds somebody to silence on this day. */
export const secrecyInForce = async (db: EntityManager, key: OpenKey, on: string): Promise<SecrecyMarker[]> =>
  (await listSecrecy(db, key)).filter(marker => isInForce(marker, on))

/** A marker that holds still: one that ended or was corrected cannot be touched again. */
export async function findMarker(db: EntityManager, key: OpenKey, id: string, on: string): Promise<SecrecyMarker> {
  const marker = (await secrecyInForce(db, key, on)).find(one => one.id === id)
  if (!marker) throw new NotFound()
  return marker
}

/** Whether secrecy was never asked about in a case; where the answers were not kept yet, a marker is one. */
export const isUnasked = async (
  db: EntityManager,
  { id, secrecyAnswer }: Pick<Case, 'id' | 'secrecyAnswer'>,
): Promise<boolean> => secrecyAnswer === null && !(await db.existsBy(SecrecyMarker, { caseId: id }))

/** The same of a case by its id, where it is in sight. */
export async function isUnaskedInSight(db: EntityManager, actor: Actor, id: string): Promise<boolean> {
  const kase = await visibleTo(db, actor).andWhere('kase.id = :id', { id }).getOne()
  return kase !== null && isUnasked(db, kase)
}

/** The kinds of secrecy in force, by case, for lists. */
export async function secrecyKindsOf(
  db: EntityManager,
  ids: readonly string[],
  on: string,
): Promise<Record<string, string[]>> {
  const markers = ids.length
    ? await db.find(SecrecyMarker, {
        select: { id: true, caseId: true, kind: true, endedOn: true, closedAt: true },
        where: { caseId: In([...ids]) },
      })
    : []
  const found: Record<string, string[]> = {}
  for (const marker of markers) if (isInForce(marker, on)) (found[marker.caseId] ??= []).push(marker.kind)
  return found
}
