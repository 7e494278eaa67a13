import type { Unit } from '../question/catalogue'
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
  ({ case: undefined, perpetrator: undefined, person: 'person.id', entry: 'entry.person_id' })[unit.kind]

export const unitAlias = ({ kind }: Pick<Unit, 'kind'>): string => (kind === 'case' ? 'kase' : kind)

export function placeOf(sheet: Sheet, subject: string): Place {
  const { unit } = sheet
  if (subject === 'case') return here('kase')
  if (subject === unit.name) return here(unitAlias(unit))
  return subject === 'person' ? personPlace(sheet) : entryPlace(sheet, subject)
}

const here = (alias: string): Place => ({ kind: 'here', alias })

/** Whom an entry is about; of a case, all who were harmed. */
function personPlace(sheet: Sheet): Place {
  const person = personColumn(sheet)
  if (person) return here(sheet.join('persons', 'person', `person.id = ${person}`))
  const alias = sheet.alias('victim')
  return { kind: 'many', table: 'persons', alias, on: `${alias}.case_id = kase.id AND ${alias}.role = 'VICTIM'` }
}

function entryPlace(sheet: Sheet, kind: string): Place {
  const table = sheet.catalogue.units.get(kind)?.table
  if (!table) throw new Error(`${kind} is no kind of entry`)
  return among(sheet, table)
}

/** Whatever happened to the same person in the same case, of any kind. */
export const occurrencePlace = (sheet: Sheet): Place => among(sheet, 'occurrences')

/** Entries of the same person in the same case; refuted ones and those below the asked verification say nothing. */
function among(sheet: Sheet, table: string): Place {
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
