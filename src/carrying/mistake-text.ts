import { kinds } from '../cases'
import type { Translate } from '../i18n'
import type { Mistake } from './check-file'
import { aboutColumns, entryColumns, labelOf, personColumns, type Column } from './columns'
import type { Path } from './wrong'

/** Where in a case something stands, as a path: `entries[2].answers.legalBasis`. */
export const pathText = (path: Path): string =>
  path.map((part, place) => (typeof part === 'number' ? `[${part + 1}]` : `${place ? '.' : ''}${part}`)).join('')

/** What the question is called about which something is wrong; empty where the case as a whole is. */
export function columnText(t: Translate, { path, kind, sheet, column: heading }: Mistake): string {
  if (sheet !== undefined) return heading ?? ''
  const name = path.findLast(part => typeof part === 'string')
  if (name === undefined) return ''
  const column = columnsAt(path, kind).find(one => one.name === name)
  const label = column ? labelOf(t, column) : nameOf(t, name)
  const whole = kind === undefined ? undefined : t(`entries.${kind}.list`)
  return whole === undefined ? label : `${whole}: ${label}`
}

function columnsAt([part]: Path, kind: string | undefined): readonly Column[] {
  if (part === 'about') return aboutColumns
  if (part === 'persons') return personColumns
  const entryKind = kinds.find(one => one.name === kind)
  return entryKind ? entryColumns(entryKind) : []
}

/** What has no question of its own is called as in the description of the format. */
function nameOf(t: Translate, name: string): string {
  const key = `carrying.names.${name}`
  const label = t(key)
  return label === key ? name : label
}

/** Where exactly: the cell of a workbook, else the path of the place in its case. */
export const placeText = ({ path, sheet, cell }: Mistake): string =>
  sheet === undefined ? pathText(path) : (cell ?? '')

/** One line for the terminal: row, column and reason. */
export function mistakeText(t: Translate, mistake: Mistake): string {
  const { row, sheet, key, values } = mistake
  const where = t('carrying.report.row', { row })
  const place = placeText(mistake)
  const column = [columnText(t, mistake), place && `(${place})`].filter(text => text !== '').join(' ')
  return `${[sheet, where, column].filter(text => text).join(', ')}: ${t(key, values)}`
}
