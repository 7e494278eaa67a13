import { isCommon, type ClockField, type CommonDimension, type Field } from '../question/catalogue'
import { intervalsOf } from '../question/intervals'
import type { By } from '../question/question'
import { joinClassified } from './classified'
import { clockMissing } from './conditions'
import { caseColumn, personColumn, placeOf } from './places'
import type { Sheet } from './sheet'
import { na, notAsked, notComputable, refused, unknown } from './statuses'

export interface Dimension {
  readonly sql: string
  /** A unit stands under one key at most. */
  readonly addsUp: boolean
}

/** The key a unit stands under, as SQL. What has no value says why: `unknown`, `not_asked`, `none` ... */
export function dimensionSql(sheet: Sheet, by: By, dateColumn: string): Dimension {
  if ('clock' in by) return clockDimension(sheet, by.clock, by.edges)
  if (isCommon(by.field)) return commonDimension(sheet, by.field, dateColumn)
  const field = sheet.catalogue.fields.get(by.field)
  if (!field) throw new Error(`No field ${by.field}`)
  const { alias, addsUp } = reach(sheet, field.of)
  return field.kind === 'codes'
    ? codesDimension(sheet, `${alias}.${field.column}`, field)
    : { sql: keyOf(`${alias}.${field.column}`), addsUp }
}

const keyOf = (column: string) =>
  `CASE WHEN ${column} = 'UNKNOWN' THEN 'unknown' ELSE COALESCE(${column}, 'not_asked') END`

/** Joins the subject; several rows of it make the unit stand under several keys. */
function reach(sheet: Sheet, subject: string): { alias: string; addsUp: boolean } {
  const place = placeOf(sheet, subject)
  if (place.kind === 'here') return { alias: place.alias, addsUp: true }
  sheet.join(place.table, place.alias, place.on)
  sheet.repeats = true
  return { alias: place.alias, addsUp: false }
}

function codesDimension(sheet: Sheet, column: string, field: Field): Dimension {
  const alias = sheet.alias('code')
  const list = field.codes
    .map((code, i) => `SELECT ${sheet.value(code)}${i === 0 ? ' AS code' : ''}`)
    .join(' UNION ALL ')
  sheet.join(`(${list})`, alias, sheet.holds(column, `'|' || ${alias}.code || '|'`))
  sheet.repeats = true
  return { sql: `COALESCE(${alias}.code, 'not_asked')`, addsUp: false }
}

function commonDimension(sheet: Sheet, name: CommonDimension, dateColumn: string): Dimension {
  switch (name) {
    case 'year':
      return { sql: `COALESCE(substr(${dateColumn}, 1, 4), 'unknown')`, addsUp: true }
    case 'month':
      return { sql: `COALESCE(substr(${dateColumn}, 1, 7), 'unknown')`, addsUp: true }
    case 'organisation':
      return { sql: 'kase.organisation_id', addsUp: true }
    case 'region_at_event':
      return regionDimension(sheet)
    default:
      return { sql: `COALESCE(${joinClassified(sheet, name)}, 'not_classified')`, addsUp: false }
  }
}

function regionDimension(sheet: Sheet): Dimension {
  if (sheet.unit.kind === 'entry') return { sql: keyOf('entry.region_at_event'), addsUp: true }
  const alias = sheet.alias('event')
  const person = personColumn(sheet)
  const samePerson = person ? ` AND ${alias}.person_id = ${person}` : ''
  const own = `${alias}.case_id = ${caseColumn(sheet)}${samePerson}`
  sheet.join('occurrences', alias, `${own} AND ${alias}.verification <> 'VX'`)
  sheet.repeats = true
  return { sql: keyOf(`${alias}.region_at_event`), addsUp: false }
}

function clockDimension(sheet: Sheet, name: string, edges: readonly string[] | undefined): Dimension {
  const clock = sheet.catalogue.clocks.get(name)
  if (!clock) throw new Error(`No clock ${name}`)
  const { alias, addsUp } = reach(sheet, clock.of)
  return { sql: intervalSql(sheet, alias, clock, edges ?? clock.edges), addsUp }
}

/** Half-open; a duration known only as a range counts where the whole range lies inside; "never" is beyond the last edge. */
function intervalSql(sheet: Sheet, alias: string, clock: ClockField, edges: readonly string[]): string {
  const [min, max] = [`${alias}.${clock.min}`, `${alias}.${clock.max}`]
  const whens = intervalsOf(edges).map(({ key, from, to }) => {
    const isInside =
      to === undefined
        ? `(${alias}.${clock.state} = 'never' OR ${min} >= ${sheet.value(from)})`
        : `${min} >= ${sheet.value(from)} AND ${max} < ${sheet.value(to)}`
    return `WHEN ${isInside} THEN ${sheet.value(key)}`
  })
  const names: [number, string][] = [
    [unknown, 'unknown'],
    [notAsked, 'not_asked'],
    [refused, 'refused'],
    [na, 'na'],
    [notComputable, 'not_computable'],
  ]
  const missing = `CASE ${clockMissing(alias, clock)} END`
  const reasons = names.map(([code, key]) => `WHEN ${code} THEN '${key}'`).join(' ')
  return `COALESCE(CASE ${missing} ${reasons} END, CASE ${whens.join(' ')} ELSE 'not_computable' END)`
}
