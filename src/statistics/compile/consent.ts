import { caseColumn, personColumn } from './places'
import type { Sheet } from './sheet'
import { statuses } from './statuses'

/**
 * What `mayUse` of the cases says of counting, in SQL: the current statement alone speaks, and a consent ends with its last day.
 * A case as a whole counts when somebody consented to be counted and nobody refused; who is accused in it, when somebody consented.
 */
export function consentSql(sheet: Sheet): string {
  const said = `consent.case_id = ${caseColumn(sheet)} AND consent.scope = 'C_STATS' AND consent.replaced_at IS NULL`
  const exists = (more: string) => `EXISTS (SELECT 1 FROM consents consent WHERE ${said} AND ${more})`
  const given = `consent.status = 'given' AND (consent.until IS NULL OR consent.until >= ${sheet.value(sheet.on)})`
  const person = personColumn(sheet)
  if (person) {
    const own = exists(`consent.person_id = ${person} AND ${given}`)
    return sheet.unit.kind === 'entry' ? `${person} IS NULL OR ${own}` : own
  }
  if (sheet.unit.kind === 'perpetrator') return exists(given)
  return `${exists(given)} AND NOT ${exists("consent.status IN ('refused', 'withdrawn')")}`
}

/** Leaves out what stands under a kind of secrecy that the coalition does not count; nothing where it counts them all. */
export function uncountedSql(sheet: Sheet): string {
  const { uncounted } = sheet.catalogue
  if (uncounted.length === 0) return ''
  const marked =
    `SELECT 1 FROM secrecy_markers marker WHERE marker.case_id = ${caseColumn(sheet)} ` +
    `AND (marker.closed_at IS NULL OR marker.ended_on > ${sheet.value(sheet.on)}) AND marker.kind IN (${sheet.values(uncounted)})`
  return `WHEN EXISTS (${marked}) THEN ${statuses.secrecy} `
}
