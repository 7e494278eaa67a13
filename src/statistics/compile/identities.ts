import { personColumn, unitAlias } from './places'
import type { Sheet } from './sheet'

/** Several rows may be one human being, which is counted once; its answer is the best of its rows. */
export const isShared = ({ unit, catalogue }: Sheet): boolean =>
  catalogue.merged && (unit.kind === 'person' || unit.kind === 'perpetrator')

/** What is counted; in brackets, because typeorm gives two equal columns one name. */
export const unitSql = (sheet: Sheet): string => {
  const alias = unitAlias(sheet.unit)
  return isShared(sheet) ? beingOf(alias) : `${alias}.id`
}

/** The human being behind a unit: protection is about them. Of a case one of those harmed, so that no two are counted for one. */
export function behind(sheet: Sheet): string {
  const { unit, catalogue } = sheet
  if (!catalogue.merged) return `(${personColumn(sheet) ?? `${unitAlias(unit)}.id`})`
  if (unit.kind === 'case') {
    const harmed = `SELECT MIN(${beingOf('harmed')}) FROM persons harmed WHERE harmed.case_id = kase.id AND harmed.role = 'VICTIM'`
    return `COALESCE((${harmed}), kase.id)`
  }
  if (unit.kind !== 'entry') return `(${beingOf(unitAlias(unit))})`
  return `COALESCE(${sheet.join('persons', 'person', 'person.id = entry.person_id')}.identity_id, entry.person_id)`
}

const beingOf = (alias: string): string => `COALESCE(${alias}.identity_id, ${alias}.id)`

/** The best answer of a human being under each pair of keys; no further part of a table is a sum of others. */
export const bestOf = (keys: readonly ('k1' | 'k2')[]): string =>
  `(SELECT unit, ${['k1', 'k2'].map(key => (keys.includes(key as 'k1') ? key : `'' AS ${key}`)).join(', ')}, ` +
  `MIN(status) AS status, unit AS person FROM facts GROUP BY ${['unit', ...keys].join(', ')})`
