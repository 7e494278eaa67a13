import type { EntityManager } from 'typeorm'
import { In, IsNull } from 'typeorm'
import type { Actor, OpenKey } from '../core'
import { Classification, ClassificationProvision } from './classification.entity'

export interface Classified extends Classification {
  /** The primary one first. */
  provisions: readonly string[]
}

/** The decision in force about one entry and one type; a decision "nothing to classify" is about all types. */
export const currentOf = (
  db: EntityManager,
  entryId: string,
  violationCode: string | null,
): Promise<Classification[]> =>
  db.find(Classification, { where: { entryId, current: true, violationCode: violationCode ?? IsNull() } })

/** Every decision ever taken in a case, opened, newest first; `current` tells which hold. */
export async function listDecisions(db: EntityManager, key: OpenKey): Promise<Classified[]> {
  const rows = await db.find(Classification, {
    where: { caseId: key.subjectId },
    order: { decidedAt: 'DESC', id: 'DESC' },
  })
  const provisions = await provisionsOf(
    db,
    rows.map(row => row.id),
  )
  for (const row of rows) key.open('classifications', row)
  return rows.map(row => Object.assign(row, { provisions: provisions.get(row.id) ?? [] }))
}

/**
 * Coordinators know every decision. The others see on the case page what is confirmed, so they may know that, and what took the
 * place of it; `decisions` are newest first.
 */
export const knownTo = ({ roles }: Actor, decisions: readonly Classified[]): readonly Classified[] =>
  roles.has('coordinator')
    ? decisions
    : decisions.filter(
        (made, place) =>
          made.decision === 'confirmed' || earlier(made, decisions.slice(place + 1))?.decision === 'confirmed',
      )

const earlier = ({ entryId, violationCode }: Classified, before: readonly Classified[]) =>
  before.find(made => made.entryId === entryId && made.violationCode === violationCode)

async function provisionsOf(db: EntityManager, ids: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (ids.length === 0) return found
  const rows = await db.find(ClassificationProvision, {
    where: { classificationId: In(ids) },
    order: { isPrimary: 'DESC', provision: 'ASC' },
  })
  for (const row of rows) found.set(row.classificationId, [...(found.get(row.classificationId) ?? []), row.provision])
  return found
}
