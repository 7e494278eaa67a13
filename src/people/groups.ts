import type { EntityManager } from 'typeorm'
import { In, IsNull, MoreThan } from 'typeorm'
import type { Actor, OpenKey, Role, Work } from '../core'
import { NotFound, Rejected } from '../core'
import { findRows } from '../database'
import {
  hasKey,
  KeyWrapRow,
  makeSubjectKey,
  openSubject,
  recoveryHolder,
  recoveryHolders,
  share,
  type Holder,
  type SubjectKind,
} from '../vault'
import { Invitation } from './invitation.entity'
import { User } from './user.entity'

/** A key that belongs to a role: the group of an organisation, its blind index, or the index of the coalition. */
export interface RoleKey {
  readonly id: string
  readonly kind: SubjectKind
}

export const coordinatorsOf = (organisationId: string): string => `${organisationId}:coordinators`
export const monitorsOf = (organisationId: string): string => `${organisationId}:monitors`
export const indexOf = (organisationId: string): string => `${organisationId}:index`
export const coalitionIndex = 'coalition:index'

const groupsByRole: Partial<Record<Role, (organisationId: string) => string>> = {
  coordinator: coordinatorsOf,
  monitor: monitorsOf,
}
const indexed: readonly Role[] = ['lawyer', 'monitor', 'coordinator']

export const groupsFor = (user: Pick<User, 'organisationId' | 'roles'>): string[] =>
  user.roles.flatMap(role => groupsByRole[role]?.(user.organisationId) ?? [])

/** What somebody of these roles should hold. Holding it takes more than the role: a colleague lets the person in. */
export function keysDue(user: Pick<User, 'organisationId' | 'roles'>): RoleKey[] {
  const groups = groupsFor(user).map(id => ({ id, kind: 'group' as const }))
  if (!user.roles.some(role => indexed.includes(role))) return groups
  return [...groups, { id: indexOf(user.organisationId), kind: 'index' }, { id: coalitionIndex, kind: 'index' }]
}

type Lost = (db: EntityManager, userId: string) => Promise<readonly string[]>
const lost = new Set<Lost>()

/** Features to the right say here which of their keys a person lost with the former key pair: colleagues share them again. */
export const keysLost = {
  add: (find: Lost): void => void lost.add(find),
  async of(db: EntityManager, userId: string): Promise<RoleKey[]> {
    const found = await Promise.all([...lost].map(find => find(db, userId)))
    return found.flat().map(id => ({ id, kind: 'case' }))
  },
}

/** The keys due to a user that nobody has shared with the user yet. */
export async function keysMissing(db: EntityManager, user: User): Promise<RoleKey[]> {
  const due = keysDue(user)
  if (due.length === 0) return []
  const held = await db.find(KeyWrapRow, { where: { holderId: user.id, subjectId: In(due.map(key => key.id)) } })
  const missing = due.filter(key => !held.some(wrap => wrap.subjectId === key.id))
  return [...missing, ...(await keysLost.of(db, user.id))]
}

/** With a new key pair nothing opens any more that was sealed for the former one. */
export async function forgetKeys(work: Work, userId: string): Promise<void> {
  for (const wrap of await work.db.find(KeyWrapRow, { where: { holderId: userId } })) await work.remove(wrap)
}

export const asHolder = (user: { readonly id: string; readonly publicKey: Uint8Array | null }): Holder => {
  if (!user.publicKey) throw new NotFound()
  return { kind: 'user', id: user.id, publicKey: user.publicKey }
}

/** What a group holds is lost with the last of its members who can open it, where the recovery key does not: that one stays. */
export async function keepAHolder({ db, now }: Work, leaving: User, roles: readonly Role[] = []): Promise<void> {
  const staying = groupsFor({ organisationId: leaving.organisationId, roles: [...roles] })
  for (const group of groupsFor(leaving).filter(id => !staying.includes(id))) {
    const wraps = await db.find(KeyWrapRow, { select: { holderId: true }, where: { subjectId: group } })
    const isHeldBy = (id: string) => wraps.some(wrap => wrap.holderId === id)
    if (!isHeldBy(leaving.id) || isHeldBy(recoveryHolder)) continue
    const others = await findRows(db, User, { id: wraps.map(wrap => wrap.holderId), state: 'active' }, { lock: true })
    const entering = await db.findBy(Invitation, { usedAt: IsNull(), expiresAt: MoreThan(now) }) // anew, without the keys
    const stays = (user: User) =>
      user.id !== leaving.id && groupsFor(user).includes(group) && !entering.some(one => one.userId === user.id)
    if (!others.some(stays)) throw new Rejected('people.user.lastHolder')
  }
}

/** At a sign-in: the first member of a group makes its keys; who comes later waits for a colleague. */
export async function makeFirstKeys(work: Work, user: User): Promise<void> {
  for (const key of await keysMissing(work.db, user)) {
    if (await hasKey(work.db, key.id)) continue
    await makeSubjectKey(work, key, [
      asHolder(user),
      ...(staysInTheCoalition(key) ? [] : await recoveryHolders(work.db)),
    ])
  }
}

/** With the coalition's index names can be tried across organisations: people hold it, not the recovery key. */
const staysInTheCoalition = ({ id }: RoleKey): boolean => id === coalitionIndex

/** Lets a colleague of the own organisation in: shares what the colleague is due and the actor holds. */
export async function letIn(work: Work, userId: string): Promise<number> {
  const user = await work.db.findOne(User, {
    where: { id: userId, organisationId: work.actor.organisationId, state: 'active' },
  })
  const shared = user ? await shareWhatIsDue(work, user) : 0
  if (shared === 0) throw new NotFound()
  return shared
}

/** Shares with somebody what the person is due and the actor holds: how many keys that was. */
export async function shareWhatIsDue(work: Work, user: User): Promise<number> {
  let shared = 0
  for (const key of await keysMissing(work.db, user)) {
    const opened = await held(work.db, work.actor, key)
    if (!opened) continue
    await share(work, opened, asHolder(user))
    shared += 1
  }
  if (shared > 0) await work.record('user.letIn', user, { keys: shared })
  return shared
}

async function held(db: EntityManager, actor: Actor, key: RoleKey): Promise<OpenKey | undefined> {
  return openSubject(db, actor, key.id).catch(() => undefined)
}

/** Colleagues who wait, for those who could let them in. */
export async function listWaiting(db: EntityManager, actor: Actor): Promise<User[]> {
  const users = await db.find(User, { where: { organisationId: actor.organisationId, state: 'active' } })
  const waiting: User[] = []
  for (const user of users) {
    if (user.id === actor.id || !user.publicKey) continue
    const missing = await keysMissing(db, user)
    const mine = await db.countBy(KeyWrapRow, {
      holderId: In([...actor.keys.holders]),
      subjectId: In(missing.map(key => key.id)),
      until: IsNull(),
    })
    if (mine > 0) waiting.push(user)
  }
  return waiting
}
