import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { Actor } from '../core'
import type { PlainRead } from '../database'
import { heldBy, KeyWrapRow } from '../vault'
import { Case } from './case.entity'
import { openCases, openKeys, victimsOf } from './cases.queries'
import { Occurrence } from './entries'
import { listAlsoIn, type CaseLink } from './identities/identities.queries'
import { isReference, narrow, type Cases } from './list-conditions'
import type { Cursor, Filters, Sort } from './list-filters'
import { searchTokens } from './persons/name-index'
import type { Person } from './persons/person.entity'
import { secrecyKindsOf } from './secrecy/secrecy.queries'

export const pageSize = 25

/** Beyond this many a list says "more than": counting to the end would cost more than the page. */
export const countedTo = 1000

export interface CaseList {
  readonly cases: readonly Case[]
  readonly victims: ReadonlyMap<string, Person>
  /** In which other files in sight a victim stands too. */
  readonly alsoIn: Readonly<Record<string, readonly CaseLink[]>>
  /** The first day something happened, by case. */
  readonly events: Readonly<Record<string, string>>
  readonly provisions: Readonly<Record<string, readonly string[]>>
  readonly secrecy: Readonly<Record<string, readonly string[]>>
  /** Where the next page begins; absent on the last. */
  readonly after: Cursor | undefined
  readonly total: number
  readonly isMore: boolean
}

/**
 * One page of the cases one may see, paged by key, so that page N costs what page 1 costs. How many there are is read `aside`,
 * while the page is opened.
 */
export async function listCases(
  db: EntityManager,
  actor: Actor,
  filters: Filters,
  on: string,
  aside: PlainRead,
): Promise<CaseList> {
  const tokens = filters.q && !isReference(filters.q) ? await searchTokens(db, actor, filters.q) : []
  const sight = await sightOf(db, actor)
  const narrowed = () =>
    narrow(sight(db.createQueryBuilder(Case, 'kase').where("kase.state <> 'erased'")), filters, tokens)
  const found = await page(narrowed(), filters.sort, filters.after).getMany()
  const isLast = found.length <= pageSize
  const shown = found.slice(0, pageSize)
  const last = shown.at(-1)
  const [total, opened] = await Promise.all([
    isLast && !filters.after ? shown.length : countUpTo(db, narrowed(), aside),
    openThem(db, actor, shown, on),
  ])
  return {
    ...opened,
    after: isLast || !last ? undefined : { at: placeIn[filters.sort].of(last), id: last.id },
    total: Math.min(total, countedTo),
    isMore: total > countedTo,
  }
}

/** The cases of one page, with what a line of the list tells of each. */
async function openThem(db: EntityManager, actor: Actor, found: readonly Case[], on: string) {
  const ids = found.map(kase => kase.id)
  const keys = await openKeys(db, actor, ids)
  const victims = await victimsOf(db, keys)
  return {
    cases: await openCases(db, actor, found, keys),
    victims,
    alsoIn: await listAlsoIn(db, actor, [...victims.values()]),
    events: await firstEvents(db, ids),
    provisions: await provisionsOf(db, ids),
    secrecy: await secrecyKindsOf(db, ids, on),
  }
}

const few = 2000

/** Narrows a query in which the cases go by the name `kase`. */
type Sight = <T extends ObjectLiteral>(cases: SelectQueryBuilder<T>) => SelectQueryBuilder<T>

/**
 * A lawyer's few cases are found from the keys held; somebody who holds very many reads the list in its order and checks each
 * against the keys. Either way costs a page, never the table.
 */
export async function sightOf(db: EntityManager, actor: Actor): Promise<Sight> {
  const holders = [...actor.keys.holders]
  if (holders.length === 0) return cases => cases.andWhere('1 = 0')
  const held = () =>
    db
      .createQueryBuilder(KeyWrapRow, 'wrap')
      .select('wrap.subjectId', 'id')
      .where('wrap.holderId IN (:...holders)', { holders })
      .andWhere('(wrap.until IS NULL OR wrap.until > :at)', { at: actor.keys.at.toISOString() })
  const [oneTooMany] = await held().offset(few).limit(1).getRawMany<unknown>()
  if (oneTooMany) return cases => heldBy(cases, 'kase.id', actor)
  const ids = [...new Set((await held().getRawMany<{ id: string }>()).map(wrap => wrap.id))]
  return cases => (ids.length ? cases.andWhere('kase.id IN (:...held)', { held: ids }) : cases.andWhere('1 = 0'))
}

const placeIn: Record<
  Sort,
  { column: 'changedAt' | 'receivedOn' | 'openedAt'; way: 'ASC' | 'DESC'; of: (kase: Case) => string }
> = {
  changed: { column: 'changedAt', way: 'DESC', of: kase => kase.changedAt.toISOString() },
  received: { column: 'receivedOn', way: 'DESC', of: kase => kase.receivedOn },
  oldest: { column: 'openedAt', way: 'ASC', of: kase => kase.openedAt.toISOString() },
}

function page(cases: Cases, sort: Sort, after: Cursor | undefined): Cases {
  const { column, way } = placeIn[sort]
  const beyond = way === 'ASC' ? '>' : '<'
  const names = { changedAt: 'changed_at', receivedOn: 'received_on', openedAt: 'opened_at' }
  if (after) cases.andWhere(`(kase.${names[column]}, kase.id) ${beyond} (:at, :id)`, after)
  return cases
    .orderBy(`kase.${column}`, way)
    .addOrderBy('kase.id', way)
    .limit(pageSize + 1)
}

async function countUpTo(db: EntityManager, cases: Cases, aside: PlainRead): Promise<number> {
  const some = cases.select('1').limit(countedTo + 1)
  const [sql, parameters] = db
    .createQueryBuilder()
    .select('COUNT(*)', 'many')
    .from(`(${some.getQuery()})`, 'some')
    .setParameters(some.getParameters())
    .getQueryAndParameters()
  const [row] = await aside({ sql, parameters })
  return Number(row?.many)
}

async function firstEvents(db: EntityManager, ids: readonly string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {}
  const rows = await db
    .createQueryBuilder(Occurrence, 'happened')
    .select('happened.caseId', 'id')
    .addSelect('MIN(happened.eventOn)', 'day')
    .where('happened.caseId IN (:...ids) AND happened.eventOn IS NOT NULL', { ids })
    .groupBy('happened.caseId')
    .getRawMany<{ id: string; day: string }>()
  return Object.fromEntries(rows.map(({ id, day }) => [id, day]))
}

async function provisionsOf(db: EntityManager, ids: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  if (ids.length === 0) return found
  const rows = await db
    .createQueryBuilder()
    .select('made.case_id', 'id')
    .addSelect('given.provision', 'provision')
    .distinct(true)
    .from('classifications', 'made')
    .innerJoin('classification_provisions', 'given', 'given.classification_id = made.id')
    .where("made.case_id IN (:...ids) AND made.decision = 'confirmed' AND made.current", { ids })
    .getRawMany<{ id: string; provision: string }>()
  for (const { id, provision } of rows) (found[id] ??= []).push(provision)
  for (const list of Object.values(found)) list.sort((a, b) => parseInt(a) - parseInt(b) || a.localeCompare(b))
  return found
}
