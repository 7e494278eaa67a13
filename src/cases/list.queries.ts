import { Brackets, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import type { Actor } from '../core'
import { one, several, type Query } from '../web'
import { Case } from './case.entity'
import { openCases, victimsOf, visibleTo } from './cases.queries'
import { act, detention } from './entries'
import { NameToken, type Person } from './persons/person.entity'
import { searchTokens } from './persons/persons.service'

export const pageSize = 25

export interface CaseList {
  readonly cases: readonly Case[]
  readonly victims: ReadonlyMap<string, Person>
  /** Where the next page begins; absent on the last. */
  readonly after: string | undefined
  readonly total: number
}

/** One page of the cases one may see: filters from the address, pages by key, so that page N costs what page 1 costs. */
export async function listCases(db: EntityManager, actor: Actor, query: Query): Promise<CaseList> {
  const tokens = await tokensOf(db, actor, one(query, 'q'))
  const filtered = () => filter(visibleTo(db, actor), query, tokens)
  const oldestFirst = one(query, 'sort') === 'oldest'
  const page = filtered().orderBy('kase.id', oldestFirst ? 'ASC' : 'DESC').limit(pageSize + 1)
  const after = one(query, 'after')
  if (after) page.andWhere(`kase.id ${oldestFirst ? '>' : '<'} :after`, { after })
  const found = await page.getMany()
  const cases = await openCases(db, actor, found.slice(0, pageSize))
  return {
    cases,
    victims: await victimsOf(db, cases.map(kase => kase.id)),
    after: found.length > pageSize ? cases.at(-1)?.id : undefined,
    total: await filtered().getCount(),
  }
}

const tokensOf = (db: EntityManager, actor: Actor, q: string | undefined) => (q && !isReference(q) ? searchTokens(db, actor, q) : Promise.resolve([]))
const isReference = (text: string) => /^[a-z]{2,8}-?\d{4}-?\d*$/i.test(text.trim())

type Cases = SelectQueryBuilder<Case>

function filter(cases: Cases, query: Query, tokens: readonly string[]): Cases {
  const q = one(query, 'q')
  const states = several(query, 'state')
  if (states.length) cases.andWhere('kase.state IN (:...states)', { states })
  for (const column of ['stage', 'verification', 'risk', 'source'] as const) {
    const value = one(query, column)
    if (value) cases.andWhere(`kase.${column} = :${column}`, { [column]: value })
  }
  const cluster = one(query, 'cluster')
  if (cluster) cases.andWhere('kase.eventCluster = :cluster', { cluster })
  if (one(query, 'urgent')) cases.andWhere('kase.urgent = :urgent', { urgent: true })
  const [from, to] = [one(query, 'from'), one(query, 'to')]
  if (from) cases.andWhere('kase.receivedOn >= :from', { from })
  if (to) cases.andWhere('kase.receivedOn < :to', { to })
  const region = one(query, 'region')
  if (region) cases.andWhere(inRegion(cases, region))
  const article = one(query, 'article')
  if (article) cases.andWhere(`EXISTS ${confirmedUnder}`, { article })
  if (q && isReference(q)) cases.andWhere('kase.reference LIKE :reference', { reference: `${q.trim().toUpperCase()}%` })
  else if (q) byTokens(cases, tokens)
  return cases
}

/** Classification stands to the right of cases: only its tables are known here, for this one filter. */
const confirmedUnder = `(SELECT 1 FROM classifications c JOIN classification_provisions p ON p.classification_id = c.id
  WHERE c.case_id = kase.id AND c.decision = 'confirmed' AND c.current AND p.article = :article)`

function inRegion(cases: Cases, region: string): Brackets {
  const among = (kind: typeof detention) => cases.subQuery().select('1').from(kind.entity, 'entry').where('entry.case_id = kase.id AND entry.region_at_event = :region').getQuery()
  return new Brackets(where => where.where(`EXISTS ${among(detention)}`, { region }).orWhere(`EXISTS ${among(act)}`, { region }))
}

/** Every part of the name must be found; without a token nothing is. */
function byTokens(cases: Cases, tokens: readonly string[]): void {
  if (tokens.length === 0) cases.andWhere('1 = 0')
  for (const [place, token] of tokens.entries()) {
    const found = cases.subQuery().select('1').from(NameToken, `name${place}`).where(`name${place}.case_id = kase.id AND name${place}.token = :token${place}`)
    cases.andWhere(`EXISTS ${found.getQuery()}`, { [`token${place}`]: token })
  }
}
