import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import type { Catalogue } from '../question/catalogue'
import type { Question } from '../question/question'
import { allOf } from './conditions'
import { dimensionSql } from './dimensions-sql'
import { datedSql, factsQuery, openSheet, statusSql, withinBase } from './facts'
import { personColumn, unitAlias } from './places'
import type { Sheet } from './sheet'
import { statuses, no, yes } from './statuses'

export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

export interface CompiledCount extends Statement {
  readonly addsUp: readonly boolean[]
}

/** The reasons and exclusions that come back as columns `s2`, `s3` ... beside `yes` and `base`. */
export const counted = [
  statuses.unknown,
  statuses.not_asked,
  statuses.refused,
  statuses.not_computable,
  statuses.na,
  statuses.verification,
  statuses.refuted,
  statuses.consent,
]

/** One statement that gives every number of the table, its totals where they are no sums, and all that was left out. */
export function compileCount(db: EntityManager, catalogue: Catalogue, question: Question, actor: Actor): CompiledCount {
  const facts = openSheet(db, catalogue, question)
  const { sheet, dateColumn } = facts
  const dated = datedSql(dateColumn, question.period)
  const where = sheet.largest([...dated, allOf(sheet, question.where)])
  const of = question.measure.kind === 'share' ? allOf(sheet, question.measure.of) : String(yes)
  const status = statusSql(sheet, withinBase(of, where))
  const dimensions = question.by.map(by => dimensionSql(sheet, by, dateColumn))
  const query = factsQuery(db, facts, question, actor)
    .select(`${unitAlias(sheet.unit)}.id`, 'unit')
    .addSelect(behind(sheet), 'person')
    .addSelect(status, 'status')
  for (const place of [0, 1]) query.addSelect(dimensions[place]?.sql ?? "''", `k${place + 1}`)
  const [inner, parameters] = query.getQueryAndParameters()
  const sql = sheet.repeats ? overlapping(inner) : exclusive(inner)
  return { sql, parameters, addsUp: [0, 1].map(place => dimensions[place]?.addsUp ?? true) }
}

/** The person a unit is about; in brackets, because typeorm gives two equal columns one name. */
export const behind = (sheet: Sheet): string => `(${personColumn(sheet) ?? 'kase.id'})`

const isOne = (status: number) => `SUM(CASE WHEN status = ${status} THEN 1 ELSE 0 END)`

/** Each unit is one row under one pair of keys: totals are sums, worked out by the reader. */
function exclusive(inner: string): string {
  const left = counted.map(status => `${isOne(status)} AS s${status}`).join(', ')
  return (
    `SELECT 3 AS level, k1, k2, ${isOne(yes)} AS yes, SUM(CASE WHEN status IN (${yes}, ${no}) THEN 1 ELSE 0 END) AS base, ` +
    `COUNT(DISTINCT CASE WHEN status = ${yes} THEN person END) AS persons, ${left} FROM (${inner}) facts GROUP BY k1, k2`
  )
}

/** A unit may be several rows: counted once for each pair of keys, once for each key, and once in all. */
function overlapping(inner: string): string {
  const none = counted.map(status => `0 AS s${status}`).join(', ')
  const distinct = (test: string, what = 'unit') => `COUNT(DISTINCT CASE WHEN status ${test} THEN ${what} END)`
  const level = (number: number, k1: string, k2: string, group: string) =>
    `SELECT ${number} AS level, ${k1} AS k1, ${k2} AS k2, ${distinct(`= ${yes}`)} AS yes, ` +
    `${distinct(`IN (${yes}, ${no})`)} AS base, ${distinct(`= ${yes}`, 'person')} AS persons, ${none} FROM facts ${group}`
  const left = counted.map(status => `${isOne(status)} AS s${status}`).join(', ')
  const best = 'SELECT MIN(status) AS status FROM facts GROUP BY unit'
  return [
    `WITH facts AS MATERIALIZED (${inner}) ${level(3, 'k1', 'k2', 'GROUP BY k1, k2')}`,
    level(2, 'k1', "''", 'GROUP BY k1'),
    level(1, "''", 'k2', 'GROUP BY k2'),
    level(0, "''", "''", ''),
    `SELECT 4 AS level, '' AS k1, '' AS k2, 0 AS yes, 0 AS base, 0 AS persons, ${left} FROM (${best}) best`,
  ].join(' UNION ALL ')
}
