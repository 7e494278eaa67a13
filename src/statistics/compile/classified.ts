import { entryKinds } from './kinds'
import { caseColumn, personColumn } from './places'
import type { Sheet } from './sheet'

type Name = 'article' | 'provision' | 'violation'

const codes = { article: 'given.article', provision: 'given.provision', violation: 'made.violation_code' } as const

/** In force and confirmed by a coordinator: suggestions and rejected ones are never looked at. */
const inForce = ({ engine }: Sheet) =>
  `made.decision = 'confirmed' AND made.current = ${engine === 'sqlite' ? '1' : 'TRUE'}`

/** Whether the unit has a confirmed classification of one of these codes. */
export function isClassified(sheet: Sheet, name: Name, values: readonly string[]): string {
  const { from, about } = classifications(sheet, name)
  return `EXISTS (SELECT 1 FROM ${from} WHERE ${about} AND ${inForce(sheet)} AND ${codes[name]} IN (${sheet.values(values)}))`
}

/** Joins the confirmed codes of the unit, several rows where there are several; the column that holds them. */
export function joinClassified(sheet: Sheet, name: Name): string {
  sheet.repeats = true
  if (sheet.unit.kind === 'person') return joinByPerson(sheet, name)
  sheet.join('classifications', 'made', `${classifications(sheet, name).about} AND ${inForce(sheet)}`)
  if (name !== 'violation') sheet.join('classification_provisions', 'given', 'given.classification_id = made.id')
  return codes[name]
}

/** A classification is about an entry, and through it about a person: joined as one list, or another's would look like none. */
function joinByPerson(sheet: Sheet, name: Name): string {
  const { from, persons } = classifications(sheet, name)
  const list = `(SELECT made.case_id, COALESCE(${persons}) AS person_id, ${codes[name]} AS code FROM ${from} WHERE ${inForce(sheet)})`
  const alias = sheet.alias('classified')
  sheet.join(
    list,
    alias,
    `${alias}.case_id = ${caseColumn(sheet)} AND ${alias}.person_id = ${personColumn(sheet) ?? 'NULL'}`,
  )
  return `${alias}.code`
}

function classifications(sheet: Sheet, name: Name): { from: string; about: string; persons: string } {
  const given = name === 'violation' ? '' : ' JOIN classification_provisions given ON given.classification_id = made.id'
  const from = `classifications made${given}`
  if (sheet.unit.kind === 'entry') return { from, about: 'made.entry_id = entry.id', persons: '' }
  const sameCase = `made.case_id = ${caseColumn(sheet)}`
  if (sheet.unit.kind === 'case') return { from, about: sameCase, persons: '' }
  const entries = entryKinds(sheet).map(
    ({ table }, i) => `LEFT JOIN ${table} about_${i} ON about_${i}.id = made.entry_id`,
  )
  const persons = entries.map((_, i) => `about_${i}.person_id`).join(', ')
  const about = `${sameCase} AND ${personColumn(sheet) ?? 'NULL'} IN (${persons})`
  return { from: `${from} ${entries.join(' ')}`, about, persons }
}
