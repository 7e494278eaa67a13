import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import type { Catalogue, ClockField } from '../question/catalogue'
import type { Question } from '../question/question'
import { allOf, clockMissing } from './conditions'
import type { CompiledCount } from './count'
import { dimensionSql } from './dimensions-sql'
import { behind, isShared, unitSql } from './identities'
import { datedSql, factsQuery, openSheet, statusSql } from './facts'
import { placeOf } from './places'
import type { Sheet } from './sheet'
import { unitsOfMedian } from './fill'
import { notComputable, yes } from './statuses'

/** A duration known to two hours, or to a quarter of itself, has a place in a median; a coarser one is not computable. */
export const isSharp = (min: string, max: string) => `(${max} - ${min} <= 120 OR (${max} - ${min}) * 4 <= ${min})`

export function compileMedian(
  db: EntityManager,
  catalogue: Catalogue,
  question: Question,
  actor: Actor,
  on: string,
): CompiledCount {
  const clock = question.measure.kind === 'median' ? catalogue.clocks.get(question.measure.clock) : undefined
  if (!clock) throw new Error('A median needs a clock')
  const facts = openSheet(db, catalogue, question, on)
  const { sheet, dateColumn } = facts
  const alias = joinClock(sheet, clock)
  const where = sheet.largest([...datedSql(dateColumn, question.period), allOf(sheet, question.where)])
  const status = statusSql(sheet, `CASE WHEN ${where} = ${yes} THEN ${sharpness(alias, clock)} ELSE ${where} END`)
  const dimensions = question.by.map(by => dimensionSql(sheet, by, dateColumn))
  const person = behind(sheet)
  const query = factsQuery(db, facts, question, actor)
    .distinct(sheet.repeats)
    .select(unitSql(sheet), 'unit')
    .addSelect(person, 'person')
    .addSelect(status, 'status')
    .addSelect(`(${alias}.${clock.min} + ${alias}.${clock.max}) / 2`, 'minutes')
  for (const at of [0, 1]) query.addSelect(dimensions[at]?.sql ?? "''", `k${at + 1}`)
  const [inner, parameters] = query.getQueryAndParameters()
  return {
    sql: ranked(inner),
    parameters,
    addsUp: [0, 1].map(at => (dimensions[at]?.addsUp ?? true) && !(isShared(sheet) && dimensions[at])),
  }
}

export function joinClock(sheet: Sheet, clock: ClockField): string {
  const place = placeOf(sheet, clock.of)
  if (place.kind === 'here') return place.alias
  sheet.repeats = true
  return sheet.join(place.table, place.alias, place.on)
}

export const sharpness = (alias: string, clock: ClockField): string =>
  `CASE ${clockMissing(alias, clock)} WHEN ${isSharp(`${alias}.${clock.min}`, `${alias}.${clock.max}`)} THEN ${yes} ELSE ${notComputable} END`

/** Quartiles by rank, the median of an even number halfway; for each pair of keys, each key, and all. */
function ranked(inner: string): string {
  const level = (number: number, k1: string, k2: string, keys: string) => {
    const window = keys ? `PARTITION BY ${keys}` : ''
    const sharp = `SELECT DISTINCT unit, person, minutes${keys && `, ${keys}`} FROM facts WHERE status = ${yes}`
    const order =
      `SELECT ${k1} AS k1, ${k2} AS k2, person, minutes, ROW_NUMBER() OVER (${window} ORDER BY minutes) AS place, ` +
      `COUNT(*) OVER (${window}) AS total FROM (${sharp}) sharp`
    return (
      `SELECT ${number} AS level, k1, k2, ${yes} AS status, COUNT(*) AS many, COUNT(DISTINCT person) AS persons, ` +
      `MAX(CASE WHEN place = (total + 3) / 4 THEN minutes END) AS low, ` +
      `AVG(CASE WHEN place IN ((total + 1) / 2, (total + 2) / 2) THEN minutes END) AS middle, ` +
      `MAX(CASE WHEN place = (3 * total + 3) / 4 THEN minutes END) AS high FROM (${order}) ordered GROUP BY k1, k2`
    )
  }
  const best = 'SELECT MIN(status) AS status FROM facts GROUP BY unit'
  const units = `SELECT ${unitsOfMedian} AS level, '' AS k1, '' AS k2, status, COUNT(*) AS many, 0 AS persons`
  return [
    `WITH facts AS MATERIALIZED (${inner}) ${level(3, 'k1', 'k2', 'k1, k2')}`,
    level(2, 'k1', "''", 'k1'),
    level(1, "''", 'k2', 'k2'),
    level(0, "''", "''", ''),
    `${units}, NULL AS low, NULL AS middle, NULL AS high FROM (${best}) best GROUP BY status`,
  ].join(' UNION ALL ')
}
