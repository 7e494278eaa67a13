import type { EntityManager } from 'typeorm'
import type { OpenKey, Recorded, SealedRow } from '../../core'
import { PastVersion } from '../../database'

type Row = Recorded & SealedRow

export interface Version<T> {
  readonly row: T
  readonly replacedBy: string
  readonly replacedAt: Date
}

/** What a row of the case was before each change, opened, oldest first. */
export async function listVersions<T extends Row>(
  db: EntityManager,
  key: OpenKey,
  kind: new () => T,
  rowId: string,
): Promise<Version<T>[]> {
  const past = await db.find(PastVersion, {
    where: { rowId, caseId: key.subjectId },
    order: { rowVersion: 'ASC' },
  })
  return past.map(one => openVersion(key, kind, one))
}

export function openVersion<T extends Row>(key: OpenKey, kind: new () => T, past: PastVersion): Version<T> {
  const { facts, rowId: id, rowVersion: version, sealed, caseId, replacedBy, replacedAt } = past
  const row = Object.assign(new kind(), facts, { id, version, caseId, sealed })
  key.open(past.tableName, row)
  return { row, replacedBy, replacedAt }
}
