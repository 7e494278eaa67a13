import { Brackets, In, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import type { Actor } from '../core'
import { heldBy, KeyWrapRow } from '../vault'
import { Case } from './case.entity'
import { openCases, openKeys, victimsOf } from './cases.queries'
import { act, detention } from './entries'
import type { Cursor, Filters, Sort } from './list-filters'
import { searchTokens } from './persons/name-index'
import { NameToken, type Person } from './persons/person.entity'
import { SecrecyMarker } from './team/team.entity'

export const pageSize = 25

/** Beyond this many a list says "more than": counting to the end would cost more than the page. */
export const countedTo = 1000

export interface CaseList {
  readonly cases: readonly Case[]
  readonly victims: ReadonlyMap<string, Person>
  /** The first day something happened, by case. */
  readonly events: Readonly<Record<string, string>>
  readonly provisions: Readonly<Record<string, readonly string[]>>
  readonly secrecy: Readonly<Record<string, readonly string[]>>
  /** Where the next page begins; absent on the last. */
  readonly after: Cursor | undefined
  readonly total: number
  readonly isMore: boolean
}

/** One page of the cases one may see, paged by key, so that page N costs what page 1 costs. */
export async function listCases(db: EntityManager, actor: Actor, filters: Filters): Promise<CaseList> {
  const tokens = filters.q && !isReference(filters.q) ? await searchTokens(db, actor, filters.q) : []
  const sight = await sightOf(db, actor)
  const narrowed = () =>
    narrow(sight(db.createQueryBuilder(Case, 'kase').where("kase.state <> 'erased'")), filters, tokens)
  const found = await page(narrowed(), filters.sort, filters.after).getMany()
  const isLast = found.length <= pageSize
  const ids = found.slice(0, pageSize).map(kase => kase.id)
  const keys = await openKeys(db, actor, ids)
  const cases = await openCases(db, actor, found.slice(0, pageSize), keys)
  const last = cases.at(-1)
  const total = isLast && !filters.after ? cases.length : await countUpTo(db, narrowed())
  return {
    cases,
    victims: await victimsOf(db, keys),
    events: await firstEvents(db, ids),
    provisions: await provisionsOf(db, ids),
    secrecy: await secrecyOf(db, ids),
    after: isLast || !last ? undefined : { at: placeIn[filters.sort].of(last), id: last.id },
    total: Math.min(total, countedTo),
    isMore: total > countedTo,
  }
}

export type Cases = SelectQueryBuilder<Case>

const few = 2000

/**
 * A lawyer's few cases are found from the keys held; somebody who holds very many reads the list in its order and checks each
 * against the keys. Either way costs a page, never the table.
 */
export async function sightOf(db: EntityManager, actor: Actor): Promise<(cases: Cases) => Cases> {
  const holders = [...actor.keys.holders]
  if (holders.length === 0) return cases => cases.andWhere('1 = 0')
  const held = await db
    .createQueryBuilder(KeyWrapRow, 'wrap')
    .select('wrap.subjectId', 'id')
    .where('wrap.holderId IN (:...holders)', { holders })
    .limit(few + 1)
    .getRawMany<{ id: string }>()
  if (held.length > few) return cases => heldBy(cases, 'kase.id', actor)
  const ids = [...new Set(held.map(wrap => wrap.id))]
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

async function countUpTo(db: EntityManager, cases: Cases): Promise<number> {
  const some = cases.select('1').limit(countedTo + 1)
  const row = await db
    .createQueryBuilder()
    .select('COUNT(*)', 'many')
    .from(`(${some.getQuery()})`, 'some')
    .setParameters(some.getParameters())
    .getRawOne<{ many: number }>()
  return Number(row?.many)
}

const isReference = (text: string) => /^[a-z]{2,8}-?\d{4}-?\d*$/i.test(text)
const isWhole = (text: string) => /^[a-z]{2,8}-\d{4}-\d{4,}$/i.test(text)

function narrow(cases: Cases, filters: Filters, tokens: readonly string[]): Cases {
  const { q, state, urgent, region } = filters
  for (const [name, condition] of Object.entries(conditions(filters))) {
    const value = filters[name as keyof Filters]
    if (value) cases.andWhere(condition, { [name]: value })
  }
  if (state.length) cases.andWhere('kase.state IN (:...state)', { state })
  if (urgent) cases.andWhere('kase.urgent = :urgent', { urgent })
  if (region) cases.andWhere(inRegion(cases, region))
  if (q) byWords(cases, q.trim().toUpperCase(), tokens)
  return cases
}

/** What one value of the address asks of a case. */
const conditions = ({ verification, cluster }: Filters) => ({
  stage: 'kase.stage = :stage',
  risk: 'kase.risk = :risk',
  source: 'kase.source = :source',
  verification:
    verification === 'VX'
      ? 'kase.verification = :verification'
      : "kase.verification >= :verification AND kase.verification <> 'VX'",
  cluster: cluster === 'none' ? 'kase.eventCluster IS NULL' : 'kase.eventCluster = :cluster',
  from: 'kase.receivedOn >= :from',
  to: 'kase.receivedOn <= :to',
  article: `EXISTS ${confirmedUnder}`,
})

function byWords(cases: Cases, q: string, tokens: readonly string[]): void {
  if (isWhole(q)) cases.andWhere('kase.reference = :q', { q })
  else if (isReference(q)) cases.andWhere('kase.reference LIKE :q', { q: `${q}%` })
  else if (tokens.length === 0) cases.andWhere('1 = 0')
  else cases.andWhere(`kase.id IN ${named(cases)}`, { tokens, parts: tokens.length })
}

/** Every part of the name belongs to the same person. */
const named = (cases: Cases): string =>
  cases
    .subQuery()
    .select('name.case_id')
    .from(NameToken, 'name')
    .where('name.token IN (:...tokens)')
    .groupBy('name.person_id')
    .addGroupBy('name.case_id')
    .having('COUNT(DISTINCT name.token) = :parts')
    .getQuery()

/** Classification stands to the right of cases: only its tables are known here, for this filter and this column. */
const confirmedUnder = `(SELECT 1 FROM classifications made JOIN classification_provisions given ON given.classification_id = made.id
  WHERE made.case_id = kase.id AND made.decision = 'confirmed' AND made.current AND given.article = :article)`

function inRegion(cases: Cases, region: string): Brackets {
  const among = (kind: typeof detention) =>
    cases
      .subQuery()
      .select('1')
      .from(kind.entity, 'entry')
      .where('entry.case_id = kase.id AND entry.region_at_event = :region')
      .getQuery()
  return new Brackets(where =>
    where.where(`EXISTS ${among(detention)}`, { region }).orWhere(`EXISTS ${among(act)}`, { region }),
  )
}

async function firstEvents(db: EntityManager, ids: readonly string[]): Promise<Record<string, string>> {
  const first: Record<string, string> = {}
  if (ids.length === 0) return first
  for (const { entity } of [detention, act]) {
    const rows = await db
      .createQueryBuilder(entity, 'entry')
      .select('entry.caseId', 'id')
      .addSelect('MIN(entry.eventOn)', 'day')
      .where('entry.caseId IN (:...ids)', { ids })
      .groupBy('entry.caseId')
      .getRawMany<{ id: string; day: string | null }>()
    for (const { id, day } of rows) if (day && (!first[id] || day < first[id])) first[id] = day
  }
  return first
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

async function secrecyOf(db: EntityManager, ids: readonly string[]): Promise<Record<string, string[]>> {
  const markers = ids.length
    ? await db.find(SecrecyMarker, { select: { id: true, caseId: true, kind: true }, where: { caseId: In([...ids]) } })
    : []
  const found: Record<string, string[]> = {}
  for (const { caseId, kind } of markers) (found[caseId] ??= []).push(kind)
  return found
}
