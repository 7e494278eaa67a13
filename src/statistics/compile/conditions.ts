import { commonDimensions, isCommon, type ClockField, type Field } from '../question/catalogue'
import { minutesIn } from '../question/intervals'
import type { Condition } from '../question/question'
import { isClassified } from './classified'
import { occurrencePlace, placeOf, type Place } from './places'
import type { Sheet } from './sheet'
import { na, no, notAsked, notComputable, refused, unknown, yes } from './statuses'

/** The status of one unit under all the conditions together, as SQL. */
export const allOf = (sheet: Sheet, conditions: readonly Condition[]): string =>
  conditions.length === 0 ? String(yes) : sheet.largest(conditions.map(one => conditionSql(sheet, one)))

/** "Not unknown" asks for what is known: the unknown stay missing, with their reason. */
const missingCodes: readonly string[] = ['unknown', 'UNKNOWN', 'not_asked', 'refused', 'na']

function conditionSql(sheet: Sheet, one: Condition): string {
  if ('all' in one) return allOf(sheet, one.all)
  if ('any' in one) return sheet.smallest(one.any.map(inner => conditionSql(sheet, inner)))
  if ('clock' in one) {
    const clock = sheet.catalogue.clocks.get(one.clock)
    if (!clock) throw new Error(`No clock ${one.clock}`)
    return anywhere(placeOf(sheet, clock.of), alias => clockStatus(sheet, alias, clock, one))
  }
  if (one.operator !== 'not') return fieldSql(sheet, one.field, one.values)
  const positive = fieldSql(
    sheet,
    one.field,
    one.values.filter(value => !missingCodes.includes(value)),
  )
  return `CASE ${positive} WHEN ${yes} THEN ${no} WHEN ${no} THEN ${yes} ELSE ${positive} END`
}

/** Over several rows the best answer holds: one yes is yes; unknown beats no. No row at all is no. */
const anywhere = (place: Place, status: (alias: string) => string): string =>
  place.kind === 'here'
    ? status(place.alias)
    : `(SELECT COALESCE(MIN(${status(place.alias)}), ${no}) FROM ${place.table} ${place.alias} WHERE ${place.on})`

function fieldSql(sheet: Sheet, name: string, values: readonly string[]): string {
  if (isCommon(name)) return commonStatus(sheet, name, values)
  const field = sheet.catalogue.fields.get(name)
  if (!field) throw new Error(`No field ${name}`)
  return anywhere(placeOf(sheet, field.of), alias => fieldStatus(sheet, `${alias}.${field.column}`, field, values))
}

function commonStatus(sheet: Sheet, name: (typeof commonDimensions)[number], values: readonly string[]): string {
  if (name === 'year' || name === 'month') throw new Error('Years and months are asked by the period')
  if (name === 'organisation')
    return `CASE WHEN kase.organisation_id IN (${sheet.values(values)}) THEN ${yes} ELSE ${no} END`
  if (name === 'region_at_event') {
    const place = sheet.unit.kind === 'entry' ? placeOf(sheet, sheet.unit.name) : occurrencePlace(sheet)
    return anywhere(place, alias => codeStatus(sheet, `${alias}.region_at_event`, values))
  }
  return `CASE WHEN ${isClassified(sheet, name, values)} THEN ${yes} ELSE ${no} END`
}

/** A list in which nothing is ticked says nothing. */
function fieldStatus(sheet: Sheet, column: string, field: Field, values: readonly string[]): string {
  if (field.kind !== 'codes') return codeStatus(sheet, column, values)
  const has = values.map(value => sheet.holds(column, sheet.value(`|${value}|`))).join(' OR ') || '1 = 0'
  const isUnknown = sheet.holds(column, sheet.value('|unknown|'))
  return `CASE WHEN COALESCE(${column}, '') = '' THEN ${notAsked} WHEN ${has} THEN ${yes} WHEN ${isUnknown} THEN ${unknown} ELSE ${no} END`
}

/** A code asked for is yes, even when it is "unknown"; otherwise what is not known is missing, never no. The first WHEN decides. */
function codeStatus(sheet: Sheet, column: string, values: readonly string[]): string {
  const asked = values.map(value => `WHEN ${sheet.value(value)} THEN ${yes}`).join(' ')
  return (
    `CASE COALESCE(${column}, 'not_asked') ${asked} WHEN 'unknown' THEN ${unknown} WHEN 'UNKNOWN' THEN ${unknown} ` +
    `WHEN 'not_asked' THEN ${notAsked} WHEN 'refused' THEN ${refused} WHEN 'na' THEN ${na} ELSE ${no} END`
  )
}

type ClockCondition = Extract<Condition, { clock: string }>

function clockStatus(sheet: Sheet, alias: string, clock: ClockField, one: ClockCondition): string {
  const missing = clockMissing(alias, clock)
  if ('known' in one) {
    return one.known
      ? `CASE ${missing} ELSE ${yes} END`
      : `CASE WHEN (CASE ${missing} ELSE ${yes} END) = ${yes} THEN ${no} ELSE ${yes} END`
  }
  const [min, max] = [`${alias}.${clock.min}`, `${alias}.${clock.max}`]
  const limit = sheet.value(minutesIn('over' in one ? one.over : one.under) ?? 0)
  // What took exactly as long as a limit has kept it, as the clock of the case says; and it is not under it.
  const [ifOver, ifUnder, ifNever] =
    'over' in one
      ? [`${min} > ${limit} THEN ${yes}`, `${max} <= ${limit} THEN ${no}`, yes]
      : [`${min} >= ${limit} THEN ${no}`, `${max} < ${limit} THEN ${yes}`, no]
  return (
    `CASE WHEN ${ifOver} WHEN ${ifUnder} WHEN ${alias}.${clock.state} = 'never' THEN ${ifNever} ` +
    `${missing} ELSE ${notComputable} END`
  )
}

/** Why a clock says nothing, as WHENs. What never happened took longer than any limit; what still runs has a smallest duration. */
export const clockMissing = (alias: string, { state, min }: ClockField): string => {
  const column = `${alias}.${state}`
  return (
    `WHEN ${column} IS NULL OR ${column} = 'not_asked' THEN ${notAsked} WHEN ${column} = 'unknown' THEN ${unknown} ` +
    `WHEN ${column} = 'refused' THEN ${refused} WHEN ${column} = 'na' THEN ${na} ` +
    `WHEN ${column} = 'negative' OR (${column} <> 'never' AND ${alias}.${min} IS NULL) THEN ${notComputable}`
  )
}
