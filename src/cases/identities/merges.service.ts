import type { OpenKey, Work } from '../../core'
import { Conflict, newId, NotAllowed, NotFound, Rejected } from '../../core'
import { findCaseToMove } from '../cases.service'
import { identityOf, type Person } from '../persons/person.entity'
import { PersonDifference, PersonMerge } from './identity.entity'
import { findSeen, rowsOf } from './identities.queries'
import { casesOf, isOneBeing, laterMerge, undoUntil } from './merges.queries'

/** Two human beings of the organisation are one: all rows of the younger identity go over to the older. Needs the keys of all their files. */
export async function mergePersons(work: Work, oneId: string, otherId: string): Promise<PersonMerge> {
  const [one, other] = [await findSeen(work.db, work.actor, oneId), await findSeen(work.db, work.actor, otherId)]
  if (isOneBeing(one.person, other.person)) throw new Conflict('identities.merging.already')
  const [into = '', from = ''] = [identityOf(one.person), identityOf(other.person)].sort()
  const { rows, keys } = await openAll(work, [into, from])
  const moved = rows.filter(row => identityOf(row) === from)
  if (moved.length === 0 || moved.length === rows.length) throw new Conflict('common.errors.changedMeanwhile')
  const merge = await work.add(
    Object.assign(new PersonMerge(), {
      id: newId(),
      organisationId: work.actor.organisationId,
      identityId: into,
      otherId: from,
      personIds: moved.map(row => row.id),
      mergedBy: work.actor.id,
      mergedAt: work.now,
      separatedBy: null,
      separatedAt: null,
    }),
  )
  await regroup(work, 'person.merged', merge, into, { rows, moved, keys })
  return merge
}

/** Within thirty days who belonged where is restored exactly; later merges of the same persons first. */
export async function separatePersons(work: Work, mergeId: string): Promise<PersonMerge> {
  const { organisationId } = work.actor
  const merge = await work.db.findOne(PersonMerge, { where: { id: mergeId, organisationId } })
  if (!merge) throw new NotFound()
  const { rows, keys } = await openAll(work, [merge.identityId], new NotFound())
  if (merge.separatedAt) throw new Conflict('identities.separation.already')
  if (work.now > undoUntil(merge)) throw new Conflict('identities.separation.tooLate')
  if (await laterMerge(work.db, merge)) throw new Conflict('identities.separation.laterFirst')
  const moved = rows.filter(row => merge.personIds.includes(row.id))
  Object.assign(merge, { separatedBy: work.actor.id, separatedAt: work.now })
  await work.change(merge)
  await regroup(work, 'person.separated', merge, merge.otherId, { rows, moved, keys })
  return merge
}

interface Opened {
  readonly rows: readonly Person[]
  readonly keys: ReadonlyMap<string, OpenKey>
}

/** All rows of the identities, their files locked and opened; somebody to whom one is closed cannot do it. */
async function openAll(
  work: Work,
  identities: readonly string[],
  refusal: Error = new Rejected('identities.merging.outOfReach'),
): Promise<Opened> {
  const keys = new Map<string, OpenKey>()
  for (const id of casesOf(await rowsOf(work.db, work.actor, identities))) {
    const { key } = await findCaseToMove(work, id).catch((closed: unknown) => {
      throw closed instanceof NotFound || closed instanceof NotAllowed ? refusal : closed
    })
    keys.set(id, key)
  }
  const rows = await rowsOf(work.db, work.actor, identities)
  for (const row of rows) {
    const key = keys.get(row.caseId)
    if (!key) throw new Conflict('common.errors.changedMeanwhile')
    key.open('persons', row)
  }
  return { rows, keys }
}

/** Gives the rows another identity; each leaves its own line in the trail, and the row that gave the identity one too. */
async function regroup(
  work: Work,
  action: 'person.merged' | 'person.separated',
  merge: PersonMerge,
  identity: string,
  { rows, moved, keys }: Opened & { readonly moved: readonly Person[] },
): Promise<void> {
  const details = { merge: merge.id, identity, cases: casesOf(rows) }
  await work.record(action, { id: merge.id }, details)
  for (const row of moved) {
    row.identityId = row.id === identity ? null : identity
    await work.change(row, keys.get(row.caseId))
    await work.record(action, row, details)
  }
  for (const row of rows.filter(one => !moved.includes(one))) await work.record(action, row, details)
}

/** Two rows are two human beings: they are not proposed as one again, from neither side. */
export async function tellApart(work: Work, oneId: string, otherId: string): Promise<void> {
  const [one, other] = [await findSeen(work.db, work.actor, oneId), await findSeen(work.db, work.actor, otherId)]
  await findCaseToMove(work, one.kase.id)
  if (isOneBeing(one.person, other.person)) throw new Conflict('identities.merging.already')
  const [first = '', second = ''] = [oneId, otherId].sort()
  if (await work.db.existsBy(PersonDifference, { oneId: first, otherId: second })) return
  const told = await work.add(
    Object.assign(new PersonDifference(), {
      id: newId(),
      organisationId: work.actor.organisationId,
      oneId: first,
      otherId: second,
      decidedBy: work.actor.id,
      decidedAt: work.now,
    }),
  )
  const details = { difference: told.id, cases: casesOf([one.person, other.person]) }
  await work.record('person.toldApart', one.person, details)
  await work.record('person.toldApart', other.person, details)
}
