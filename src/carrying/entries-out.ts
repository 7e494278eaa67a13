import { otherVersion, readAnswers, typeOf, type Carried, type Entry, type EntryKind, type Value } from '../cases'
import { inOrder } from './check-entries'
import { filled } from './filled'
import type { CaseLine, EntryLine, OtherLine } from './line'

export interface FileEntry {
  readonly kind: EntryKind
  readonly entry: Entry
}

type Names = ReadonlyMap<string, string>

/** The entries of a case in the order in which they were written, but none before one it leads to; and what each is called. */
export function entryLines(
  entries: readonly FileEntry[],
  persons: Names,
  items: Names,
): { lines: EntryLine[]; refOf: Names } {
  const written = [...entries].sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1))
  const own = new Map(written.map(({ entry: { id } }) => [id, id]))
  const unnamed = written.map(one => entryLine(one, persons, own, items))
  const sorted = inOrder({ entries: unnamed } as unknown as CaseLine).flatMap(place => written[place] ?? [])
  const refOf = new Map(sorted.map(({ entry: { id } }, place) => [id, `e${place + 1}`]))
  return { lines: sorted.map(one => entryLine(one, persons, refOf, items)), refOf }
}

function entryLine({ kind, entry }: FileEntry, persons: Names, entries: Names, items: Names): EntryLine {
  const { values, verification, regionAtEvent, note, supportedBy, contradictedBy } = readAnswers(kind, entry)
  const own = Object.keys(kind.fields).map(name => carried(kind, name, values[name] ?? null, persons, entries))
  const refsOf = (ids: readonly string[]) => ids.flatMap(id => items.get(id) ?? []).sort(byNumber)
  return filled({
    ref: entries.get(entry.id) ?? '',
    kind: kind.name,
    person: kind.parent === undefined ? persons.get(entry.personId ?? '') : undefined,
    of: entries.get(entry.parentId ?? ''),
    answers: Object.assign({}, ...own, filled({ verification, regionAtEvent, note })) as Carried,
    supportedBy: refsOf(supportedBy),
    contradictedBy: refsOf(contradictedBy),
    other: othersOf({ kind, entry }, persons, entries, items),
  })
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

function carried(kind: EntryKind, name: string, value: Value, persons: Names, entries: Names): Carried {
  const field = kind.fields[name]
  if (!field) return {}
  if (field.type !== 'person' && field.type !== 'entry') return typeOf(field).carried(name, value)
  const ref = typeof value === 'string' ? (field.type === 'person' ? persons : entries).get(value) : undefined
  return ref === undefined ? {} : { [name]: ref }
}

function othersOf({ kind, entry }: FileEntry, persons: Names, entries: Names, items: Names): Record<string, OtherLine> {
  const others = Object.keys(kind.fields).flatMap((name): [string, OtherLine][] => {
    const other = otherVersion(entry, name)
    if (!other) return []
    const answers = carried(kind, name, other.value, persons, entries)
    const item = items.get(other.item ?? '')
    const ownItem = items.get(other.ownItem ?? '')
    const said = filled({ source: other.source ?? undefined, ownSource: other.ownSource ?? undefined, item, ownItem })
    return [[name, { answers, ...said }]]
  })
  return Object.fromEntries(others)
}
