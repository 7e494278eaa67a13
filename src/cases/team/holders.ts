import { In, MoreThan } from 'typeorm'
import type { Work } from '../../core'
import { asHolder, coordinatorsOf, User } from '../../people'
import { hasKey, KeyWrapRow, publicKeyOf, recoveryHolders, type Holder } from '../../vault'

/** Who shall hold a case's next key: these people, whoever was lent it and still has it, the coordinators, the recovery key. */
export async function holdersOf(
  work: Work,
  { id, organisationId }: { readonly id: string; readonly organisationId: string },
  userIds: readonly string[],
): Promise<Holder[]> {
  const { db } = work
  const group = coordinatorsOf(organisationId)
  return [
    ...(await usersFor(work, userIds)).map(asHolder),
    ...(await lentTo(work, id)),
    ...((await hasKey(db, group))
      ? [{ kind: 'group' as const, id: group, publicKey: await publicKeyOf(db, group) }]
      : []),
    ...(await recoveryHolders(db)),
  ]
}

async function usersFor({ db }: Work, ids: readonly string[]): Promise<User[]> {
  const users = ids.length ? await db.find(User, { where: { id: In([...ids]) } }) : []
  return users.filter(user => user.publicKey)
}

async function lentTo(work: Work, subjectId: string): Promise<Holder[]> {
  const wraps = await work.db.find(KeyWrapRow, { where: { subjectId, until: MoreThan(work.now) } })
  const until = new Map(wraps.map(wrap => [wrap.holderId, wrap.until]))
  const users = await usersFor(work, [...until.keys()])
  return users.map(user => ({ ...asHolder(user), until: until.get(user.id) ?? work.now }))
}
