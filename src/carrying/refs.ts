import type { CaseLine, ConsentLine, EntryLine, PersonLine } from './line'
import type { Findings, Path } from './wrong'

/** What the parts of one case call each other by. */
export interface Refs {
  readonly persons: ReadonlyMap<string, { readonly role: unknown }>
  readonly entries: ReadonlyMap<string, EntryLine>
  /** `E-1`, `E-2` ... */
  readonly evidence: ReadonlySet<string>
}

const listOf = <T>(list: readonly T[] | undefined): readonly T[] => (Array.isArray(list) ? (list as readonly T[]) : [])

export const partsOf = ({ persons, entries, evidence, decisions, secrecy, words, team }: CaseLine) => ({
  persons: listOf(persons),
  entries: listOf(entries),
  evidence: listOf(evidence),
  decisions: listOf(decisions),
  secrecy: listOf(secrecy),
  words: listOf(words),
  team: listOf(team),
})

export const consentsOf = ({ consents }: PersonLine): readonly ConsentLine[] => listOf(consents)

export const evidenceRef = ({ number }: { readonly number: number }): string => `E-${number}`

export function refsOf(line: CaseLine, found: Findings): Refs {
  const { persons, entries, evidence, secrecy } = partsOf(line)
  once(found, 'persons', 'ref', persons.map(one => one.ref)) // prettier-ignore
  once(found, 'entries', 'ref', entries.map(one => one.ref)) // prettier-ignore
  once(found, 'secrecy', 'ref', secrecy.map(one => one.ref)) // prettier-ignore
  once(found, 'evidence', 'number', evidence.map(one => one.number)) // prettier-ignore
  return {
    persons: new Map(persons.map(({ ref, answers }) => [ref, { role: answers?.role }])),
    entries: new Map(entries.map(entry => [entry.ref, entry])),
    evidence: new Set(evidence.map(evidenceRef)),
  }
}

function once(found: Findings, part: string, name: string, refs: readonly unknown[]): void {
  for (const [place, ref] of refs.entries())
    if (refs.indexOf(ref) < place) found.add([part, place, name], 'carrying.wrong.twice')
}

/** Says so where something is called that is not there. */
export function known(
  found: Findings,
  path: Path,
  ref: string | undefined,
  there: { has(ref: string): boolean },
): void {
  if (ref !== undefined && !there.has(ref)) found.add(path, 'carrying.wrong.unknownRef')
}
