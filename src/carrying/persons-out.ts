import {
  identityOf,
  isCurrent,
  listConsents,
  personAnswers,
  personShown,
  scopes,
  type Consent,
  type Person,
} from '../cases'
import type { OpenKey } from '../core'
import { signed, type CarryingOut } from './carrying-out'
import { filled } from './filled'
import type { ConsentLine, PersonLine } from './line'
import type { Staff } from './staff.queries'

/** The persons of a case in the order in which they were written down, each with what holds of the consents. */
export async function personLines(
  { db, staff, met }: CarryingOut,
  key: OpenKey,
  caseId: string,
  persons: readonly Person[],
  refs: ReadonlyMap<string, string>,
  items: ReadonlyMap<string, string>,
): Promise<PersonLine[]> {
  const consents = (await listConsents(db, key)).filter(isCurrent)
  return persons.map(person => {
    const ref = refs.get(person.id) ?? ''
    const said = consents.filter(one => one.personId === person.id).sort(inOrder)
    return filled({
      ref,
      sameAs: metAgain(met, person, `${caseId}/${ref}`),
      answers: answersOf(person),
      consents: said.map(one => consentLine(one, items, staff)),
    })
  })
}

/** Where the same human being stands first in the file. */
function metAgain(met: CarryingOut['met'], person: Person, name: string): string | undefined {
  const identity = identityOf(person)
  if (!met.has(identity)) return undefined
  const first = met.get(identity)
  if (first === undefined) met.set(identity, name)
  return first
}

function answersOf(person: Person): PersonLine['answers'] {
  const answers = personAnswers(person) as Record<string, unknown>
  return filled(
    Object.fromEntries(Object.keys(personShown).map(name => [name, answers[name]])),
  ) as PersonLine['answers']
}

const inOrder = (a: Consent, b: Consent) => scopes.indexOf(a.scope) - scopes.indexOf(b.scope)

function consentLine(consent: Consent, items: ReadonlyMap<string, string>, staff: Staff): ConsentLine {
  const { scope, status, givenOn, until, way, language, evidenceId, words, takenBy, changedAt } = consent
  return filled({
    scope,
    status,
    givenOn,
    until,
    way,
    language,
    representative: words?.representative,
    note: words?.note,
    evidence: items.get(evidenceId ?? ''),
    ...signed(staff, takenBy, changedAt),
  })
}
