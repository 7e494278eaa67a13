import { aboutForm, newCaseForm, referencePattern, kindOf, toKeep, type AboutCase, type NewCase } from '../cases'
import type { z } from 'zod'
import { aboutColumns, readable } from './columns'
import { checkDecisions, readEvidence, readMarkers, type ReadItem, type ReadMarker } from './check-parts'
import { checkEntries } from './check-entries'
import { readPersons, type ReadPerson } from './check-persons'
import { checkSignatures } from './check-signatures'
import type { CaseLine } from './line'
import { lineSchema } from './line-schema'
import { consentsOf, partsOf, refsOf } from './refs'
import type { Staff } from './staff.queries'
import { Findings, type Wrong } from './wrong'

/** A case of a file, read and found right. */
export interface Plan {
  readonly line: CaseLine
  readonly about: AboutCase & Pick<NewCase, 'receivedOn' | 'secrecyAsked'>
  readonly persons: readonly ReadPerson[]
  readonly markers: readonly ReadMarker[]
  readonly evidence: readonly ReadItem[]
}

/** Who carries in, and when. */
export interface Carrier {
  readonly now: Date
  readonly clinician: boolean
  readonly coordinator: boolean
  readonly staff: Staff
}

let schema: z.ZodType<CaseLine> | undefined

/** Reads one case with the forms of the program; everything that is wrong with it is said at once. */
export function readCase(thing: unknown, carrier: Carrier): { plan?: Plan; wrong: readonly Wrong[] } {
  const found = new Findings()
  found.shape((schema ??= lineSchema('loose')), thing)
  if (!isLine(thing)) return { wrong: found.all }
  const line = thing
  const refs = refsOf(line, found)
  const about = readAbout(line, carrier, found)
  const persons = readPersons(line, refs, carrier.now, found)
  const markers = readMarkers(line, carrier.now, found)
  const evidence = readEvidence(line, carrier.now, found)
  checkEntries(line, refs, carrier.now, carrier.clinician, found)
  checkDecisions(line, refs, carrier.coordinator, found)
  checkSignatures(line, carrier, found)
  checkState(line, carrier, found)
  return found.all.length || !about
    ? { wrong: found.all }
    : { plan: { line, about, persons, markers, evidence }, wrong: [] }
}

/** Lists of things, as far as there are any: with anything else there is nothing to read on with. */
const isLine = (thing: unknown): thing is CaseLine =>
  typeof thing === 'object' && thing !== null && !Array.isArray(thing) && hasParts(thing)

const hasParts = (thing: object): boolean =>
  Object.values(partsOf(thing as CaseLine)).every(list => list.every(one => typeof one === 'object' && one !== null))

function readAbout(line: CaseLine, { now, coordinator }: Carrier, found: Findings): Plan['about'] | undefined {
  const typed = readable(aboutColumns, line.about) as Record<string, string | string[]>
  const secrecyKind = partsOf(line).secrecy[0]?.kind ?? ''
  const placeOf = (name: string) => (name.startsWith('secrecyKind') ? ['secrecy'] : ['about', name])
  const about = found.read(aboutForm, typed, placeOf)
  const begun = found.read(newCaseForm(now), { ...typed, secrecyKind }, placeOf)
  if (!coordinator && isJudged(about)) found.add(['about', 'verification'], 'carrying.wrong.coordinator')
  return about && begun && { ...about, receivedOn: begun.receivedOn, secrecyAsked: begun.secrecyAsked }
}

const isJudged = (about: AboutCase | undefined) => !['', 'V0'].includes(about?.verification ?? '')

/** What a case in this state must have; that it may be brought in by whoever brings it in. */
function checkState(line: CaseLine, { coordinator, staff }: Carrier, found: Findings): void {
  if (line.state === 'closed' && !coordinator) found.add(['state'], 'carrying.wrong.coordinator')
  if (isForeign(line.reference, staff)) found.add(['reference'], 'carrying.wrong.foreignNumber')
  if (line.state !== 'draft') for (const part of missing(line)) found.add(['state'], `cases.filing.missing.${part}`)
  else if (line.reference !== undefined) found.add(['reference'], 'carrying.wrong.draftNumber')
}

/** A number that another organisation gave. */
function isForeign(reference = '', { code: own }: Staff): boolean {
  const [, code] = referencePattern.exec(reference) ?? []
  return code !== undefined && code !== own
}

/** As when it is filed; a consent to keep that was withdrawn since was one. */
function missing(line: CaseLine): string[] {
  const { words, persons, entries } = partsOf(line)
  const consents = persons.flatMap(consentsOf)
  const there = {
    words: words.length > 0,
    person: persons.some(person => person.answers?.role === 'VICTIM'),
    facts: entries.some(entry => kindOf(entry.kind)?.uncounted !== true),
    consent: consents.some(({ scope, status }) => scope === toKeep && ['given', 'withdrawn'].includes(status)),
  }
  return Object.entries(there).flatMap(([part, is]) => (is ? [] : [part]))
}
