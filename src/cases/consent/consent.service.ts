import type { OpenKey, Work } from '../../core'
import { Conflict, newId, Rejected } from '../../core'
import { listEvidence } from '../../evidence'
import { findCaseToMove, touchCase } from '../cases.service'
import { findPerson } from '../cases.queries'
import type { Person } from '../persons/person.entity'
import { stopReferrals } from '../referrals/ending'
import { Consent, isCurrent, type ConsentStatus } from './consent.entity'
import { noTerms, type Said, type Terms, type Withdrawal } from './consent.forms'
import { listConsents } from './consent.queries'
import { toKeep } from './scopes'

/** Writes down what a person said; each statement takes the place of what the person said before of the same purpose. */
export async function recordConsent(work: Work, key: OpenKey, person: Person, said: Said): Promise<void> {
  const held = (await listConsents(work.db, key, person.id)).filter(isCurrent)
  refuseWithoutKeeping(held, said)
  if (said.evidenceId) await refuseForeignEvidence(work, key, said.evidenceId)
  await state(work, key, person, held, said, [...said.statements, ...withdrawnWithKeeping(held, said)])
  await stopReferrals(work, key.subjectId)
}

/** What a person said who was entered in this very deed: nothing was said before. */
export async function recordFirstConsent(work: Work, key: OpenKey, person: Person, said: Said): Promise<void> {
  refuseWithoutKeeping([], said)
  await state(work, key, person, [], said, said.statements)
}

/** Takes a consent back, in whatever state the case is; without consent to keep the file no other consent holds. */
export async function withdrawConsent(
  work: Work,
  caseId: string,
  personId: string,
  scope: string,
  { givenOn, way, note }: Withdrawal,
): Promise<void> {
  const found = await findCaseToMove(work, caseId)
  const person = await findPerson(work.db, found.key, personId)
  const held = (await listConsents(work.db, found.key, personId)).filter(isCurrent)
  if (!held.some(one => one.scope === scope && one.status === 'given')) throw new Conflict('consent.withdrawal.nothing')
  const said: Said = { ...noTerms, givenOn, way, note, statements: [{ scope, status: 'withdrawn' }] }
  await touchCase(work, found)
  await state(work, found.key, person, held, said, [...said.statements, ...withdrawnWithKeeping(held, said)])
  await stopReferrals(work, caseId)
}

type Statements = Said['statements']

/** What falls with the consent to keep: everything else that was given. */
function withdrawnWithKeeping(held: readonly Consent[], { statements }: Said): Statements {
  const ends = statements.some(one => one.scope === toKeep && isNo(one.status))
  const others = held.filter(one => one.status === 'given' && !statements.some(said => said.scope === one.scope))
  return ends ? others.map(({ scope }) => ({ scope, status: 'withdrawn' })) : []
}

const isNo = (status: ConsentStatus) => status === 'refused' || status === 'withdrawn'

function refuseWithoutKeeping(held: readonly Consent[], { statements }: Said): void {
  const keeping = [...statements, ...held].find(one => one.scope === toKeep)
  if (keeping && isNo(keeping.status) && statements.some(one => one.status === 'given'))
    throw new Rejected('consent.form.keepFirst', {}, { [toKeep]: 'consent.form.keepFirst' })
}

async function refuseForeignEvidence(work: Work, key: OpenKey, id: string): Promise<void> {
  const items = await listEvidence(work.db, key)
  if (!items.some(item => item.id === id))
    throw new Rejected('common.form.unknownChoice', {}, { evidenceId: 'common.form.unknownChoice' })
}

async function state(
  work: Work,
  key: OpenKey,
  person: Person,
  held: readonly Consent[],
  terms: Terms,
  statements: Statements,
): Promise<void> {
  for (const former of held.filter(one => statements.some(({ scope }) => scope === one.scope))) {
    former.replacedAt = work.now
    await work.change(former, key)
  }
  await work.addAll(
    statements.map(one => statement(work, key, person, terms, one)),
    key,
  )
  for (const { scope, status } of statements) {
    const until = status === 'given' && terms.until ? { until: terms.until } : {}
    await work.record(`consent.${past[status]}`, person, { case: key.subjectId, scope, ...until })
  }
}

function statement(
  { actor, now }: Work,
  key: OpenKey,
  person: Person,
  { givenOn, until, way, language, representative, evidenceId, note }: Terms,
  { scope, status }: Statements[number],
): Consent {
  return Object.assign(new Consent(), {
    id: newId(),
    caseId: key.subjectId,
    personId: person.id,
    scope,
    status,
    replacedAt: null,
    givenOn,
    until: (status === 'given' && until) || null,
    way,
    language,
    evidenceId: evidenceId || null,
    takenBy: actor.id,
    changedAt: now,
    sealed: null,
    ...((representative || note) && { words: { representative, note } }),
  })
}

const past: Record<ConsentStatus, string> = {
  given: 'given',
  refused: 'refused',
  withdrawn: 'withdrawn',
  not_asked: 'notAsked',
}
