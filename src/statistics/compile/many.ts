import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import type { Axis, RawAnswer, Tally } from '../answer'
import { exclusions } from '../answer'
import type { Catalogue, Unit } from '../question/catalogue'
import type { Question } from '../question/question'
import { allOf } from './conditions'
import type { Statement } from './count'
import { isShared, unitSql } from './identities'
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
  const packs = packed(isShared(sheet) ? answers.map((_, at) => `a${at}`) : answers)
  const columns = isShared(sheet) ? answers.map(namedBy('a')) : packs.map(namedBy('p'))
  for (const { sql, name } of columns) query.addSelect(`(${sql})`, name)
  if (isShared(sheet)) query.addSelect(unitSql(sheet), 'unit')
  const [inner, parameters] = query.setParameters(sheet.parameters).getQueryAndParameters()
  const keys = ['year', 'base', ...packs.map((_, at) => `p${at}`)].join(', ')
  const grouped = (rows: string) => `SELECT ${keys}, COUNT(*) AS many FROM ${rows} GROUP BY ${keys} ORDER BY year`
  if (!isShared(sheet)) return { sql: grouped(`(${inner}) facts`), parameters }
  const best = bestByYear(answers.length, packs)
  return { sql: `WITH facts AS MATERIALIZED (${inner}) ${grouped(`(${best}) best`)}`, parameters }
}

const namedBy = (letter: string) => (sql: string, at: number) => ({ sql, name: `${letter}${at}` })

/** The best answers of each human being in each year, and in all of them under no year. */
function bestByYear(many: number, packs: readonly string[]): string {
  const numbers = Array.from({ length: many }, (_, at) => at)
  const counted = numbers.map(at => `CASE WHEN base = ${statuses.yes} THEN a${at} ELSE base END AS a${at}`)
  const best = (year: string, group: string) =>
    `SELECT ${year} AS year, MIN(base) AS base, ${numbers.map(at => `MIN(a${at}) AS a${at}`).join(', ')} ` +
    `FROM (SELECT unit, year, base, ${counted.join(', ')} FROM facts) counted GROUP BY ${group}`
  const named = packs.map((pack, at) => `${pack} AS p${at}`).join(', ')
  return `SELECT year, base, ${named} FROM (${best('year', 'unit, year')} UNION ALL ${best("''", 'unit')}) beings`
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
export function mostOfOnePerson({ kind, table }: Unit, merged: boolean): Statement {
  const being = 'COALESCE(person.identity_id, person.id)'
  const ofEntries = merged
    ? `SELECT COUNT(*) AS many FROM ${table} unit JOIN persons person ON person.id = unit.person_id GROUP BY ${being}`
    : `SELECT COUNT(*) AS many FROM ${table} WHERE person_id IS NOT NULL GROUP BY person_id`
  const ofCases = `SELECT COUNT(DISTINCT case_id) AS many FROM persons person WHERE role = 'VICTIM' GROUP BY ${being}`
  return { sql: `SELECT MAX(many) AS most FROM (${kind === 'entry' ? ofEntries : ofCases}) counted`, parameters: [] }
}

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
  const hasTotals = rows.some(isTotal)
  const keys = [...new Set(rows.filter(row => !isTotal(row)).map(row => String(row.year)))]
  const years: Axis = { name: 'year', keys, addsUp: !hasTotals }
  const many = countsOf(rows, place, hasTotals)
  const cell = (year: string, name: (typeof columns)[number]): Tally => {
    const units = many.get(`${year} ${statuses[name]}`) ?? 0
    return { yes: units, base: units, persons: persons(units, name === 'yes' ? year : null) }
  }
  const lines = years.keys.map(year => names.map(name => cell(year, name)))
  const total = (parts: readonly Tally[]): Tally => {
    const all = sum(parts)
    return { ...all, persons: Math.max(all.persons, persons(all.yes, null)) }
  }
  const totals = names.map((name, at) => (hasTotals ? cell('', name) : total(lines.flatMap(line => line[at] ?? []))))
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

const isTotal = (row: Rows[number]): boolean => row.year === ''

/** How many answered what in each year, and how many are left out. */
function countsOf(rows: Rows, place: number, hasTotals: boolean): ReadonlyMap<string, number> {
  const many = new Map<string, number>()
  for (const row of rows) {
    const base = Number(row.base)
    if (base !== statuses.yes && hasTotals && !isTotal(row)) continue
    const name = base === statuses.yes ? `${String(row.year)} ${answerIn(row, place)}` : `left ${base}`
    many.set(name, (many.get(name) ?? 0) + Number(row.many))
  }
  return many
}

/** Of a share, the conditions of the base too: they may be the sensitive ones. */
const allConditions = ({ measure, where }: Question) => (measure.kind === 'share' ? [...measure.of, ...where] : where)
