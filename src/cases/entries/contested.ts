import { canonicalJson } from '../../core'
import type { Entry } from './entry'
import type { EntryKind } from './entry-kind'
import { typeOf, type Row, type Value, type Words } from './types'

/** What the other side says of a question: the paper where the person was asked, the person where the paper was; each with its source. */
export interface OtherVersion {
  readonly value: Value
  readonly source: string | null
  /** Id of the evidence item it stands in. */
  readonly item: string | null
  /** Who or what says the answer of the entry itself. */
  readonly ownSource: string | null
  readonly ownItem: string | null
}

const nameOf = (field: string) => `other.${field}`

export function otherVersion({ words }: Pick<Entry, 'words'>, field: string): OtherVersion | null {
  const written = words[nameOf(field)]
  return written === undefined ? null : (JSON.parse(written) as OtherVersion)
}

/** Puts another version of one answer beside it, or takes it away; whether the two differ is counted. */
export function contest(kind: EntryKind, entry: Entry, field: string, other: OtherVersion | null): void {
  const { [nameOf(field)]: _before, ...words }: Words = entry.words
  entry.words = other ? { ...words, [nameOf(field)]: JSON.stringify(other) } : words
  entry.contested = contestedIn(kind, entry)
}

/** The questions to which the two sides give different answers; an answer only one of them gives is no difference. */
export const contestedIn = (kind: EntryKind, entry: Entry): string[] =>
  Object.entries(kind.fields)
    .filter(([name, field]) => {
      const other = otherVersion(entry, name)
      return other !== null && differ(typeOf(field).open(name, entry as unknown as Row, entry.words), other.value)
    })
    .map(([name]) => name)

function differ(ours: Value, theirs: Value): boolean {
  if (isBlank(ours) || isBlank(theirs)) return false
  return canonicalJson(bare(ours)) !== canonicalJson(bare(theirs))
}

const isBlank = (value: Value): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** A moment is the same moment whoever says it; codes are the same in any order. */
function bare(value: Value): unknown {
  if (Array.isArray(value)) return [...(value as readonly string[])].sort()
  if (value === null || typeof value !== 'object' || !('state' in value)) return value
  const { state, on, until, time } = value
  return { state, on, until, time }
}
