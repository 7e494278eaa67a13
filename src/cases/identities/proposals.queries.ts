import { In, type EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import { heldBy } from '../../vault'
import { identityOf, NameToken, Person } from '../persons/person.entity'
import { identitySql, notToldApart, openPersons, type Seen } from './identities.queries'
import { knownOf, likenessOf, type Likeness } from './likeness'

/** Somebody who may be the person one looks at, known from a file in sight. */
export interface Proposal extends Seen {
  readonly likeness: Likeness
}

/** So many rows are opened and compared at most. */
const compared = 60

/**
 * Who may be the same human being, likeliest first, each human being once. Found by tokens, then opened and compared; whatever stands
 * in files out of sight is not looked at.
 */
export async function listProposals(db: EntityManager, actor: Actor, person: Person): Promise<Proposal[]> {
  const ids = await listMet(db, actor, person)
  const seen = ids.length ? await openPersons(db, actor, await db.findBy(Person, { id: In(ids) })) : []
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
async function listMet(db: EntityManager, actor: Actor, person: Person): Promise<string[]> {
  const query = db
    .createQueryBuilder(NameToken, 'mine')
    .innerJoin(NameToken, 'theirs', 'theirs.token = mine.token')
    .innerJoin(Person, 'person', 'person.id = theirs.personId')
    .where('mine.personId = :id AND mine.kind IS NOT NULL', { id: person.id })
    .andWhere('person.organisationId = :organisation', { organisation: actor.organisationId })
    .andWhere(`${identitySql('person')} <> :identity`, { identity: identityOf(person) })
  const rows = await heldBy(notToldApart(query, ':identity', identitySql('person')), 'person.case_id', actor)
    .select('person.id', 'id')
    .distinct(true)
    .orderBy('person.id', 'DESC')
    .limit(compared)
    .getRawMany<{ id: string }>()
  return rows.map(row => row.id)
}
