import type { OpenKey, Work } from '../../core'
import { newId } from '../../core'
import { findRows } from '../../database'
import type { BlindIndex } from '../../vault'
import { codebook } from '../../codebook'
import type { PersonAnswers } from '../cases.forms'
import { findPerson } from '../cases.queries'
import { refuseOlder } from '../differences'
import { indexOfOrganisation, indexPerson } from './name-index'
import { Consent, Person } from './person.entity'
import { personShown } from './person-shown'

export async function addPerson(work: Work, key: OpenKey, form: PersonAnswers, index?: BlindIndex): Promise<Person> {
  const person = Object.assign(new Person(), {
    id: newId(),
    caseId: key.subjectId,
    organisationId: work.actor.organisationId,
  })
  describe(person, form)
  await work.add(person, key)
  await indexPerson(work, person, index ?? (await indexOfOrganisation(work)))
  await work.record('person.added', person, { case: key.subjectId, role: person.role })
  return person
}

/** What the page about a person asks, as the form names it. */
export const personAnswers = ({
  words,
  role,
  capacity,
  sex,
  birthYear,
  ageBand,
  citizenshipGroup,
  vulnerabilityMarkers,
  publication,
}: Person) => {
  const facts = { role, capacity, sex, ageBand, citizenshipGroup, vulnerabilityMarkers, publication }
  return { ...words, ...facts, birthYear: birthYear === null ? '' : String(birthYear) }
}

export async function changePerson(work: Work, key: OpenKey, id: string, form: PersonAnswers): Promise<Person> {
  const person = await findPerson(work.db, key, id)
  const theirs = personAnswers(person)
  await work.keep(person)
  describe(person, form)
  refuseOlder(form.version, personShown, theirs, personAnswers(person))
  await work.change(person, key)
  await indexPerson(work, person, await indexOfOrganisation(work))
  await work.record('person.changed', person, { case: key.subjectId })
  return person
}

function describe(person: Person, form: PersonAnswers): void {
  const birthYear = form.birthYear || form.birthDate.slice(0, 4)
  Object.assign(person, {
    role: form.role,
    capacity: form.capacity,
    sex: form.sex,
    birthYear: birthYear ? Number(birthYear) : null,
    ageBand: form.ageBand,
    citizenshipGroup: form.citizenshipGroup,
    vulnerabilityMarkers: form.vulnerabilityMarkers,
    publication: form.publication ?? 'nothing',
    words: {
      name: form.name,
      otherNames: form.otherNames,
      birthDate: form.birthDate,
      iin: form.iin.replace(/\s/g, ''),
      contacts: form.contacts,
      safeWay: form.safeWay,
      pseudonym: form.pseudonym,
      notes: form.notes,
    },
  })
}

/** Purpose by purpose, as the person said it today. */
export async function recordConsent(
  work: Work,
  key: OpenKey,
  person: Person,
  form: Record<string, string | null>,
): Promise<void> {
  const rows = await findRows(work.db, Consent, { caseId: key.subjectId, personId: person.id })
  const said = { way: form.way ?? null, givenOn: form.givenOn || null, takenBy: work.actor.id, changedAt: work.now }
  const statusOf = (scope: string) => rows.find(one => one.scope === scope)?.status
  const answered = codebook.codes('consent_scopes').filter(scope => form[scope] && form[scope] !== statusOf(scope))
  const added: Consent[] = []
  for (const scope of answered) {
    const row = rows.find(one => one.scope === scope)
    const consent = Object.assign(row ?? new Consent(), { ...said, status: form[scope] })
    if (row) await work.change(consent)
    else added.push(Object.assign(consent, { id: newId(), caseId: key.subjectId, personId: person.id, scope }))
  }
  await work.addAll(added)
  for (const scope of answered) {
    const status = form[scope] === 'not_asked' ? 'notAsked' : form[scope]
    await work.record(`consent.${status}`, person, { case: key.subjectId, scope })
  }
}
