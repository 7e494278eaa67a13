import type { Sheet } from './sheet'

/**
 * Where the columns of a subject stand, seen from the unit that is counted. `here`: one row for each unit, reached by an alias.
 * `many`: several rows, or none, reached by a link.
 */
export type Place =
  | { readonly kind: 'here'; readonly alias: string }
  | { readonly kind: 'many'; readonly table: string; readonly alias: string; readonly on: string }

/** The unit's own case and person, as columns. */
export const caseColumn = ({ unit }: Sheet): string => (unit.kind === 'case' ? 'kase.id' : `${unitAlias(unit)}.case_id`)
export const personColumn = ({ unit }: Sheet): string | undefined =>
  unit.kind === 'case' ? undefined : `${unitAlias(unit)}.person_id`

export const unitAlias = (unit: { kind: string }): string => ({ case: 'kase', person: 'role' })[unit.kind] ?? 'entry'

export function placeOf(sheet: Sheet, subject: string): Place {
  const { unit } = sheet
  if (subject === 'case') return here('kase')
  if (subject === unit.name && unit.kind === 'entry') return here('entry')
  if (subject === 'person') return personPlace(sheet)
  if (subject === 'role') return rolePlace(sheet)
  return entryPlace(sheet, subject)
}

const here = (alias: string): Place => ({ kind: 'here', alias })
const sameVictim = (alias: string, sheet: Sheet) =>
  `${alias}.case_id = ${caseColumn(sheet)} AND ${alias}.role = 'VICTIM'`

function personPlace(sheet: Sheet): Place {
  const person = personColumn(sheet)
  if (person) return here(sheet.join('persons', 'person', `person.id = ${person}`))
  const alias = sheet.alias('person')
  const link = `${alias}.id IN (SELECT victim.person_id FROM case_persons victim WHERE ${sameVictim('victim', sheet)})`
  return { kind: 'many', table: 'persons', alias, on: link }
}

function rolePlace(sheet: Sheet): Place {
  if (sheet.unit.kind === 'person') return here('role')
  if (sheet.unit.kind === 'case') {
    const alias = sheet.alias('role')
    return { kind: 'many', table: 'case_persons', alias, on: sameVictim(alias, sheet) }
  }
  return here(sheet.join('case_persons', 'role', `${sameVictim('role', sheet)} AND role.person_id = entry.person_id`))
}

/** Entries of the same person in the same case; refuted ones and those below the asked verification say nothing. */
function entryPlace(sheet: Sheet, kind: string): Place {
  const table = sheet.catalogue.units.get(kind)?.table
  if (!table) throw new Error(`${kind} is no kind of entry`)
  const alias = sheet.alias('other')
  const person = personColumn(sheet)
  const links = [
    `${alias}.case_id = ${caseColumn(sheet)}`,
    ...(person ? [`${alias}.person_id = ${person}`] : []),
    `${alias}.verification <> 'VX'`,
    `${alias}.verification >= ${sheet.value(sheet.minimumVerification)}`,
  ]
  return { kind: 'many', table, alias, on: links.join(' AND ') }
}
