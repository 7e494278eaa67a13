import { In, IsNull, MoreThan, type EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import { identityOf, Person } from '../persons/person.entity'
import { TeamMember } from '../team/team.entity'
import { openPersons, rowsOf, type Seen } from './identities.queries'
import { PersonMerge } from './identity.entity'

/** So long a merge can be undone. */
export const undoDays = 30
const day = 86_400_000

export const undoUntil = ({ mergedAt }: PersonMerge): Date => new Date(mergedAt.getTime() + undoDays * day)

/** All rows of some human beings, as far as one may open them, and whether that is all of them. */
export interface Whole {
  readonly seen: readonly Seen[]
  /** Every file is open to this person, and none to be read only. */
  readonly isWhole: boolean
}

export async function openWhole(db: EntityManager, actor: Actor, identities: readonly string[]): Promise<Whole> {
  const rows = await rowsOf(db, actor, identities)
  const seen = await openPersons(db, actor, rows)
  const files = [...new Set(seen.map(one => one.kase.id))]
  return { seen, isWhole: seen.length === rows.length && !(await readsOnly(db, actor, files)) }
}

/** A reader of one of the teams looks and changes nothing. */
async function readsOnly(db: EntityManager, actor: Actor, caseIds: readonly string[]): Promise<boolean> {
  if (actor.roles.has('coordinator') || caseIds.length === 0) return false
  const reads = { userId: actor.id, role: 'reader' as const, until: IsNull() }
  return (await db.countBy(TeamMember, { ...reads, caseId: In([...caseIds]) })) > 0
}

/** A merge that may still be undone, with the rows of both sides. */
export interface UndoableMerge {
  readonly merge: PersonMerge
  readonly until: Date
  readonly stayed: readonly Seen[]
  readonly moved: readonly Seen[]
}

const shown = 20

/** What was merged in the last days, newest first; of a merge that touches a file out of sight nothing. */
export async function listUndoable(
  db: EntityManager,
  actor: Actor,
  now: Date,
  identity?: string,
): Promise<UndoableMerge[]> {
  const merges = await db.find(PersonMerge, {
    where: {
      organisationId: actor.organisationId,
      mergedAt: MoreThan(new Date(now.getTime() - undoDays * day)),
      separatedAt: IsNull(),
      ...(identity === undefined ? {} : { identityId: identity }),
    },
    order: { id: 'DESC' },
    take: shown,
  })
  const undoable: UndoableMerge[] = []
  for (const merge of merges) {
    const { seen, isWhole } = await openWhole(db, actor, [merge.identityId])
    const moved = seen.filter(one => merge.personIds.includes(one.person.id))
    const stayed = seen.filter(one => !merge.personIds.includes(one.person.id))
    if (isWhole && moved.length > 0) undoable.push({ merge, until: undoUntil(merge), stayed, moved })
  }
  return undoable
}

/** A later merge in which the same rows changed sides again: it is undone first, or nobody could tell who belonged where. */
export const laterMerge = (db: EntityManager, { id, identityId }: PersonMerge): Promise<PersonMerge | null> =>
  db.findOne(PersonMerge, {
    where: [
      { identityId, id: MoreThan(id), separatedAt: IsNull() },
      { otherId: identityId, id: MoreThan(id), separatedAt: IsNull() },
    ],
  })

/** Files of these rows, each once, in the order in which they are locked. */
export const casesOf = (rows: readonly Person[]): string[] => [...new Set(rows.map(row => row.caseId))].sort()

export const isOneBeing = (one: Person, other: Person): boolean => identityOf(one) === identityOf(other)
