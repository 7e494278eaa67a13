import {
  aboutOf,
  answerIn,
  kinds,
  listEntries,
  listPersons,
  listSecrecy,
  listTeam,
  type Case,
  type SecrecyMarker,
  type TeamMember,
} from '../cases'
import { listDecisions } from '../classification'
import type { OpenKey } from '../core'
import { listEvidence, type EvidenceItem } from '../evidence'
import { signed, type CarryingOut } from './carrying-out'
import { decisionLines } from './decisions-out'
import { entryLines } from './entries-out'
import type { CaseLine, EvidenceLine, MarkerLine } from './line'
import { personLines } from './persons-out'
import { evidenceRef } from './refs'
import type { Staff } from './staff.queries'
import { filled } from './filled'

/** One case as a line of a file. */
export async function caseLine(out: CarryingOut, kase: Case, key: OpenKey, id: string): Promise<CaseLine> {
  const { db, staff } = out
  const markers = await listSecrecy(db, key)
  const items = await listEvidence(db, key)
  const itemRefs = new Map(items.map(item => [item.id, evidenceRef(item)]))
  const persons = await listPersons(db, key)
  const refs = new Map(persons.map((person, place) => [person.id, `p${place + 1}`]))
  const entries = []
  for (const kind of kinds) for (const entry of await listEntries(db, key, kind)) entries.push({ kind, entry })
  const { lines, refOf } = entryLines(entries, refs, itemRefs)
  const decisions = await listDecisions(db, key)
  return filled({
    id,
    state: kase.state as CaseLine['state'],
    reference: kase.reference ?? undefined,
    opened: signed(staff, kase.openedBy, kase.openedAt),
    about: answersOf(kase, markers),
    team: teamOf(await listTeam(db, kase.id), staff),
    words: kase.words.narratives.map(({ text, by, at }) => ({ text, ...signed(staff, by, new Date(at)) })),
    secrecy: markerLines(markers, staff),
    persons: await personLines(out, key, id, persons, refs, itemRefs),
    evidence: items.map(item => itemLine(item, staff)),
    entries: lines,
    decisions: decisionLines(decisions, entries, refOf, staff),
  })
}

function answersOf(kase: Case, markers: readonly SecrecyMarker[]): CaseLine['about'] {
  const facts = { ...aboutOf(kase), urgent: kase.urgent ? 'yes' : '' }
  return filled({ ...facts, receivedOn: kase.receivedOn, secrecyAsked: answerIn(kase, markers) })
}

const teamOf = (team: readonly TeamMember[], { loginOf }: Staff) =>
  team.flatMap(({ userId, role, until }) => {
    const login = loginOf.get(userId)
    return until === null && login !== undefined ? [{ login, role }] : []
  })

function markerLines(markers: readonly SecrecyMarker[], staff: Staff): MarkerLine[] {
  const refs = new Map(markers.map((marker, place) => [marker.id, `s${place + 1}`]))
  return markers.map(marker => {
    const { by, at } = signed(staff, marker.closedBy, marker.closedAt)
    return filled({
      ref: refs.get(marker.id) ?? '',
      kind: marker.kind,
      bound: marker.bound ?? undefined,
      signedOn: marker.signedOn ?? undefined,
      blanket: marker.blanket ? 'yes' : undefined,
      note: marker.words.note,
      endedOn: marker.endedOn ?? undefined,
      closing: marker.words.closing,
      closedBy: by,
      closedAt: at,
      replaces: refs.get(marker.replaces ?? ''),
      ...signed(staff, marker.markedBy, marker.markedAt),
    })
  })
}

function itemLine(
  { number, type, receivedOn, size, words, addedBy, addedAt }: EvidenceItem,
  staff: Staff,
): EvidenceLine {
  return filled({
    number,
    type: type ?? undefined,
    receivedOn: receivedOn ?? undefined,
    size,
    ...words,
    ...signed(staff, addedBy, addedAt),
  })
}
