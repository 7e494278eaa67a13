import { kindOf, type EntryKind } from '../cases'
import { codebook } from '../codebook'
import type { CaseLine, EntryLine } from './line'
import { readEntry, readOther, type IdOf } from './read-entry'
import { known, partsOf, type Refs } from './refs'
import type { Findings, Path } from './wrong'

/** Stands for whatever will be there: the form of an entry asks for an id and looks no further. */
const someId = '00000000-0000-7000-8000-000000000000'

/** Reads the entries as they will be read when they are written, with what only the whole case can tell. */
export function checkEntries(line: CaseLine, refs: Refs, now: Date, clinician: boolean, found: Findings): void {
  for (const [place, entry] of partsOf(line).entries.entries()) {
    const kind = kindOf(entry.kind)
    if (!kind) continue
    const path = ['entries', place]
    readEntry(kind, entry, idIn(refs), now, { path, found })
    checkLinks(kind, entry, refs, path, found)
    checkBearing(entry, refs, path, found)
    checkOthers(kind, entry, refs, now, path, found)
    if (!clinician) checkClinical(kind, entry, path, found)
  }
  for (const place of inCircle(line)) found.add(['entries', place], 'entries.form.circle')
}

const idIn =
  (refs: Refs): IdOf =>
  (type, ref) => {
    const there = { person: refs.persons, entry: refs.entries, evidence: refs.evidence }[type]
    return there.has(ref) ? someId : undefined
  }

function checkLinks(kind: EntryKind, entry: EntryLine, refs: Refs, path: Path, found: Findings): void {
  known(found, [...path, 'person'], entry.person, refs.persons)
  if (kind.parent !== undefined && kindAt(entry.of, refs) !== kind.parent)
    found.add([...path, 'of'], 'carrying.wrong.unknownRef')
  for (const [name, field] of Object.entries(kind.fields)) {
    const ref = entry.answers?.[name]
    if (typeof ref === 'string' && !mayLeadTo(field, ref, refs))
      found.add([...path, 'answers', name], 'common.form.unknownChoice')
  }
}

const kindAt = (ref: string | undefined, { entries }: Refs): string | undefined => entries.get(ref ?? '')?.kind

function mayLeadTo(field: EntryKind['fields'][string], ref: string, refs: Refs): boolean {
  if (field.type === 'entry') return kindAt(ref, refs) === field.kind
  if (field.type !== 'person' || field.roles.length === 0) return true
  return field.roles.includes(String(refs.persons.get(ref)?.role))
}

function checkBearing({ supportedBy, contradictedBy }: EntryLine, { evidence }: Refs, path: Path, found: Findings) {
  for (const [name, items] of Object.entries({ supportedBy, contradictedBy }))
    for (const [place, ref] of (Array.isArray(items) ? (items as readonly string[]) : []).entries())
      known(found, [...path, name, place], ref, evidence)
}

function checkOthers(kind: EntryKind, entry: EntryLine, refs: Refs, now: Date, path: Path, found: Findings): void {
  for (const [name, other] of Object.entries(entry.other ?? {})) {
    const at = [...path, 'other', name]
    readOther(kind, name, other, idIn(refs), now, { path: at, found })
    known(found, [...at, 'item'], other.item, refs.evidence)
    known(found, [...at, 'ownItem'], other.ownItem, refs.evidence)
    for (const part of ['source', 'ownSource'] as const)
      if (other[part] !== undefined && !codebook.codes('moment_sources').includes(other[part]))
        found.add([...at, part], 'common.form.unknownChoice')
  }
}

/** What only a clinician may judge nobody else brings in: it would be left out unseen. */
function checkClinical(kind: EntryKind, entry: EntryLine, path: Path, found: Findings): void {
  for (const [name, field] of Object.entries(kind.fields))
    if (field.type === 'code' && field.by === 'clinician' && entry.answers?.[name] !== undefined)
      found.add([...path, 'answers', name], 'carrying.wrong.clinician')
}

/** The entries of a case, each after those it is a part of or leads to; otherwise as they stand. */
export function inOrder(line: CaseLine): number[] {
  const { entries } = partsOf(line)
  const placeOf = new Map(entries.map((entry, place) => [entry.ref, place]))
  const done = new Set<number>()
  const visit = (place: number): void => {
    if (done.has(place)) return
    done.add(place)
    for (const ref of leadsTo(entries[place])) {
      const next = placeOf.get(ref)
      if (next !== undefined) visit(next)
    }
    order.push(place)
  }
  const order: number[] = []
  for (const place of entries.keys()) visit(place)
  return order
}

/** The places of entries that come to lead to themselves. */
function inCircle(line: CaseLine): number[] {
  const { entries } = partsOf(line)
  const order = inOrder(line)
  const turn = new Map(order.map((place, at) => [entries[place]?.ref ?? '', at]))
  return order.filter((place, at) => leadsTo(entries[place]).some(ref => (turn.get(ref) ?? -1) >= at))
}

/** What an entry is a part of, and the entries its answers lead to. */
export function leadsTo(entry: EntryLine | undefined): string[] {
  const kind = kindOf(entry?.kind ?? '')
  if (!entry || !kind) return []
  const links = Object.entries(kind.fields).filter(([, field]) => field.type === 'entry')
  return [entry.of, ...links.map(([name]) => entry.answers?.[name])].filter(ref => typeof ref === 'string')
}
