import type { EntityManager } from 'typeorm'
import { TrailRow } from './trail-row.entity'

interface Asked {
  readonly subjectIds: readonly string[]
  readonly after: { readonly last: string; readonly actorId: string } | undefined
  readonly many: number
}

/** Who looked at something, by person: one row for each, the latest first. */
export async function listLookers(db: EntityManager, { subjectIds, after, many }: Asked) {
  const query = db
    .createQueryBuilder(TrailRow, 'deed')
    .select('deed.actor_id', 'actorId')
    .addSelect('MIN(deed.at)', 'first')
    .addSelect('MAX(deed.at)', 'last')
    .addSelect("SUM(CASE WHEN deed.action = 'case.viewed' THEN 1 ELSE 0 END)", 'opened')
    .addSelect(
      "SUM(CASE WHEN deed.action IN ('evidence.downloaded', 'case.carriedOut') THEN 1 ELSE 0 END)",
      'downloads',
    )
    .where('deed.subject_id IN (:...subjectIds)', { subjectIds })
    .andWhere("deed.action IN ('case.viewed', 'evidence.viewed', 'evidence.downloaded', 'case.carriedOut')")
    .groupBy('deed.actor_id')
    .orderBy('MAX(deed.at)', 'DESC')
    .addOrderBy('deed.actor_id', 'DESC')
    .limit(many)
  if (after) query.having('(MAX(deed.at), deed.actor_id) < (:last, :actorId)', after)
  const rows = await query.getRawMany<
    Record<'actorId' | 'first' | 'last', string> & Record<'opened' | 'downloads', unknown>
  >()
  return rows.map(row => ({
    actorId: row.actorId,
    first: new Date(row.first),
    last: new Date(row.last),
    opened: Number(row.opened),
    downloads: Number(row.downloads),
  }))
}

/** When somebody last opened each of these cases. */
export async function lastOpened(
  db: EntityManager,
  actorId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db
    .createQueryBuilder(TrailRow, 'deed')
    .select('deed.subject_id', 'id')
    .addSelect('MAX(deed.at)', 'last')
    .where("deed.actor_id = :actorId AND deed.subject_id IN (:...ids) AND deed.action = 'case.viewed'", {
      actorId,
      ids,
    })
    .groupBy('deed.subject_id')
    .getRawMany<{ id: string; last: string }>()
  return new Map(rows.map(({ id, last }) => [id, new Date(last)]))
}

/** Which of these moments were deeds of somebody's; read from the index alone. */
export async function ownAmong(db: EntityManager, actorId: string, at: readonly Date[]): Promise<ReadonlySet<number>> {
  if (at.length === 0) return new Set()
  const rows = await db
    .createQueryBuilder(TrailRow, 'deed')
    .select('deed.at', 'at')
    .distinct(true)
    .where('deed.actor_id = :actorId AND deed.at IN (:...at)', { actorId, at: at.map(one => one.toISOString()) })
    .getRawMany<{ at: string }>()
  return new Set(rows.map(row => new Date(row.at).getTime()))
}
