import type { Work } from '../../core'
import { Rejected } from '../../core'
import { findPerson } from '../cases.queries'
import { findCaseToChange, touchCase } from '../cases.service'
import { markPatterns } from '../patterns/marking'
import { indexOfOrganisation, indexPerson } from '../persons/name-index'
import type { Person } from '../persons/person.entity'
import { listKnownFacts, plainFacts, type KnownFact } from './facts.queries'

/** Takes over what was ticked, and nothing else. */
export async function takeFacts(
  work: Work,
  caseId: string,
  personId: string,
  keys: readonly string[],
): Promise<Person> {
  const found = await findCaseToChange(work, caseId)
  const person = await findPerson(work.db, found.key, personId)
  const facts = (await listKnownFacts(work.db, work.actor, person)).filter(fact => keys.includes(fact.key))
  const fields = facts.map(fact => fact.field)
  if (facts.length < keys.length) throw refused('common.errors.changedMeanwhile')
  if (fields.some((field, at) => field !== 'spelling' && fields.indexOf(field) < at))
    throw refused('identities.facts.one')
  for (const fact of facts) take(person, fact)
  await touchCase(work, found)
  await work.change(person, found.key)
  await indexPerson(work, person, await indexOfOrganisation(work))
  await work.record('person.factsTaken', person, { case: caseId, fields, from: facts.map(fact => fact.kase.id) })
  await markPatterns(work, found.key)
  return person
}

const refused = (key: string) => new Rejected(key, {}, { fact: key })

function take(person: Person, { field, value }: KnownFact): void {
  if (field === 'spelling') {
    const otherNames = [person.words.otherNames, String(value)].filter(text => text !== '').join(', ')
    person.words = { ...person.words, otherNames }
  } else if ((plainFacts as readonly string[]).includes(field)) Object.assign(person, { [field]: value })
  else person.words = { ...person.words, [field]: value }
  if (field === 'birthDate') person.birthYear = Number(String(value).slice(0, 4))
}
