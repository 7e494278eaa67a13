import type { EntityManager } from 'typeorm'
import { MoreThan } from 'typeorm'
import { TrailRow } from './trail-row.entity'

/** How many cases besides this one somebody opened, or took out to a file, since then, each once; read from the index alone. */
export async function countOpened(
  db: EntityManager,
  actorId: string,
  since: Date,
  besides: { readonly id: string },
): Promise<number> {
  const row = await db
    .createQueryBuilder(TrailRow, 'deed')
    .select('COUNT(DISTINCT deed.subject_id)', 'many')
    .where("deed.actor_id = :actorId AND deed.action IN ('case.viewed', 'case.carriedOut')", { actorId })
    .andWhere('deed.at > :since AND deed.subject_id <> :besides', { since: since.toISOString(), besides: besides.id })
    .getRawOne<{ many: string | number }>()
  return Number(row?.many)
}

export const hasDone = (db: EntityManager, actorId: string, action: string, since: Date): Promise<boolean> =>
  db.existsBy(TrailRow, { actorId, action, at: MoreThan(since) })
