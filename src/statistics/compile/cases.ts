import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import type { Catalogue, ClockField } from '../question/catalogue'
import type { Question } from '../question/question'
import { allOf } from './conditions'
import type { Statement } from './count'
import { dimensionSql } from './dimensions-sql'
import { datedSql, factsQuery, openSheet, statusSql, withinBase } from './facts'
import { joinClock, sharpness } from './median'
import { caseColumn } from './places'
import type { Sheet } from './sheet'
import { yes } from './statuses'

/** The ids of the cases whose units were counted under these keys; null is every key. */
export function compileCases(
  db: EntityManager,
  catalogue: Catalogue,
  question: Question,
  keys: readonly (string | null)[],
  actor: Actor,
  on: string,
): Statement {
  const facts = openSheet(db, catalogue, question, on)
  const { sheet, dateColumn } = facts
  const { measure } = question
  const of = measure.kind === 'share' ? allOf(sheet, measure.of) : String(yes)
  const where = sheet.largest([...datedSql(dateColumn, question.period), allOf(sheet, question.where)])
  const clock = measure.kind === 'median' ? catalogue.clocks.get(measure.clock) : undefined
  const status = statusSql(sheet, clock ? known(sheet, clock, where) : withinBase(of, where))
  const keyed = question.by.map(by => dimensionSql(sheet, by, dateColumn).sql)
  const query = factsQuery(db, facts, question, actor).select(caseColumn(sheet), 'id').distinct(true)
  query.andWhere(`(${status}) = ${yes}`)
  for (const [place, sql] of keyed.entries()) {
    const key = keys[place]
    if (key !== null && key !== undefined) query.andWhere(`(${sql}) = ${sheet.value(key)}`)
  }
  const [sql, parameters] = query.setParameters(sheet.parameters).getQueryAndParameters()
  return { sql, parameters }
}

const known = (sheet: Sheet, clock: ClockField, where: string): string =>
  `CASE WHEN ${where} = ${yes} THEN ${sharpness(joinClock(sheet, clock), clock)} ELSE ${where} END`
