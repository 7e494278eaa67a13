import type { EntityManager } from 'typeorm'
import { canonicalJson, sha256 } from '../core'
import { findRow, insertRows } from '../database'
import { TrailHead, TrailRow } from './trail-row.entity'

export const beginning = '0'.repeat(64)

export type Entry = Omit<TrailRow, 'sequence' | 'previous' | 'hash'>

/** The hash of one row over everything in it and the hash of the row before (`security.md` 3.9). */
export function hashOf(row: Omit<TrailRow, 'hash'>): string {
  const { sequence, at, actorId, action, subjectId, details, rows, previous } = row
  return sha256(previous + canonicalJson({ sequence, at, actorId, action, subjectId, details, rows }))
}

/** Adds entries at the end of the chain; last thing in the transaction, so that the head is locked as briefly as can be. */
export async function append(db: EntityManager, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const head = await findRow(db, TrailHead, { id: 1 }, { lock: true })
  if (!head) throw new Error('The trail has no head')
  let { sequence, hash } = head
  const rows = entries.map(entry => {
    const row = { ...entry, sequence: ++sequence, previous: hash }
    hash = hashOf(row)
    return { ...row, hash }
  })
  await insertRows(db, db.dataSource.getMetadata(TrailRow), rows)
  const [to, at] = [0, 1].map(place => db.dataSource.driver.createParameter('', place))
  await db.query(`UPDATE trail_heads SET sequence = ${to}, hash = ${at} WHERE id = 1`, [sequence, hash])
}
