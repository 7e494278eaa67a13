import type { Actor, OpenKey, Work } from '../../core'
import { Conflict, newId } from '../../core'
import { codebook } from '../../codebook'
import { indexOf } from '../../people'
import { blindIndex, openSubject } from '../../vault'
import type { PersonAnswers } from '../cases.forms'
import { findPerson } from '../cases.queries'
import { Consent, NameToken, Person } from './person.entity'

export async function addPerson(work: Work, key: OpenKey, form: PersonAnswers): Promise<Person> {
  const person = Object.assign(new Person(), { id: newId(), caseId: key.subjectId, organisationId: work.actor.organisationId })
  describe(person, form)
  await work.add(person, key)
  await index(work, person)
  await work.record('person.added', person, { case: key.subjectId, role: person.role })
  return person
}

export async function changePerson(work: Work, key: OpenKey, id: string, form: PersonAnswers): Promise<Person> {
  const person = await findPerson(work.db, key, id)
  if (form.version && form.version !== String(person.version)) throw new Conflict('common.errors.changedMeanwhile')
  describe(person, form)
  await work.change(person, key)
  await index(work, person)
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

/** The tokens a person is found by, in place of those before. */
async function index(work: Work, person: Person): Promise<void> {
  const blind = blindIndex(await openSubject(work.db, work.actor, indexOf(work.actor.organisationId)))
  const { name, otherNames, iin, birthDate } = person.words
  const tokens = new Set([
    ...blind.nameTokens(`${name} ${otherNames}`),
    ...(iin ? [blind.token('iin', iin)] : []),
    ...(birthDate ? [blind.token('born', birthDate)] : []),
  ])
  for (const old of await work.db.find(NameToken, { where: { personId: person.id } })) {
    if (!tokens.delete(old.token)) await work.remove(old)
  }
  for (const token of tokens) {
    await work.add(Object.assign(new NameToken(), { id: newId(), personId: person.id, caseId: person.caseId, token }))
  }
}

/** The tokens somebody may search by - an IIN, a day of birth or a name; none without the organisation's index key. */
export async function searchTokens(db: Work['db'], actor: Actor, text: string): Promise<string[]> {
  const key = await openSubject(db, actor, indexOf(actor.organisationId)).catch(() => undefined)
  if (!key) return []
  const blind = blindIndex(key)
  const digits = text.replace(/\s/g, '')
  if (/^\d{12}$/.test(digits)) return [blind.token('iin', digits)]
  const [, date, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(digits) ?? []
  if (date && month && year) return [blind.token('born', `${year}-${month}-${date}`)]
  return blind.nameTokens(text)
}

/** Purpose by purpose, as the person said it today. */
export async function recordConsent(work: Work, key: OpenKey, personId: string, form: Record<string, string | null>): Promise<void> {
  const person = await findPerson(work.db, key, personId)
  for (const scope of codebook.codes('consent_scopes')) {
    const status = form[scope]
    if (!status) continue
    const row = await work.db.findOne(Consent, { where: { caseId: key.subjectId, personId, scope } })
    const said = { status, way: form.way ?? null, givenOn: form.givenOn || null, takenBy: work.actor.id, changedAt: work.now }
    if (row?.status === status) continue
    if (row) await work.change(Object.assign(row, said))
    else await work.add(Object.assign(new Consent(), { id: newId(), caseId: key.subjectId, personId, scope, ...said }))
    await work.record(`consent.${status === 'not_asked' ? 'notAsked' : status}`, person, { case: key.subjectId, scope })
  }
}
