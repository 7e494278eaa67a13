import type { Work } from '../core'
import { Conflict, dayInAlmaty, newId, NotAllowed, NotFound, Rejected } from '../core'
import { asHolder, coordinatorsOf } from '../people'
import { makeSubjectKey, publicKeyOf, recoveryHolders, type BlindIndex, type Holder } from '../vault'
import { endAccessMet } from './access/ending'
import { Case } from './case.entity'
import { movesFor, type CaseState, type Move } from './case-state'
import type { NewCase } from './cases.forms'
import { findCase, lockCase, type OpenCase } from './cases.queries'
import { markPatterns } from './patterns/marking'
import { indexOfOrganisation } from './persons/name-index'
import { missingParts } from './filing/parts'
import { markSecrecy } from './secrecy/mark'
import { isUnasked } from './secrecy/secrecy.queries'
import { TeamMember } from './team/team.entity'

/** What may be known of a case the moment it is opened. */
type Beginning = NewCase & {
  readonly narrative?: string
  readonly risk?: string | null
  readonly urgent?: boolean
  readonly source?: string
  /** Given at once where everything a case needs is said at once. */
  readonly reference?: string
  /** Who is on it from the beginning: whoever opens it, where nobody else is named. */
  readonly team?: readonly Teammate[]
}

export interface Teammate {
  readonly id: string
  readonly publicKey: Uint8Array | null
  readonly role: TeamMember['role']
}

/** Opens a draft with a key of its own, wrapped for its lawyer, the organisation's coordinators and the recovery key. */
export async function openCase(
  work: Work,
  form: Beginning,
  known?: BlindIndex,
): Promise<OpenCase & { index: BlindIndex }> {
  const index = known ?? (await indexOfOrganisation(work))
  const id = newId()
  const team = form.team ?? [{ id: work.actor.id, publicKey: work.actor.keys.publicKey, role: 'lead' }]
  const key = await makeSubjectKey(work, { id, kind: 'case' }, await firstHolders(work, team))
  const kase = asOpened(work, id, form)
  await work.add(kase, key)
  await work.addAll(
    team.map(({ id: userId, role }) =>
      Object.assign(new TeamMember(), { id: newId(), caseId: id, userId, role, since: work.now, until: null }),
    ),
  )
  await markSecrecy(work, key, form)
  await work.record('case.opened', kase, { secrecy: form.secrecyAsked })
  return { kase, key, index }
}

const asOpened = (work: Work, id: string, form: Beginning): Case =>
  Object.assign(new Case(), {
    id,
    organisationId: work.actor.organisationId,
    reference: form.reference ?? null,
    openedBy: work.actor.id,
    openedAt: work.now,
    receivedOn: form.receivedOn || dayInAlmaty(work.now),
    source: form.source ?? null,
    eventCluster: null,
    stage: 'S_INTAKE',
    state: form.reference ? stateAfter(work, 'draft', 'file') : 'draft',
    verification: 'V0',
    risk: form.risk ?? 'none_known',
    urgent: form.urgent ?? false,
    contentWarnings: [],
    secrecyAnswer: form.secrecyAsked,
    changedAt: work.now,
    words: { title: form.title, narratives: begunWith(work, form.narrative), riskReason: '' },
  } satisfies Partial<Case>)

const begunWith = (work: Work, narrative: string | undefined) => (narrative ? [version(work, narrative)] : [])

async function firstHolders({ db, actor }: Work, team: readonly Teammate[]): Promise<Holder[]> {
  const recovery = await recoveryHolders(db)
  if (recovery.length === 0) throw new Rejected('cases.new.noRecovery')
  const coordinators = coordinatorsOf(actor.organisationId)
  const publicKey = await publicKeyOf(db, coordinators).catch((refusal: unknown) => {
    throw refusal instanceof NotFound ? new Rejected('cases.new.noCoordinators') : refusal
  })
  return [...team.map(asHolder), { kind: 'group', id: coordinators, publicKey }, ...recovery]
}

/**
 * A closed case is reopened first, and nothing is entered before it is known whether secrecy forbids it. Changes of one case wait
 * for each other.
 */
