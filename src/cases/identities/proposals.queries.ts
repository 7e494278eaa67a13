import { In, type EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import { heldBy } from '../../vault'
import { identityOf, NameToken, Person } from '../persons/person.entity'
import { identitySql, openPersons, toldApartAmong, type Seen } from './identities.queries'
import { knownOf, likenessOf, type Likeness } from './likeness'

/** Somebody who may be the person one looks at, known from a file in sight. */
export interface Proposal extends Seen {
  readonly likeness: Likeness
}

/** So many rows are looked up at most, and so many of them opened and compared. */
const bounds = { met: 200, compared: 60 } as const

/**
 * Who may be the same human being, likeliest first, each human being once. Found by tokens, then opened and compared; whatever stands
 * in files out of sight is not looked at.
 */
export async function listProposals(db: EntityManager, actor: Actor, person: Person): Promise<Proposal[]> {
  const met = await listMet(db, actor, person)
  const isToldApart = await toldApartAmong(db, actor, [person, ...met])
  const seen = await openPersons(db, actor, met.filter(one => !isToldApart(person, one)).slice(0, bounds.compared))
  const mine = knownOf(person)
  const proposals = seen.flatMap((one): Proposal[] => {
    const likeness = likenessOf(mine, knownOf(one.person))
    return likeness ? [{ ...one, likeness }] : []
  })
  const best = new Map<string, Proposal>()
  for (const one of proposals.sort((a, b) => b.likeness.score - a.likeness.score)) {
    const identity = identityOf(one.person)
    if (!best.has(identity)) best.set(identity, one)
  }
  return [...best.values()]
}

/** Rows in sight that meet the person in a token of a kind: two parts of a name, an IIN, a day of birth. */
async function listMet(db: EntityManager, actor: Actor, person: Person): Promise<Person[]> {
  const query = db
    .createQueryBuilder(NameToken, 'mine')
    .innerJoin(NameToken, 'theirs', 'theirs.token = mine.token')
    .innerJoin(Person, 'person', 'person.id = theirs.personId')
    .where('mine.personId = :id AND mine.kind IS NOT NULL', { id: person.id })
    .andWhere('person.organisationId = :organisation', { organisation: actor.organisationId })
    .andWhere(`${identitySql('person')} <> :identity`, { identity: identityOf(person) })
  const rows = await heldBy(query, 'person.case_id', actor)
    .select('person.id', 'id')
    .distinct(true)
    .orderBy('person.id', 'DESC')
    .limit(bounds.met)
    .getRawMany<{ id: string }>()
  return rows.length ? db.find(Person, { where: { id: In(rows.map(row => row.id)) }, order: { id: 'DESC' } }) : []
}
