import type { EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../core'
import { NotFound } from '../core'
import { findRows } from '../database'
import { heldBy, openSubject, wrapsFor } from '../vault'
import { Case } from './case.entity'
import { Person } from './persons/person.entity'
import { TeamMember } from './team/team.entity'

/** The cases this person holds a key to: sight and key are one thing. */
export const visibleTo = (db: EntityManager, actor: Actor) =>
  heldBy(db.createQueryBuilder(Case, 'kase'), 'kase.id', actor)

export interface OpenCase {
  readonly kase: Case
  readonly key: OpenKey
}

/** A case out of sight does not exist: the answer is "not found", never "not allowed". */
export async function findCase(db: EntityManager, actor: Actor, id: string): Promise<OpenCase> {
  const key = await openSubject(db, actor, id) // first: a case out of sight takes no longer than one that is not there (S17)
  const kase = await db.findOne(Case, { where: { id } })
  if (!kase || kase.state === 'erased') throw new NotFound()
  key.open('cases', kase)
  return { kase, key }
}

/** Changes of one case wait for each other; on SQLite all changes do. */
export async function lockCase(db: EntityManager, id: string): Promise<void> {
  if (db.dataSource.options.type === 'postgres') await db.query('SELECT 1 FROM cases WHERE id = $1 FOR UPDATE', [id])
}

/** The keys of many cases with one query for their wraps. */
export async function openKeys(db: EntityManager, actor: Actor, ids: readonly string[]): Promise<Map<string, OpenKey>> {
  const wraps = await wrapsFor(db, actor, ids)
  return new Map([...wraps].map(([id, held]) => [id, actor.keys.open(held)]))
}

/** Opens the words of many cases at once; their keys may be at hand already. */
export async function openCases(
  db: EntityManager,
  actor: Actor,
  cases: readonly Case[],
  keys?: ReadonlyMap<string, OpenKey>,
): Promise<Case[]> {
  const opened =
    keys ??
    (await openKeys(
      db,
      actor,
      cases.map(kase => kase.id),
    ))
  for (const kase of cases) opened.get(kase.id)?.open('cases', kase)
  return cases.filter(kase => opened.has(kase.id))
}

export async function listPersons(db: EntityManager, key: OpenKey): Promise<Person[]> {
  const persons = await db.find(Person, { where: { caseId: key.subjectId }, order: { id: 'ASC' } })
  for (const person of persons) key.open('persons', person)
  return persons
}

export async function findPerson(db: EntityManager, key: OpenKey, id: string): Promise<Person> {
  const person = await db.findOne(Person, { where: { id, caseId: key.subjectId } })
  if (!person) throw new NotFound()
  key.open('persons', person)
  return person
}

export const listTeam = (db: EntityManager, caseId: string): Promise<TeamMember[]> =>
  db.find(TeamMember, { where: { caseId }, order: { since: 'ASC', id: 'ASC' } })

/** The first person of each case who suffered it, opened, for lists. */
export async function victimsOf(db: EntityManager, keys: ReadonlyMap<string, OpenKey>): Promise<Map<string, Person>> {
  const ids = [...keys.keys()]
  const persons = ids.length ? await findRows(db, Person, { caseId: ids, role: 'VICTIM' }) : []
  const latestFirst = persons.sort((a, b) => (a.id < b.id ? 1 : -1))
  const first = new Map(latestFirst.map(person => [person.caseId, person]))
  for (const person of first.values()) keys.get(person.caseId)?.open('persons', person)
  return first
}

/** The case somewhere is spoken of, for whoever may see it. */
export async function caseIfSeen(db: EntityManager, actor: Actor, id: string | null): Promise<Case | undefined> {
  if (id === null) return undefined
  return (await findCase(db, actor, id).catch(() => undefined))?.kase
}
