import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import type { Catalogue } from '../question/catalogue'
import type { Question } from '../question/question'
import { allOf } from './conditions'
import { dimensionSql } from './dimensions-sql'
import { behind, bestOf, isShared, unitSql } from './identities'
import { datedSql, factsQuery, openSheet, statusSql, withinBase } from './facts'
import type { Sheet } from './sheet'
import { yes } from './statuses'

export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

export interface CompiledCount extends Statement {
  readonly addsUp: readonly boolean[]
}

/** One statement that gives every number of the table, its totals where they are no sums, and all that was left out. */
export function compileCount(
  db: EntityManager,
  catalogue: Catalogue,
  question: Question,
  actor: Actor,
  on: string,
): CompiledCount {
  const facts = openSheet(db, catalogue, question, on)
  const { sheet, dateColumn } = facts
  const dated = datedSql(dateColumn, question.period)
  const where = sheet.largest([...dated, allOf(sheet, question.where)])
  const of = question.measure.kind === 'share' ? allOf(sheet, question.measure.of) : String(yes)
  const status = statusSql(sheet, withinBase(of, where))
  const dimensions = question.by.map(by => dimensionSql(sheet, by, dateColumn))
  const person = behind(sheet)
  const query = factsQuery(db, facts, question, actor)
    .select(unitSql(sheet), 'unit')
    .addSelect(person, 'person')
    .addSelect(status, 'status')
  for (const place of [0, 1]) query.addSelect(dimensions[place]?.sql ?? "''", `k${place + 1}`)
  const [inner, parameters] = query.getQueryAndParameters()
  const addsUp = [0, 1].map(place => (dimensions[place]?.addsUp ?? true) && !(isShared(sheet) && dimensions[place]))
  const sql = sheet.repeats || catalogue.merged ? overlapping(sheet, inner, addsUp) : exclusive(inner)
  return { sql, parameters, addsUp }
}

/** Each unit is one row under one pair of keys: grouped by what it answers, so that the answer is worked out once; summed by the reader. */
const exclusive = (inner: string): string =>
  `SELECT 3 AS level, k1, k2, status, COUNT(*) AS many, COUNT(DISTINCT person) AS persons FROM (${inner}) facts GROUP BY k1, k2, status`

/**
 * A unit may be several rows: counted once for each pair of keys, and once for each total that is no sum of the others. Its answer
 * is the same in all its rows, or the best of them where they are one human being's. Where human beings are shared by rows, every
 * total says itself how many stand behind it.
 */
function overlapping(sheet: Sheet, inner: string, addsUp: readonly boolean[]): string {
  const [first = true, second = true] = addsUp.map(one => one && !sheet.catalogue.merged)
  const level = (number: number, ...keys: ('k1' | 'k2')[]) => {
    const [k1, k2] = (['k1', 'k2'] as const).map(key => (keys.includes(key) ? key : "''"))
    return (
      `SELECT ${number} AS level, ${k1} AS k1, ${k2} AS k2, status, COUNT(DISTINCT unit) AS many, ` +
      `COUNT(DISTINCT person) AS persons FROM ${isShared(sheet) ? `${bestOf(keys)} best` : 'facts'} ` +
      `GROUP BY ${[...keys, 'status'].join(', ')}`
    )
  }
  return [
    `WITH facts AS MATERIALIZED (${inner}) ${level(3, 'k1', 'k2')}`,
    ...(second ? [] : [level(2, 'k1')]),
    ...(first ? [] : [level(1, 'k2')]),
    ...(first || second ? [] : [level(0)]),
  ].join(' UNION ALL ')
}
