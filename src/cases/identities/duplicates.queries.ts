import { In, LessThan, type EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import { heldBy } from '../../vault'
import { identityOf, NameToken, Person } from '../persons/person.entity'
import { identitySql, openPersons, toldApartAmong, type Seen } from './identities.queries'
import { knownOf, likenessOf, type Likeness } from './likeness'

/** Two rows of the organisation that may be about one human being. */
export interface Pair {
  readonly one: Seen
  readonly other: Seen
  readonly likeness: Likeness
}

export interface Duplicates {
  readonly pairs: readonly Pair[]
  /** How many persons were looked at for this page. */
  readonly examined: number
  /** From where the next page looks on; absent when all have been looked at. */
  readonly after: string | undefined
}

const pageSize = 20
/** What one page looks through at most, found something or not, in rounds short enough for others to have their turn between. */
const bounds = { batch: 50, pairs: 60, rounds: 20 } as const

/** Proposals over the organisation, newest person first: each row beside the older ones it meets. Bounded work, paged by key. */
export async function listDuplicates(db: EntityManager, actor: Actor, from: string | undefined): Promise<Duplicates> {
  const pairs: Pair[] = []
  const known = new Set<string>()
  let [after, examined] = [from, 0]
  for (let round = 0; round < bounds.rounds && pairs.length < pageSize; round += 1) {
    const batch = await nextRows(db, actor, after)
    if (batch.length === 0) return { pairs, examined, after: undefined }
    const met = await listMet(db, actor, batch)
    const until = lookedAt(batch, met)
    const ids = batch.filter(id => until !== undefined && id >= until)
    keepNew(await openPairs(db, actor, met), known, pairs)
    examined += ids.length
    after = until
    if (!isCut(met) && batch.length < bounds.batch) return { pairs, examined, after: undefined }
  }
  return { pairs, examined, after }
}

/** There may be more than were found. */
const isCut = (met: readonly Met[]) => met.length === bounds.pairs

/** The last of a batch of which all that it meets was found. */
const lookedAt = (batch: readonly string[], met: readonly Met[]) => (isCut(met) ? met.at(-1)?.one : batch.at(-1))

/** Of the same two human beings one pair is enough. */
function keepNew(found: readonly Pair[], known: Set<string>, pairs: Pair[]): void {
  for (const pair of found) {
    const beings = [pair.one, pair.other].map(({ person }) => identityOf(person)).join()
    if (!known.has(beings)) pairs.push(pair)
    known.add(beings)
  }
}

async function nextRows(db: EntityManager, actor: Actor, after: string | undefined): Promise<string[]> {
  const rows = await db.find(Person, {
    select: { id: true },
    where: { organisationId: actor.organisationId, ...(after === undefined ? {} : { id: LessThan(after) }) },
    order: { id: 'DESC' },
    take: bounds.batch,
  })
  return rows.map(row => row.id)
}

interface Met {
  readonly one: string
  readonly other: string
}

/** Pairs in sight that meet in a token; years of birth too far apart meet in nothing but the IIN. */
async function listMet(db: EntityManager, actor: Actor, ids: readonly string[]): Promise<Met[]> {
  const query = db
    .createQueryBuilder(NameToken, 'mine')
    .innerJoin(NameToken, 'theirs', 'theirs.token = mine.token AND theirs.person_id < mine.person_id')
    .innerJoin(Person, 'one', 'one.id = mine.personId')
    .innerJoin(Person, 'other', 'other.id = theirs.personId')
    .where('mine.personId IN (:...ids) AND mine.kind IS NOT NULL', { ids })
    .andWhere('other.organisationId = :organisation', { organisation: actor.organisationId })
    .andWhere(`${identitySql('one')} <> ${identitySql('other')}`)
    .andWhere(
      `(mine.kind = 'iin' OR one.birth_year IS NULL OR other.birth_year IS NULL OR ABS(one.birth_year - other.birth_year) <= 1)`,
    )
  return heldBy(heldBy(query, 'one.case_id', actor), 'other.case_id', actor)
    .select('one.id', 'one')
    .addSelect('other.id', 'other')
    .distinct(true)
    .orderBy('one.id', 'DESC')
    .addOrderBy('other.id', 'DESC')
    .limit(bounds.pairs)
    .getRawMany<Met>()
}

async function openPairs(db: EntityManager, actor: Actor, met: readonly Met[]): Promise<Pair[]> {
  const ids = [...new Set(met.flatMap(({ one, other }) => [one, other]))]
  if (ids.length === 0) return []
  const persons = await db.findBy(Person, { id: In(ids) })
  const isToldApart = await toldApartAmong(db, actor, persons)
  const seen = new Map((await openPersons(db, actor, persons)).map(row => [row.person.id, row]))
  return met.flatMap((pair): Pair[] => {
    const [one, other] = [seen.get(pair.one), seen.get(pair.other)]
    if (!one || !other || isToldApart(one.person, other.person)) return []
    const likeness = likenessOf(knownOf(one.person), knownOf(other.person))
    return likeness ? [{ one, other, likeness }] : []
  })
}
