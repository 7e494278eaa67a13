import {
  entryForm,
  typeOf,
  type Carried,
  type EntryAnswers,
  type EntryKind,
  type OtherVersion,
  type Value,
} from '../cases'
import type { Typed } from '../web'
import { entryColumns, readable } from './columns'
import type { EntryLine, OtherLine } from './line'
import type { Findings, Path } from './wrong'

/** The id here of what a file calls so; undefined when there is nothing that is called so. */
export type IdOf = (type: 'person' | 'entry' | 'evidence', ref: string) => string | undefined

interface Place {
  readonly path: Path
  readonly found: Findings
}

/** The answers of an entry, read by the very form of its kind. */
export function readEntry(
  kind: EntryKind,
  entry: EntryLine,
  idOf: IdOf,
  now: Date,
  { path, found }: Place,
): EntryAnswers | undefined {
  const places = readable(entryColumns(kind), entry.answers)
  const { verification, regionAtEvent, note } = places
  const shared = { verification, regionAtEvent, note } as Record<string, string | undefined>
  const own = Object.keys(kind.fields).map(name =>
    takenOf(kind, name, places, idOf, { path: [...path, 'answers'], found }),
  )
  const typed = Object.assign(given(shared), ...own, bearing(entry, idOf)) as Typed
  return found.read(entryForm(kind, now), typed, name => [...path, 'answers', placeOf(name)])
}

/** The parts of a question have a dash in the form and a dot in the file. */
const placeOf = (name: string): string => name.replace('-', '.')

const given = (typed: Readonly<Record<string, string | undefined>>): Typed =>
  Object.fromEntries(Object.entries(typed).filter((one): one is [string, string] => one[1] !== undefined))

function takenOf(kind: EntryKind, name: string, places: Carried, idOf: IdOf, { path, found }: Place): Typed {
  const field = kind.fields[name]
  if (!field) return {}
  if (field.type !== 'person' && field.type !== 'entry') return typeOf(field).taken(name, places)
  const ref = places[name]
  if (ref === undefined) return {}
  const id = idOf(field.type, String(ref))
  if (id === undefined) found.add([...path, name], 'carrying.wrong.unknownRef')
  return id === undefined ? {} : typeOf(field).taken(name, { [name]: id })
}

function bearing({ supportedBy = [], contradictedBy = [] }: EntryLine, idOf: IdOf): Typed {
  const said = (refs: readonly string[], which: string) =>
    refs.flatMap(ref => {
      const id = idOf('evidence', ref)
      return id === undefined ? [] : [[`bearing-${id}`, which] as const]
    })
  return Object.fromEntries([...said(supportedBy, 'supporting'), ...said(contradictedBy, 'contradicting')])
}

/** What the other side says of a question, read by the question's own type. */
export function readOther(
  kind: EntryKind,
  name: string,
  { answers, source, item, ownSource, ownItem }: OtherLine,
  idOf: IdOf,
  now: Date,
  { path, found }: Place,
): OtherVersion | undefined {
  const field = kind.fields[name]
  if (!field) return undefined
  const places = readable(typeOf(field).cells(name, field), answers)
  const typed = takenOf(kind, name, places, idOf, { path: [...path, 'answers'], found })
  const refuse = (at: string, key: string) => found.add([...path, 'answers', placeOf(at)], key)
  const value: Value = typeOf(field).read(name, field, { typed, now, refuse })
  const itemOf = (ref: string | undefined) => (ref === undefined ? null : (idOf('evidence', ref) ?? null))
  return { value, source: source ?? null, item: itemOf(item), ownSource: ownSource ?? null, ownItem: itemOf(ownItem) }
}
