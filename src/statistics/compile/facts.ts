import type { EntityManager, ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import type { Actor } from '../../core'
import type { Catalogue } from '../question/catalogue'
import type { Period, Question } from '../question/question'
import { consentSql, uncountedSql } from './consent'
import { caseColumn, personColumn, unitAlias } from './places'
import { Sheet, type Engine } from './sheet'
import { outside, no, statuses, unknown, yes } from './statuses'

export type Circle = Pick<Question, 'unit' | 'period' | 'minimumVerification' | 'scope'>

export interface Facts {
  readonly sheet: Sheet
  readonly dateColumn: string
}

export const engineOf = (db: EntityManager): Engine =>
  db.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite'

export function openSheet(db: EntityManager, catalogue: Catalogue, circle: Circle, on: string): Facts {
  const unit = catalogue.units.get(circle.unit)
  if (!unit) throw new Error(`No unit ${circle.unit}`)
  const sheet = new Sheet(engineOf(db), catalogue, unit, circle.minimumVerification, on)
  return { sheet, dateColumn: dateColumnOf(sheet, circle.period) }
}

/** The day a unit is dated by, `YYYY-MM-DD...`; that of a case or a person is the first event of the case. */
function dateColumnOf(sheet: Sheet, { basis }: Period): string {
  if (basis === 'received') return 'kase.received_on'
  if (basis === 'recorded') return sheet.unit.kind === 'entry' ? 'entry.created_at' : 'kase.opened_at'
  return sheet.unit.kind === 'entry' ? 'entry.event_on' : firstEvent(sheet)
}

function firstEvent(sheet: Sheet): string {
  const person = personColumn(sheet)
  const own = `x.case_id = ${caseColumn(sheet)}${person ? ` AND x.person_id = ${person}` : ''}`
  return `(SELECT MIN(x.event_on) FROM occurrences x WHERE ${own})`
}

/** The status of a unit: left out for verification, refutation, secrecy or consent; else what the conditions say of it. */
export function statusSql(sheet: Sheet, conditions: string): string {
  const least = sheet.value(sheet.minimumVerification)
  const levels = sheet.unit.kind === 'entry' ? ['entry.verification', 'kase.verification'] : ['kase.verification']
  const isRefuted = levels.map(level => `${level} = 'VX'`).join(' OR ')
  return (
    `CASE WHEN ${isRefuted} THEN ${statuses.refuted} WHEN ${levels[0] ?? ''} < ${least} THEN ${statuses.verification} ` +
    `${uncountedSql(sheet)}WHEN NOT (${consentSql(sheet)}) THEN ${statuses.consent} ELSE ${conditions} END`
  )
}

/** Of a share: who is not in the base is outside; whose part in it is not known is missing. */
export const withinBase = (of: string, where: string): string =>
  of === String(yes)
    ? where
    : `CASE WHEN ${of} = ${no} THEN ${outside} WHEN ${of} > ${yes} THEN ${of} ELSE ${where} END`

/** Every unit that could be counted, as a query that selects what the caller adds. */
export function factsQuery(db: EntityManager, { sheet, dateColumn }: Facts, circle: Circle, actor: Actor) {
  const query = db.createQueryBuilder() as SelectQueryBuilder<ObjectLiteral>
  const { unit } = sheet
  if (unit.kind === 'case') query.from('cases', 'kase')
  else {
    query.from(unit.table, unitAlias(unit))
    query.innerJoin('cases', 'kase', `kase.id = ${caseColumn(sheet)}`)
  }
  for (const { table, alias, on } of sheet.joins) query.leftJoin(table, alias, on)
  if (unit.kind === 'person') query.where("person.role = 'VICTIM'")
  if (unit.kind === 'perpetrator') query.where("perpetrator.role = 'ALLEGED_PERP'")
  query.andWhere("kase.state NOT IN ('draft', 'erased')")
  if (circle.scope === 'organisation') query.andWhere(`kase.organisation_id = ${sheet.value(actor.organisationId)}`)
  else query.andWhere(isOriginal(sheet))
  withinPeriod(query, sheet, dateColumn, circle.period)
  return query.setParameters(sheet.parameters)
}

/** What was copied from another organisation's file is counted there: across the coalition once, in each organisation its own. */
const isOriginal = ({ unit }: Sheet): string =>
  `NOT EXISTS (SELECT 1 FROM referral_copies copy WHERE copy.id = ${unitAlias(unit)}.id)`

/** What has no date could belong to the period: it is kept, and counted as unknown. */
function withinPeriod(
  query: SelectQueryBuilder<ObjectLiteral>,
  sheet: Sheet,
  column: string,
  { from, to }: Period,
): void {
  const parts = [
    ...(from ? [`${column} >= ${sheet.value(from)}`] : []),
    ...(to ? [`${column} < ${sheet.value(to)}`] : []),
  ]
  if (parts.length > 0) query.andWhere(`((${parts.join(' AND ')}) OR ${column} IS NULL)`)
}

/** Whether a date is missing that the question asks for. */
export const datedSql = (column: string, { from, to }: Period): string[] =>
  from || to ? [`CASE WHEN ${column} IS NULL THEN ${unknown} ELSE ${yes} END`] : []
