import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { Actor, KeyWrap, OpenKey } from '../core'
import { NotFound } from '../core'
import { findRows } from '../database'
import { KeyWrapRow } from './key-wrap.entity'
import { SubjectKey } from './subject-key.entity'

/** Narrows a query to what the actor holds a key for: sight and key cannot part. */
export function heldBy<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  actor: Actor,
): SelectQueryBuilder<T> {
  if (actor.keys.holders.length === 0) return query.andWhere('1 = 0')
  const wrap = query
    .subQuery()
    .select('1')
    .from(KeyWrapRow, 'wrap')
    .where(`wrap.subject_id = ${column}`)
    .andWhere('wrap.holder_id IN (:...keyHolders)')
    .andWhere('(wrap.until IS NULL OR wrap.until > :keysAt)')
    .limit(1) // kept apart from the outer query, SQLite answers it from one index alone
  return query
    .andWhere(`EXISTS ${wrap.getQuery()}`)
    .setParameters({ keyHolders: actor.keys.holders, keysAt: actor.keys.at.toISOString() })
}

/** Whether a wrap still opens at a moment. */
export const opensAt = ({ until }: Pick<KeyWrap, 'until'>, at: Date): boolean => until === null || until > at

/** The wraps the actor can open, by subject, in one query. */
export async function wrapsFor(
  db: EntityManager,
  actor: Actor,
  subjectIds: readonly string[],
): Promise<Map<string, KeyWrap[]>> {
  const found = new Map<string, KeyWrap[]>()
  if (subjectIds.length === 0 || actor.keys.holders.length === 0) return found
  const rows = await findRows(db, KeyWrapRow, { subjectId: subjectIds, holderId: actor.keys.holders })
  for (const row of rows.filter(one => opensAt(one, actor.keys.at)))
    found.set(row.subjectId, [...(found.get(row.subjectId) ?? []), row])
  return found
}

/** The opened key of one subject; without a wrap for this actor it does not exist. */
export async function openSubject(db: EntityManager, actor: Actor, subjectId: string): Promise<OpenKey> {
  const wraps = await wrapsFor(db, actor, [subjectId])
  return actor.keys.open(wraps.get(subjectId) ?? [])
}

/** Where something new about the subject is sealed to: its newest public key. */
export async function publicKeyOf(db: EntityManager, subjectId: string): Promise<Buffer> {
  return (await newestKey(db, subjectId)).publicKey
}

export async function newestKey(db: EntityManager, subjectId: string): Promise<SubjectKey> {
  const keys = await findRows(db, SubjectKey, { subjectId })
  const [newest] = keys.sort((a, b) => b.generation - a.generation)
  if (!newest) throw new NotFound()
  return newest
}

export const hasKey = async (db: EntityManager, subjectId: string): Promise<boolean> =>
  (await db.countBy(SubjectKey, { subjectId })) > 0