export async function findCaseToChange(work: Work, id: string): Promise<OpenCase> {
  const found = await findCaseToMove(work, id)
  if (found.kase.state === 'closed') throw new Conflict('cases.state.closed')
  if (await isUnasked(work.db, found.kase)) throw new Conflict('secrecy.answerFirst')
  return found
}

/** A reader of the team looks and changes nothing. */
export async function findCaseToMove(work: Work, id: string): Promise<OpenCase> {
  await lockCase(work.db, id)
  await endAccessMet(work, id)
  const found = await findCase(work.db, work.actor, id)
  const places = await work.db.find(TeamMember, { where: { caseId: id, userId: work.actor.id } })
  const writes = places.some(place => place.until === null && place.role !== 'reader')
  if (!writes && !work.actor.roles.has('coordinator')) throw new NotAllowed('cases.readOnly')
  return found
}

/** Dates the file by a change of one of its parts; the part's own entry in the trail follows. */
export async function touchCase(work: Work, { kase, key }: OpenCase): Promise<void> {
  kase.changedAt = work.now
  await work.change(kase, key)
}

/** Gives the case its reference; everything a case needs must be there. */
export async function fileCase(work: Work, id: string): Promise<Case> {
  const { kase, key } = await findCaseToChange(work, id)
  if (kase.state !== 'draft') throw new Conflict('cases.filing.already')
  const missing = await missingParts(work.db, kase, key, dayInAlmaty(work.now))
  const [first] = missing
  if (first)
    throw new Rejected(
      'cases.filing.incomplete',
      {},
      Object.fromEntries(missing.map(part => [part, `cases.filing.missing.${part}`])),
    )
  kase.reference = await nextReference(work)
  await moveCase(work, { kase, key }, 'file')
  await markPatterns(work, key)
  return kase
}

export async function moveCase(work: Work, { kase, key }: OpenCase, move: Move): Promise<Case> {
  kase.state = stateAfter(work, kase.state, move)
  kase.changedAt = work.now
  await work.change(kase, key)
  await work.record(`case.${past[move]}`, kase, { reference: kase.reference })
  return kase
}

function stateAfter({ actor }: Work, from: CaseState, move: Move): CaseState {
  const to = movesFor(actor.roles, from)[move]
  if (!to) throw new Conflict('cases.state.refused')
  return to
}

const past: Record<Move, string> = {
  file: 'filed',
  discard: 'discarded',
  hold: 'held',
  resume: 'resumed',
  close: 'closed',
  reopen: 'reopened',
}

/** One statement that locks the counter until the end of the transaction: unique, and without gaps. */
export async function nextReference({ db, actor: { organisationId }, now }: Work): Promise<string> {
  const year = dayInAlmaty(now).slice(0, 4)
  const [counter, organisation] = [0, 1].map(place => db.dataSource.driver.createParameter('', place))
  const [row] = await db.query<{ last: number; code: string | null }[]>(
    `INSERT INTO case_counters (id, last) VALUES (${counter}, 1)
     ON CONFLICT (id) DO UPDATE SET last = case_counters.last + 1
     RETURNING last, (SELECT code FROM organisations WHERE id = ${organisation}) code`,
    [`${organisationId}:${year}`, organisationId],
  )
  if (!row?.code) throw new NotFound()
  return `${row.code}-${year}-${String(row.last).padStart(4, '0')}`
}

/** The person's words are kept verbatim: a later version stands beside the earlier ones. */
export async function writeWords(work: Work, id: string, text: string): Promise<Case> {
  const { kase, key } = await findCaseToChange(work, id)
  const last = kase.words.narratives.at(-1)?.text
  if (last === text) return kase
  const narratives = [...kase.words.narratives, version(work, text)]
  kase.words = { ...kase.words, narratives }
  kase.changedAt = work.now
  await work.change(kase, key)
  await work.record('case.wordsWritten', kase, { versions: narratives.length })
  return kase
}

const version = ({ now, actor }: Work, text: string) => ({ at: now.toISOString(), by: actor.id, text })
