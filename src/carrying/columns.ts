import { aboutShown, personShown, secrecyAnswers, typeOf, type Cell, type EntryKind } from '../cases'
import { codebook } from '../codebook'
import type { Shown } from '../core'
import type { Translate } from '../i18n'

/** A place in a file, and the key of what it is called. */
export interface Column extends Cell {
  readonly text: string
}

/** The label of a question, with what its further places say of the answer. */
export const labelOf = (t: Translate, { text, part }: Column): string =>
  part ? `${t(text)} – ${t(`carrying.parts.${part}`)}` : t(text)

const asked = (shown: Readonly<Record<string, Shown>>): Column[] =>
  Object.entries(shown).map(([name, { text, type, list }]) => {
    if (type === 'text' || type === 'day') return { name, text, type: 'text' }
    if (type === 'yes') return { name, text, type: 'code', codes: ['yes'] }
    return { name, text, type, ...(list && { list, codes: codebook.codes(list) }) }
  })

/** What a file says of a case itself. */
export const aboutColumns: readonly Column[] = [
  ...asked(aboutShown),
  { name: 'receivedOn', text: 'cases.new.receivedOn', type: 'text' },
  { name: 'secrecyAsked', text: 'secrecy.form.asked.label', type: 'code', codes: secrecyAnswers },
]

export const personColumns: readonly Column[] = asked(personShown)

/** What every entry is asked besides its own questions. */
const shared: readonly Column[] = [
  {
    name: 'regionAtEvent',
    text: 'entries.form.region',
    type: 'code',
    list: 'regions',
    codes: codebook.codes('regions'),
  },
  {
    name: 'verification',
    text: 'entries.form.verification',
    type: 'code',
    list: 'verification_levels',
    codes: codebook.codes('verification_levels'),
  },
  { name: 'note', text: 'entries.form.note', type: 'text' },
]

/** The questions of a kind, place by place, in the order of its declaration. */
export const ownColumns = (kind: EntryKind): Column[] =>
  Object.entries(kind.fields).flatMap(([name, field]) =>
    typeOf(field)
      .cells(name, field)
      .map(cell => ({ ...cell, text: `entries.${kind.name}.fields.${name}` })),
  )

export const entryColumns = (kind: EntryKind): Column[] => [...ownColumns(kind), ...shared]

const isOf: Readonly<Record<Cell['type'], (value: unknown) => boolean>> = {
  number: value => typeof value === 'number',
  codes: value => Array.isArray(value) && value.every(one => typeof one === 'string'),
  text: value => typeof value === 'string',
  code: value => typeof value === 'string',
  moment: value => typeof value === 'string',
  person: value => typeof value === 'string',
  entry: value => typeof value === 'string',
}

/** What can be read of the answers: a place that holds something of another type is said to be wrong elsewhere. */
export function readable(columns: readonly Cell[], answers: unknown): Record<string, string | number | string[]> {
  const given = (typeof answers === 'object' && answers !== null ? answers : {}) as Record<string, unknown>
  const known = columns.filter(({ name, type }) => given[name] !== undefined && isOf[type](given[name]))
  return Object.fromEntries(known.map(({ name }) => [name, given[name] as string]))
}
