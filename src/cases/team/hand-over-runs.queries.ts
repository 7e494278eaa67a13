import type { EntityManager } from 'typeorm'
import { LessThan } from 'typeorm'
import type { Actor, OpenKey } from '../../core'
import { NotFound } from '../../core'
import { coordinatorsOf } from '../../people'
import { openSubject } from '../../vault'
import type { Case } from '../case.entity'
import { openCases, visibleTo } from '../cases.queries'
import { HandOverRun, HandOverStep } from './hand-over.entity'
import { TeamMember } from './team.entity'

export const pageSize = 25

/** How many cases each colleague of the organisation leads, and on how many other teams they are. */
export async function countPlaces(
  db: EntityManager,
  actor: Actor,
): Promise<Map<string, { leads: number; others: number }>> {
  const rows = await visibleTo(db, actor)
    .innerJoin(TeamMember, 'member', 'member.case_id = kase.id AND member.until IS NULL')
    .select('member.user_id', 'id')
    .addSelect("SUM(CASE WHEN member.role = 'lead' THEN 1 ELSE 0 END)", 'leads')
    .addSelect('COUNT(*)', 'all')
    .andWhere("kase.state <> 'erased'")
    .groupBy('member.user_id')
    .getRawMany<{ id: string; leads: string | number; all: string | number }>()
  return new Map(rows.map(row => [row.id, { leads: Number(row.leads), others: Number(row.all) - Number(row.leads) }]))
}

/** The cases of one colleague, opened, a page by their key. */
export async function listPlaces(db: EntityManager, actor: Actor, userId: string, after: string | undefined) {
  const query = placesOf(db, actor, userId).addSelect('member.role', 'role')
  if (after) query.andWhere('kase.id > :after', { after })
  const { entities, raw } = await query.limit(pageSize + 1).getRawAndEntities<{ role: TeamMember['role'] }>()
  const page: Case[] = entities.slice(0, pageSize)
  return {
    cases: await openCases(db, actor, page),
    roles: Object.fromEntries(page.map((kase, place) => [kase.id, raw[place]?.role])),
    after: entities.length > pageSize ? page.at(-1)?.id : undefined,
  }
}

const placesOf = (db: EntityManager, actor: Actor, userId: string) =>
  visibleTo(db, actor)
    .innerJoin(TeamMember, 'member', 'member.case_id = kase.id AND member.user_id = :userId AND member.until IS NULL', {
      userId,
    })
    .andWhere("kase.state <> 'erased'")
    .orderBy('kase.id')

/** What a run has still to do: the cases the colleague leads - all of his when he leaves - but for those that were refused. */
const left = (db: EntityManager, actor: Actor, { id, fromId, stays }: HandOverRun) => {
  const query = placesOf(db, actor, fromId)
  if (stays !== 'leaves') query.andWhere("member.role = 'lead'")
  const refused = query.subQuery().select('1').from(HandOverStep, 'step')
  refused.where("step.run_id = :runId AND step.case_id = kase.id AND step.result = 'refused'")
  return query.andWhere(`NOT EXISTS ${refused.getQuery()}`).setParameter('runId', id)
}

export async function casesLeft(db: EntityManager, actor: Actor, run: HandOverRun, most: number): Promise<string[]> {
  const rows = await left(db, actor, run).select('kase.id', 'id').limit(most).getRawMany<{ id: string }>()
  return rows.map(row => row.id)
}

export const countLeft = (db: EntityManager, actor: Actor, run: HandOverRun): Promise<number> =>
  left(db, actor, run).getCount()

export const countHandedOver = (db: EntityManager, { id: runId }: HandOverRun): Promise<number> =>
  db.countBy(HandOverStep, { runId, result: 'handedOver' })

/** What coordinators write for each other is sealed with it. */
export const groupKey = (db: EntityManager, actor: Actor): Promise<OpenKey> =>
  openSubject(db, actor, coordinatorsOf(actor.organisationId))

/** A run of another organisation does not exist; its note opens with the coordinators' key. */
export async function findRun(db: EntityManager, actor: Actor, id: string): Promise<HandOverRun> {
  const run = await db.findOne(HandOverRun, { where: { id, organisationId: actor.organisationId } })
  if (!run) throw new NotFound()
  ;(await groupKey(db, actor)).open('hand_over_runs', run)
  return run
}

/** What became of the cases of a run, the latest first, a page by its key. */
export async function listSteps(db: EntityManager, { id: runId }: HandOverRun, before: string | undefined) {
  const where = { runId, ...(before && { id: LessThan(before) }) }
  const found = await db.find(HandOverStep, { where, order: { id: 'DESC' }, take: pageSize + 1 })
  const steps = found.slice(0, pageSize)
  const counted = (result: HandOverStep['result']) => db.countBy(HandOverStep, { runId, result })
  const counts = {
    handedOver: await counted('handedOver'),
    left: await counted('left'),
    refused: await counted('refused'),
  }
  return { steps, counts, before: found.length > pageSize ? steps.at(-1)?.id : undefined }
}
