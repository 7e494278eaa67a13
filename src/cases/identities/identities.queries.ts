import { Brackets, In, type EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../../core'
import { NotFound } from '../../core'
import { heldBy } from '../../vault'
import { Case } from '../case.entity'
import { openKeys } from '../cases.queries'
import { identityOf, Person } from '../persons/person.entity'
import { PersonDifference } from './identity.entity'

/** A row about a person, opened, with the file it stands in. */
export interface Seen {
  readonly person: Person
  readonly kase: Case
  readonly key: OpenKey
}

/** A file in a list of files: enough for a link. */
export type CaseLink = Pick<Case, 'id' | 'reference' | 'state'>

/** The human being of a row, in SQL. */
export const identitySql = (alias: string): string => `COALESCE(${alias}.identity_id, ${alias}.id)`

/** A row about a person of one's organisation in a file one may open; any other does not exist. */
export async function findSeen(db: EntityManager, actor: Actor, id: string): Promise<Seen> {
  const [seen] = await openPersons(db, actor, await db.findBy(Person, { id, organisationId: actor.organisationId }))
  if (!seen) throw new NotFound()
  return seen
}

/** Those of the rows whose files one may open, opened, oldest first. */
export async function openPersons(db: EntityManager, actor: Actor, persons: readonly Person[]): Promise<Seen[]> {
  const ids = [...new Set(persons.map(person => person.caseId))]
  const keys = await openKeys(db, actor, ids)
  const cases = await db.findBy(Case, { id: In([...keys.keys()]) })
  const seen = persons.flatMap((person): Seen[] => {
    const key = keys.get(person.caseId)
    const kase = cases.find(one => one.id === person.caseId && one.state !== 'erased')
    if (!key || !kase) return []
    key.open('persons', person)
    return [{ person, kase, key }]
  })
  return seen.sort((a, b) => (a.person.id < b.person.id ? -1 : 1))
}

/** All rows of these human beings in the organisation, in sight or not, unopened. */
export async function rowsOf(db: EntityManager, actor: Actor, identities: readonly string[]): Promise<Person[]> {
  const rows = await db
    .createQueryBuilder(Person, 'person')
    .where('person.organisationId = :organisation', { organisation: actor.organisationId })
    .andWhere(mayBeOf(identities))
    .orderBy('person.id', 'ASC')
    .getMany()
  return rows.filter(row => identities.includes(identityOf(row)))
}

/** By two indexes; a row that gave its id to others may itself belong elsewhere by now, which the reader sorts out. */
const mayBeOf = (identities: readonly string[]) =>
  new Brackets(where =>
    where
      .where('person.identityId IN (:...identities)', { identities })
      .orWhere('person.id IN (:...identities)', { identities }),
  )

/** In which other files in sight these persons stand too, by the row one looks from. */
export async function listAlsoIn(
  db: EntityManager,
  actor: Actor,
  persons: readonly Person[],
): Promise<Record<string, CaseLink[]>> {
  if (persons.length === 0) return {}
  const identities = [...new Set(persons.map(identityOf))]
  const query = db.createQueryBuilder(Person, 'person').innerJoin(Case, 'kase', 'kase.id = person.caseId')
  const rows = await heldBy(query.where(mayBeOf(identities)), 'kase.id', actor)
    .select(['kase.id AS id', 'kase.reference AS reference', 'kase.state AS state'])
    .addSelect(identitySql('person'), 'identity')
    .distinct(true)
    .orderBy('id', 'ASC')
    .getRawMany<CaseLink & { identity: string }>()
  return Object.fromEntries(
    persons.map(person => [
      person.id,
      rows.filter(row => row.identity === identityOf(person) && row.id !== person.caseId),
    ]),
  )
}

/** Tells of two of these rows whether somebody said, of any rows of the two human beings, that they are two. */
export async function toldApartAmong(
  db: EntityManager,
  actor: Actor,
  persons: readonly Person[],
): Promise<(one: Person, other: Person) => boolean> {
  if (persons.length === 0) return () => false
  const rows = await rowsOf(db, actor, [...new Set(persons.map(identityOf))])
  const beings = new Map(rows.map(row => [row.id, identityOf(row)]))
  const said = await db.findBy(PersonDifference, { oneId: In([...beings.keys()]) })
  const pairOf = (one = '', other = '') => [one, other].sort().join()
  const apart = new Set(said.map(({ oneId, otherId }) => pairOf(beings.get(oneId), beings.get(otherId))))
  return (one, other) => apart.has(pairOf(identityOf(one), identityOf(other)))
}
