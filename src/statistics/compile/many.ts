import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import type { Axis, RawAnswer, Tally } from '../answer'
import type { Catalogue } from '../question/catalogue'
import type { Question } from '../question/question'
import { allOf } from './conditions'
import { behind, type Statement } from './count'
import { datedSql, factsQuery, openSheet, statusSql, withinBase, type Circle } from './facts'
import { sum, type Rows } from './tallies'
import { unitAlias } from './places'
import { statuses } from './statuses'

/** What stands beside an indicator for each year, in this order. */
const columns = ['yes', 'no', 'unknown', 'not_asked', 'refused', 'na', 'not_computable'] as const
const exclusions = ['verification', 'refuted', 'consent'] as const

export const circleOf = ({ unit, period, minimumVerification, scope }: Question): Circle => ({
  unit,
  period,
  minimumVerification,
  scope,
})

/**
 * Many questions about the same units in one pass: each unit is looked at once, its status under every question kept beside it, and
 * all of them are summed by year. Only for what stands in one row for each unit.
 */
export function compileMany(
  db: EntityManager,
  catalogue: Catalogue,
  questions: readonly Question[],
  actor: Actor,
): Statement {
  const [first] = questions
  if (!first) throw new Error('Nothing was asked')
  const circle = circleOf(first)
  const facts = openSheet(db, catalogue, circle)
  const { sheet, dateColumn } = facts
  const dated = datedSql(dateColumn, circle.period)
  const statusOf = ({ measure, where }: Question) => {
    const of = measure.kind === 'share' ? allOf(sheet, measure.of) : String(statuses.yes)
    return withinBase(of, sheet.largest([...dated, allOf(sheet, where)]))
  }
  const conditions = questions.map(statusOf)
  const query = factsQuery(db, facts, circle, actor)
    .select(`${unitAlias(sheet.unit)}.id`, 'unit')
    .addSelect(behind(sheet), 'person')
    .addSelect(`COALESCE(substr(${dateColumn}, 1, 4), 'unknown')`, 'year')
    .addSelect(statusSql(sheet, String(statuses.yes)), 'base')
  for (const [place, condition] of conditions.entries()) query.addSelect(condition, `i${place}`)
  const [inner, parameters] = query.setParameters(sheet.parameters).getQueryAndParameters()
  const sums = questions.flatMap((_, place) => [
    ...columns.map(
      name => `SUM(CASE WHEN base = 1 AND i${place} = ${statuses[name]} THEN 1 ELSE 0 END) AS i${place}_${name}`,
    ),
    `COUNT(DISTINCT CASE WHEN base = 1 AND i${place} = ${statuses.yes} THEN person END) AS i${place}_persons`,
  ])
  const left = exclusions.map(name => `SUM(CASE WHEN base = ${statuses[name]} THEN 1 ELSE 0 END) AS x_${name}`)
  const sql = `WITH facts AS MATERIALIZED (${inner}) SELECT year, ${[...sums, ...left].join(', ')} FROM facts GROUP BY year ORDER BY year`
  return { sql, parameters }
}

type Asked = Pick<RawAnswer, 'codebook' | 'asOf'>

/** One indicator's part of the rows, as a table of years by what was answered; everything shown of it is in that table. */
export function tableOf(question: Question, place: number, rows: Rows, asked: Asked): RawAnswer {
  const number = (row: Rows[number], name: string) => Number(row[name] ?? 0)
  const names = question.measure.kind === 'share' ? columns : columns.filter(name => name !== 'no')
  const years: Axis = { name: 'year', keys: rows.map(row => String(row.year)), addsUp: true }
  const cell = (row: Rows[number], name: string): Tally => {
    const yes = number(row, `i${place}_${name}`)
    return { yes, base: yes, persons: name === 'yes' ? number(row, `i${place}_persons`) : yes }
  }
  const lines = rows.map(row => names.map(name => cell(row, name)))
  const totals = names.map((_, at) => sum(lines.flatMap(line => line[at] ?? [])))
  const left = (name: string) => rows.reduce((all, row) => all + number(row, `x_${name}`), 0)
  return {
    question: { ...question, measure: { kind: 'count' }, by: [{ field: 'year' }, { field: 'answer' }] },
    rows: years,
    columns: { name: 'answer', keys: [...names], addsUp: true },
    tallies: [...lines.flatMap(line => [...line, sum(line)]), ...totals, sum(totals)],
    missing: { unknown: 0, not_asked: 0, refused: 0, na: 0, not_computable: 0 },
    excluded: { verification: left('verification'), refuted: left('refuted'), consent: left('consent') },
    ...asked,
  }
}
