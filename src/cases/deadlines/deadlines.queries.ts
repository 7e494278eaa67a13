import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { In, IsNull, Not } from 'typeorm'
import type { Actor } from '../../core'
import { Case } from '../case.entity'
import { deadline, readAnswers, type Entry } from '../entries'
import { sightOf } from '../list.queries'
import type { Moment } from '../moments/moment'
import { openRows, type OpenRow } from '../open-rows'
import { TeamMember } from '../team/team.entity'
import type { DayCursor, DeadlinesAsked } from './deadlines-asked'

export const pageSize = 25

/** One deadline, its words open, and the file it belongs to. */
export interface Deadline extends OpenRow {
  readonly what: string
  readonly rule: string | null
  readonly dueAt: Moment | null
  readonly doneAt: Moment | null
  /** The last day of a due time that is two days or a day; none when it has no day. */
  readonly day: string | null
  readonly mayFinish: boolean
}

export interface Deadlines {
  readonly deadlines: readonly Deadline[]
  readonly after: DayCursor | undefined
}

/** Sorts after every day there is. */
const never = '9999-12-31'

/** Neither done nor no longer due. */
export const stillOpen =
  "(entry.done_at_state IS NULL OR entry.done_at_state IN ('unknown', 'not_asked', 'refused', 'never'))"
const dueDay = `COALESCE(entry.due_at_until, entry.due_at_on, '${never}')`
const orders = {
  open: { is: stillOpen, day: dueDay, way: 'ASC', beyond: '>' },
  done: { is: `NOT ${stillOpen}`, day: "COALESCE(entry.done_at_on, '1900-01-01')", way: 'DESC', beyond: '<' },
} as const

/** Deadlines of files in sight that are not closed, the most urgent first; done ones the latest first. A page by its key. */
export async function listDeadlines(
  db: EntityManager,
  actor: Actor,
  asked: DeadlinesAsked,
  most = pageSize,
): Promise<Deadlines> {
  const { is, day, way, beyond } = orders[asked.state]
  const query = (await inSight(db, actor, asked.whose)).andWhere(is)
  if (asked.after) query.andWhere(`(${day}, entry.id) ${beyond} (:day, :id)`, asked.after)
  const { entities, raw } = await query
    .addSelect(day, 'day_of_order')
    .orderBy('day_of_order', way)
    .addOrderBy('entry.id', way)
    .limit(most + 1)
    .getRawAndEntities<{ day_of_order: string }>()
  const shown = entities.slice(0, most)
  const last = shown.at(-1)
  return {
    deadlines: await open(db, actor, shown),
    after: entities.length > most && last ? { day: raw[most - 1]?.day_of_order ?? never, id: last.id } : undefined,
  }
}

/** One deadline of a file in sight that is not closed. */
export async function findDeadline(db: EntityManager, actor: Actor, id: string): Promise<Deadline | undefined> {
  const found = await (await inSight(db, actor, 'all')).andWhere('entry.id = :id', { id }).getMany()
  return (await open(db, actor, found))[0]
}

export interface DueCounts {
  readonly overdue: number
  readonly today: number
  readonly week: number
}

/** How many are past, due today, and due in the days after until `week`. */
export async function countDue(db: EntityManager, actor: Actor, today: string, week: string): Promise<DueCounts> {
  const sum = (condition: string) => `COALESCE(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`
  const row = await (
    await inSight(db, actor, 'all')
  )
    .andWhere(stillOpen)
    .andWhere(`${dueDay} <= :week`, { week, today })
    .select(sum(`${dueDay} < :today`), 'overdue')
    .addSelect(sum(`${dueDay} = :today`), 'today')
    .addSelect(sum(`${dueDay} > :today`), 'week')
    .getRawOne<Record<keyof DueCounts, unknown>>()
  return { overdue: Number(row?.overdue), today: Number(row?.today), week: Number(row?.week) }
}

async function inSight(db: EntityManager, actor: Actor, whose: DeadlinesAsked['whose']) {
  const query: SelectQueryBuilder<Entry> = db
    .createQueryBuilder(deadline.entity, 'entry')
    .innerJoin(Case, 'kase', "kase.id = entry.case_id AND kase.state IN ('draft', 'open', 'on_hold')")
  const sight = await sightOf(db, actor)
  return whose === 'mine' ? sight(query).andWhere(`EXISTS ${led(query)}`, { me: actor.id }) : sight(query)
}

const led = (query: SelectQueryBuilder<Entry>): string =>
  query
    .subQuery()
    .select('1')
    .from(TeamMember, 'member')
    .where("member.case_id = kase.id AND member.user_id = :me AND member.role = 'lead' AND member.until IS NULL")
    .getQuery()

/** Opens a page of them, and says which of them this person may mark. */
async function open(db: EntityManager, actor: Actor, entries: readonly Entry[]): Promise<Deadline[]> {
  const rows = await openRows(db, actor, deadline, entries)
  const writable = await writableOf(
    db,
    actor,
    rows.map(row => row.kase.id),
  )
  return rows.map(row => ({ ...row, mayFinish: writable.has(row.kase.id), ...said(row.entry) }))
}

function said(entry: Entry) {
  const { values } = readAnswers(deadline, entry)
  const dueAt = values.dueAt as Moment | null
  return {
    what: values.what as string,
    rule: values.rule as string | null,
    dueAt,
    doneAt: values.doneAt as Moment | null,
    day: dueAt?.until ?? dueAt?.on ?? null,
  }
}

/** The cases among these that one may change: a reader of the team only looks. */
async function writableOf(db: EntityManager, actor: Actor, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (actor.roles.has('coordinator')) return new Set(ids)
  const places = await db.find(TeamMember, {
    where: { caseId: In([...ids]), userId: actor.id, until: IsNull(), role: Not('reader') },
  })
  return new Set(places.map(place => place.caseId))
}
