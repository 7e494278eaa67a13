import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import type { Axis, RawAnswer, Tally } from '../answer'
import { exclusions } from '../answer'
import type { Catalogue } from '../question/catalogue'
import type { Question } from '../question/question'
import { allOf } from './conditions'
import type { Statement } from './count'
import { datedSql, factsQuery, openSheet, statusSql, withinBase, type Circle } from './facts'
import { statuses } from './statuses'
import { sum, type Rows } from './tallies'

/** What stands beside an indicator for each year, in this order. */
const columns = ['yes', 'no', 'unknown', 'not_asked', 'refused', 'na', 'not_computable'] as const

export const circleOf = ({ unit, period, minimumVerification, scope }: Question): Circle => ({
  unit,
  period,
  minimumVerification,
  scope,
})

/**
 * Many questions about the same units in one pass: each unit is looked at once, and units that answer all of them alike in the same
 * year come back as one row. Grouping the answers beats summing each of them: the conditions are worked out once for each unit.
 */
export function compileMany(
  db: EntityManager,
  catalogue: Catalogue,
  questions: readonly Question[],
  actor: Actor,
  on: string,
): Statement {
  const [first] = questions
  if (!first) throw new Error('Nothing was asked')
  const circle = circleOf(first)
  const facts = openSheet(db, catalogue, circle, on)
  const { sheet, dateColumn } = facts
  const dated = datedSql(dateColumn, circle.period)
  const answers = questions.map(({ measure, where }) => {
    const of = measure.kind === 'share' ? allOf(sheet, measure.of) : String(statuses.yes)
    return withinBase(of, sheet.largest([...dated, allOf(sheet, where)]))
  })
  const base = statusSql(sheet, String(statuses.yes))
  const query = factsQuery(db, facts, circle, actor)
    .select(`COALESCE(substr(${dateColumn}, 1, 4), 'unknown')`, 'year')
    .addSelect(base, 'base')
  const packs = packed(answers)
  for (const [at, pack] of packs.entries()) query.addSelect(`(${pack})`, `p${at}`)
  const [inner, parameters] = query.setParameters(sheet.parameters).getQueryAndParameters()
  const keys = ['year', 'base', ...packs.map((_, at) => `p${at}`)].join(', ')
  return { sql: `SELECT ${keys}, COUNT(*) AS many FROM (${inner}) facts GROUP BY ${keys} ORDER BY year`, parameters }
}

/** Answers are below 16: twelve of them fit into one whole number, which groups faster than twelve columns. */
const perPack = 12

function packed(answers: readonly string[]): string[] {
  const many = Math.ceil(answers.length / perPack)
  return Array.from({ length: many }, (_, at) =>
    answers
      .slice(at * perPack, (at + 1) * perPack)
      .map((answer, place) => `(${answer}) * ${16 ** place}`)
      .join(' + '),
  )
}

const answerIn = (row: Rows[number], place: number): number =>
  Math.floor(Number(row[`p${Math.floor(place / perPack)}`]) / 16 ** (place % perPack)) % 16

/** How many units one person has at most: so many units, at least so many persons. */
export const mostOfOnePerson = (table: string): Statement => ({
  sql: `SELECT MAX(many) AS most FROM (SELECT COUNT(*) AS many FROM ${table} WHERE person_id IS NOT NULL GROUP BY person_id) counted`,
  parameters: [],
})

/** Persons behind so many units of an indicator in a year, or in all. */
export type PersonsBehind = (units: number, year: string | null) => number

type Asked = Pick<RawAnswer, 'codebook' | 'asOf'>

/** One indicator's part of the rows, as a table of years by what was answered; everything shown of it is in that table. */
export function tableOf(
  question: Question,
  place: number,
  rows: Rows,
  persons: PersonsBehind,
  asked: Asked,
): RawAnswer {
  const names = question.measure.kind === 'share' ? columns : columns.filter(name => name !== 'no')
  const years: Axis = { name: 'year', keys: [...new Set(rows.map(row => String(row.year)))], addsUp: true }
  const many = new Map<string, number>()
  for (const row of rows) {
    const base = Number(row.base)
    const name = base === statuses.yes ? `${String(row.year)} ${answerIn(row, place)}` : `left ${base}`
    many.set(name, (many.get(name) ?? 0) + Number(row.many))
  }
  const cell = (year: string, name: (typeof columns)[number]): Tally => {
    const units = many.get(`${year} ${statuses[name]}`) ?? 0
    return { yes: units, base: units, persons: persons(units, name === 'yes' ? year : null) }
  }
  const lines = years.keys.map(year => names.map(name => cell(year, name)))
  const total = (parts: readonly Tally[]): Tally => {
    const all = sum(parts)
    return { ...all, persons: Math.max(all.persons, persons(all.yes, null)) }
  }
  const totals = names.map((_, at) => total(lines.flatMap(line => line[at] ?? [])))
  const left = Object.fromEntries(exclusions.map(name => [name, many.get(`left ${statuses[name]}`) ?? 0]))
  return {
    question: {
      ...question,
      where: allConditions(question),
      measure: { kind: 'count' },
      by: [{ field: 'year' }, { field: 'answer' }],
    },
    rows: years,
    columns: { name: 'answer', keys: [...names], addsUp: true },
    tallies: [...lines.flatMap(line => [...line, total(line)]), ...totals, total(totals)],
    missing: { unknown: 0, not_asked: 0, refused: 0, na: 0, not_computable: 0 },
    excluded: left as RawAnswer['excluded'],
    ...asked,
  }
}

/** Of a share, the conditions of the base too: they may be the sensitive ones. */
const allConditions = ({ measure, where }: Question) => (measure.kind === 'share' ? [...measure.of, ...where] : where)
