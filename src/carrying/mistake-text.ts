import { kinds } from '../cases'
import type { Translate } from '../i18n'
import type { Mistake } from './check-file'
import { aboutColumns, entryColumns, labelOf, personColumns, type Column } from './columns'
import type { Path } from './wrong'

/** Where in a case something stands, as a path: `entries[2].answers.legalBasis`. */
export const pathText = (path: Path): string =>
  path.map((part, place) => (typeof part === 'number' ? `[${part + 1}]` : `${place ? '.' : ''}${part}`)).join('')

/** What the question is called about which something is wrong; empty where the case as a whole is. */
export function columnText(t: Translate, { path, kind }: Mistake): string {
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

/** One line for the terminal: row, column and reason. */
export function mistakeText(t: Translate, mistake: Mistake): string {
  const { row, sheet, path, key, values } = mistake
  const where = t('carrying.report.row', { row })
  const column = [columnText(t, mistake), path.length ? `(${pathText(path)})` : '']
    .filter(text => text !== '')
    .join(' ')
  return `${[sheet, where, column].filter(text => text).join(', ')}: ${t(key, values)}`
}
