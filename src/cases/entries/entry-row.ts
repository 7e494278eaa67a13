import { canonicalJson } from '../../core'
import { measure } from '../clocks/clock'
import type { Moment } from '../moments/moment'
import { contestedIn } from './contested'
import type { Entry } from './entry'
import type { EntryAnswers } from './entry-form'
import { clockProperty, type EntryKind } from './entry-kind'
import { typeOf, type Row, type Value, type Words } from './types'

/** Writes answers into a row: codes, days and minutes between moments in clear; words and times of day sealed with it. */
export function writeAnswers(kind: EntryKind, entry: Entry, answers: EntryAnswers): void {
  const { values, verification, regionAtEvent, note, supportedBy, contradictedBy } = answers
  const row = entry as unknown as Row
  const words: Words = { ...otherVersions(entry.words), ...(note && { note }) }
  for (const [name, field] of Object.entries(kind.fields))
    typeOf(field).write(name, values[name] ?? typeOf(field).open(name, {}, {}), row, words)
  for (const { id, from, to } of kind.clocks) {
    const { min, max, state } = measure(values[from] as Moment | null, values[to] as Moment | null, regionAtEvent)
    const property = clockProperty(id)
    Object.assign(row, { [`${property}Min`]: min, [`${property}Max`]: max, [`${property}State`]: state })
  }
  const event = values[kind.event] as Moment | null
  Object.assign(row, { words, verification, regionAtEvent, eventOn: event?.on ?? null })
  Object.assign(row, { supportedBy: [...supportedBy], contradictedBy: [...contradictedBy] })
  entry.contested = contestedIn(kind, entry)
}

/** What the other side says of a question stays with the row when its own answers change. */
const otherVersions = (words: Words | undefined): Words =>
  Object.fromEntries(Object.entries(words ?? {}).filter(([name]) => name.startsWith('other.')))

/** The answers of a row whose words are open. */
export function readAnswers(kind: EntryKind, entry: Entry): EntryAnswers {
  const row = entry as unknown as Row
  const values = Object.entries(kind.fields).map(([name, field]): [string, Value] => [
    name,
    typeOf(field).open(name, row, entry.words),
  ])
  const { verification, regionAtEvent, supportedBy, contradictedBy, version } = entry
  const note = entry.words.note ?? ''
  return { values: Object.fromEntries(values), verification, regionAtEvent, note, supportedBy, contradictedBy, version }
}

export interface FieldDifference {
  readonly name: string
  readonly type: string
  readonly list?: string | undefined
  /** The key of its name, where it is no question of the kind. */
  readonly text?: string
  readonly theirs: Value
  readonly yours: Value
}

/** What every entry is asked besides its own questions. */
const shared = [
  { name: 'regionAtEvent', type: 'code', list: 'regions', text: 'entries.form.region' },
  { name: 'verification', type: 'code', list: 'verification_levels', text: 'entries.form.verification' },
  { name: 'note', type: 'text', text: 'entries.form.note' },
] as const

const isSame = (a: unknown, b: unknown) => canonicalJson(a ?? '') === canonicalJson(b ?? '')

/** Field by field, what two versions of an entry say differently. */
export function differenceOf(kind: EntryKind, theirs: EntryAnswers, yours: EntryAnswers): FieldDifference[] {
  const own = Object.entries(kind.fields).map(([name, field]) => ({
    name,
    type: field.type,
    list: 'list' in field ? field.list : undefined,
    theirs: theirs.values[name] ?? null,
    yours: yours.values[name] ?? null,
  }))
  const common = shared.map(asked => ({ ...asked, theirs: theirs[asked.name], yours: yours[asked.name] }))
  return [...own, ...common].filter(one => !isSame(one.theirs, one.yours))
}
