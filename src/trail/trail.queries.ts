import type { EntityManager } from 'typeorm'
import { LessThan } from 'typeorm'
import { TrailRow } from './trail-row.entity'

const pageSize = 50

/** What was done, newest first, a page by its sequence. */
export async function listDeeds(db: EntityManager, before: number) {
  const where = Number.isSafeInteger(before) && before > 0 ? { sequence: LessThan(before) } : {}
  const rows = await db.find(TrailRow, { where, order: { sequence: 'DESC' }, take: pageSize })
  return { rows, before: rows.length === pageSize ? rows.at(-1)?.sequence : undefined }
}
