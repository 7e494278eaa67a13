import {
  addEntry,
  addPerson,
  contest,
  identityOf,
  keepReference,
  kindOf,
  nextReference,
  openCase,
  recordConsent,
  writeEntry,
  type Entry,
  type EntryKind,
  type OpenCase,
  type Person,
  type Said,
} from '../cases'
import type { OpenKey, Work } from '../core'
import { Conflict } from '../core'
import { carryDecisionsIn, carryEvidenceIn, carryMarkersIn } from './carry-parts-in'
import { by, type Carrying, type Ids } from './carrying'
import type { Plan } from './check-case'
import { inOrder } from './check-entries'
import type { ReadConsent, ReadPerson } from './check-persons'
import type { EntryLine } from './line'
import { keepOuterId } from './outer-ids'
import { readEntry, readOther, type IdOf } from './read-entry'
import { partsOf } from './refs'
import type { Staff } from './staff.queries'
import { Findings } from './wrong'

/** One case with all that the file says of it, through the deeds of the office; one entry in the trail. */
export async function carryCaseIn(carrying: Carrying, plan: Plan): Promise<OpenCase> {
  const { line } = plan
  const found = await begin(carrying, plan)
  const ids: Ids = { persons: new Map(), entries: new Map(), evidence: new Map() }
  await carryMarkersIn(carrying, found.key, plan)
  await carryEvidenceIn(carrying, found.key, plan, ids)
  for (const person of plan.persons) await carryPersonIn(carrying, found.key, line.id, person, ids)
  for (const place of inOrder(line)) await carryEntryIn(carrying, found.key, partsOf(line).entries[place], ids)
  await carryDecisionsIn(carrying, found.key, plan, ids)
  await keepOuterId(carrying.work, found.key, line, carrying.index)
  const { persons, entries, evidence } = ids
  const counts = { persons: persons.size, entries: entries.size, evidence: evidence.size }
  await carrying.work.record('case.carriedIn', found.kase, { reference: found.kase.reference, ...counts })
  return found
}

async function begin(carrying: Carrying, { line, about }: Plan): Promise<OpenCase> {
  const { title, riskReason, version: _version, receivedOn, secrecyAsked, eventCluster, verification, ...facts } = about
  const work = by(carrying, line.opened)
  const reference = line.state === 'draft' ? undefined : await referenceFor(by(carrying), line.reference)
  const unmarked = {
    secrecyKind: null,
    secrecyBound: null,
    secrecySignedOn: '',
    secrecyBlanket: false,
    secrecyNote: '',
  }
  const team = partsOf(line).team.map(({ login, role }) => ({ ...teammate(carrying.staff, login), role }))
  const { kase, key } = await openCase(
    work,
    { ...unmarked, secrecyAsked, title, receivedOn, ...(reference && { reference }), ...(team.length && { team }) },
    carrying.index,
  )
  const narratives = partsOf(line).words.map(({ text, ...signed }) => {
    const { now, actor } = by(carrying, signed)
    return { at: now.toISOString(), by: actor.id, text }
  })
  Object.assign(kase, facts, {
    state: line.state,
    verification: verification ?? 'V0',
    eventCluster: eventCluster === 'none' ? null : eventCluster,
    changedAt: carrying.work.now,
    words: { title, narratives, riskReason },
  })
  await work.change(kase, key)
  return { kase, key }
}

const referenceFor = (work: Work, reference: string | undefined) =>
  reference === undefined ? nextReference(work) : keepReference(work, reference)

function teammate({ byLogin }: Staff, login: string) {
  const user = byLogin.get(login)
  if (!user) throw new Conflict('carrying.errors.changed')
  return { id: user.id, publicKey: user.publicKey }
}

async function carryPersonIn(
  carrying: Carrying,
  key: OpenKey,
  caseId: string,
  { line, answers, consents }: ReadPerson,
  ids: Ids,
): Promise<void> {
  const work = by(carrying)
  const person = await addPerson(work, key, answers, carrying.index)
  ids.persons.set(line.ref, person.id)
  await meetAgain(carrying, key, `${caseId}/${line.ref}`, line.sameAs, person)
  for (const one of together(consents, ids)) await recordConsent(by(carrying, one.line), key, person, one.said)
}

/** Somebody who stands in an earlier case of the file is one human being here, too. */
async function meetAgain(
  { met, work }: Carrying,
  key: OpenKey,
  name: string,
  sameAs: string | undefined,
  person: Person,
) {
  const identity = sameAs === undefined ? undefined : met.get(sameAs)
  if (identity) await work.change(Object.assign(person, { identityId: identity }), key)
  if (met.has(name)) met.set(name, identityOf(person))
}

/** What was said at one time under the same terms is written down at once. */
function together(consents: readonly ReadConsent[], { evidence }: Ids): ReadConsent[] {
  const groups = new Map<string, ReadConsent & { said: { statements: Said['statements'] } }>()
  for (const { line, said } of consents) {
    const { statements, ...terms } = { ...said, evidenceId: evidence.get(line.evidence ?? '') ?? '' }
    const name = JSON.stringify([line.by, line.at, terms])
    const group = groups.get(name)
    groups.set(name, { line, said: { ...terms, statements: [...(group?.said.statements ?? []), ...statements] } })
  }
  return [...groups.values()]
}

const idsIn =
  ({ persons, entries, evidence }: Ids): IdOf =>
  (type, ref) =>
    type === 'entry' ? entries.get(ref)?.entry.id : { person: persons, evidence }[type].get(ref)

async function carryEntryIn(carrying: Carrying, key: OpenKey, line: EntryLine | undefined, ids: Ids): Promise<void> {
  const kind = kindOf(line?.kind ?? '')
  if (!kind || !line) return
  const work = by(carrying)
  const answers = readEntry(kind, line, idsIn(ids), work.now, { path: [], found: new Findings() })
  if (!answers) throw new Conflict('carrying.errors.changed')
  const { personId, parentId } = placeOf(line, ids)
  const entry = await addEntry(work, key, kind, answers, personId, parentId)
  if (line.other) await contestIn(work, key, kind, entry, line.other, ids)
  ids.entries.set(line.ref, { kind, entry })
}

/** Whom an entry concerns - a part whom the whole does - and what it is a part of. */
function placeOf({ of: whole, person }: EntryLine, { entries, persons }: Ids) {
  const parent = entries.get(whole ?? '')?.entry
  if (parent) return { personId: parent.personId, parentId: parent.id }
  return { personId: persons.get(person ?? '') ?? null, parentId: null }
}

async function contestIn(
  work: Work,
  key: OpenKey,
  kind: EntryKind,
  entry: Entry,
  others: NonNullable<EntryLine['other']>,
  ids: Ids,
): Promise<void> {
  for (const [name, other] of Object.entries(others)) {
    const read = readOther(kind, name, other, idsIn(ids), work.now, { path: [], found: new Findings() })
    if (read) contest(kind, entry, name, read)
  }
  await writeEntry(work, key, kind, entry)
}
