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
  if (sheet.unit.kind !== 'entry') return joinList(sheet, name)
  sheet.join('classifications', 'made', `${classifications(sheet, name).about} AND ${inForce(sheet)}`)
  if (name !== 'violation') sheet.join('classification_provisions', 'given', 'given.classification_id = made.id')
  return codes[name]
}

/** A classification is about an entry, and through it about a person: joined as one list, or another's would look like none. */
function joinList(sheet: Sheet, name: Name): string {
  const { from, counts } = classifications(sheet, name)
  const held = `${counts} AND ${inForce(sheet)}`
  const list = `(SELECT made.case_id, about.person_id AS person_id, ${codes[name]} AS code FROM ${from} WHERE ${held})`
  const alias = sheet.alias('classified')
  const person = personColumn(sheet)
  const samePerson = person ? ` AND ${alias}.person_id = ${person}` : ''
  sheet.join(list, alias, `${alias}.case_id = ${caseColumn(sheet)}${samePerson}`)
  return `${alias}.code`
}

interface About {
  readonly from: string
  /** Which of them are about the unit. */
  readonly about: string
  /** Which are about an entry that is counted: a refuted one never is. */
  readonly counts: string
}

function classifications(sheet: Sheet, name: Name): About {
  const given = name === 'violation' ? '' : ' JOIN classification_provisions given ON given.classification_id = made.id'
  const from = `classifications made${given}`
  if (sheet.unit.kind === 'entry') return { from, about: 'made.entry_id = entry.id', counts: '1 = 1' }
  const sameCase = `made.case_id = ${caseColumn(sheet)}`
  const least = sheet.value(sheet.minimumVerification)
  const counts = `about.verification >= ${least} AND about.verification <> 'VX'`
  const person = personColumn(sheet)
  const own = person ? ` AND about.person_id = ${person}` : ''
  const entries = 'JOIN occurrences about ON about.id = made.entry_id'
  return { from: `${from} ${entries}`, about: `${sameCase}${own} AND ${counts}`, counts }
}
