import type { OpenKey, Work } from '../../core'
import { newId, refuseOlder } from '../../core'
import type { BlindIndex } from '../../vault'
import type { PersonAnswers } from '../cases.forms'
import { findPerson } from '../cases.queries'
import { markPatterns } from '../patterns/marking'
import { indexOfOrganisation, indexPerson } from './name-index'
import { Person } from './person.entity'
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
  await markPatterns(work, key)
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
