import type { SelectQueryBuilder } from 'typeorm'
import type { Case } from './case.entity'
import { Occurrence } from './entries'
import type { Filters } from './list-filters'
import { NameToken } from './persons/person.entity'

/** A query of cases under the name `kase`, being narrowed. */
export type Cases = SelectQueryBuilder<Case>

export const isReference = (text: string) => /^[a-z]{2,8}-?\d{4}-?\d*$/i.test(text)
const isWhole = (text: string) => /^[a-z]{2,8}-\d{4}-\d{4,}$/i.test(text)

/** The cases that the filters of an address let through. */
export function narrow(cases: Cases, filters: Filters, tokens: readonly string[]): Cases {
  const { q, state, urgent, region } = filters
  for (const [name, condition] of Object.entries(conditions(filters))) {
    const value = filters[name as keyof Filters]
    if (value) cases.andWhere(condition, { [name]: value })
  }
  if (state.length) cases.andWhere('kase.state IN (:...state)', { state })
  if (urgent) cases.andWhere('kase.urgent = :urgent', { urgent })
  if (region) cases.andWhere(`EXISTS ${inRegion(cases)}`, { region })
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
  below: "kase.verification < :below AND kase.verification <> 'VX'",
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

/** Something of any kind happened there. */
const inRegion = (cases: Cases): string =>
  cases
    .subQuery()
    .select('1')
    .from(Occurrence, 'happened')
    .where('happened.case_id = kase.id AND happened.region_at_event = :region')
    .getQuery()
