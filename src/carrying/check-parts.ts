import { kindOf, secrecyForm, type MarkerDescription } from '../cases'
import { verdictForm } from '../classification'
import { itemForm } from '../evidence'
import type { CaseLine, DecisionLine, EntryLine, EvidenceLine, MarkerLine } from './line'
import { known, partsOf, type Refs } from './refs'
import type { Findings, Path } from './wrong'

export interface ReadMarker {
  readonly line: MarkerLine
  readonly said: MarkerDescription
}

const texts = (fields: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((one): one is [string, string] => typeof one[1] === 'string'))

export function readMarkers(line: CaseLine, now: Date, found: Findings): ReadMarker[] {
  const { secrecy } = partsOf(line)
  const refs = new Map(secrecy.map((marker, place) => [marker.ref, place]))
  return secrecy.flatMap((marker, place) => {
    const path = ['secrecy', place]
    const { kind, bound, signedOn, blanket, note, replaces } = marker
    if (replaces !== undefined && (refs.get(replaces) ?? place) >= place)
      found.add([...path, 'replaces'], 'carrying.wrong.unknownRef')
    if (marker.endedOn !== undefined && marker.closing === undefined)
      found.add([...path, 'closing'], 'secrecy.form.closing.required')
    const typed = { secrecyAsked: 'yes', secrecyKind: kind, secrecyBound: bound, secrecySignedOn: signedOn }
    const said = found.read(secrecyForm(now), texts({ ...typed, secrecyBlanket: blanket, secrecyNote: note }), name => [
      ...path,
      partOf(name),
    ])
    return said ? [{ line: marker, said }] : []
  })
}

/** `secrecySignedOn` of the form is `signedOn` of the file. */
function partOf(name: string): string {
  const part = name.replace(/^secrecy/, '')
  return part.charAt(0).toLowerCase() + part.slice(1)
}

export interface ReadItem {
  readonly line: EvidenceLine
  readonly said: { type: string | null; receivedOn: string; givenBy: string; description: string }
}

export function readEvidence(line: CaseLine, now: Date, found: Findings): ReadItem[] {
  return partsOf(line).evidence.flatMap((item, place) => {
    const { type, receivedOn, givenBy, description } = item
    const typed = texts({ type, receivedOn, givenBy, description })
    const said = found.read(itemForm(now), typed, name => ['evidence', place, name])
    return said ? [{ line: item, said }] : []
  })
}

/** Which provision a fact breaches is for coordinators to say. */
export function checkDecisions(line: CaseLine, refs: Refs, isCoordinator: boolean, found: Findings): void {
  const { decisions } = partsOf(line)
  for (const [place, decision] of decisions.entries()) {
    const path = ['decisions', place]
    if (!isCoordinator) found.add(path, 'carrying.wrong.coordinator')
    known(found, [...path, 'entry'], decision.entry, refs.entries)
    if (isUncounted(refs.entries.get(decision.entry))) found.add([...path, 'entry'], 'common.form.unknownChoice')
    if (decisions.findIndex(one => isSame(one, decision)) < place) found.add(path, 'carrying.wrong.twice')
    checkVerdict(decision, path, found)
  }
}

const isUncounted = (entry: EntryLine | undefined) => kindOf(entry?.kind ?? '')?.uncounted === true

const isSame = (a: DecisionLine, b: DecisionLine) => a.entry === b.entry && a.violation === b.violation

const names: Readonly<Record<string, string>> = {
  violationCode: 'violation',
  primary: 'provisions',
  further: 'provisions',
}

function checkVerdict({ decision, violation, provisions, rule, rationale }: DecisionLine, path: Path, found: Findings) {
  const [primary, ...further] = Array.isArray(provisions) ? (provisions as readonly string[]) : []
  const typed = texts({ decision, violationCode: violation, primary, rule, rationale })
  found.read(verdictForm, { ...typed, further }, name => [...path, names[name] ?? name])
}
