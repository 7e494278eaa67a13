import type { EntityManager } from 'typeorm'
import { In, IsNull, MoreThan } from 'typeorm'
import { NotFound, type Role } from '../core'
import { findRow } from '../database'
import type { HostKeys } from '../vault'
import { Invitation } from './invitation.entity'
import { foldLogin } from './login'
import { Organisation } from './organisation.entity'
import { User } from './user.entity'

const staff = 'staff'

export const openUser = (host: HostKeys, user: User): User => {
  host.key(staff).open('users', user)
  return user
}

export const staffKey = (host: HostKeys) => host.key(staff)

export async function findUser(db: EntityManager, host: HostKeys, id: string): Promise<User> {
  const user = await db.findOne(User, { where: { id } })
  if (!user) throw new NotFound()
  return openUser(host, user)
}

/**
 * Somebody's row is read and opened in any case, and only then looked at: how long it takes does not tell whether this
 * person has an account.
 */
export async function findUserByLogin(db: EntityManager, host: HostKeys, login: string): Promise<User | undefined> {
  const token = loginToken(host, login)
  const nearest = await db
    .createQueryBuilder(User, 'user')
    .addSelect('CASE WHEN user.loginToken = :token THEN 0 ELSE 1 END', 'distance')
    .setParameters({ token })
    .orderBy('distance')
    .limit(1)
    .getOne()
  const opened = nearest && openUser(host, nearest)
  return opened?.loginToken === token ? opened : undefined
}

export const loginToken = (host: HostKeys, login: string): string =>
  host.hmac('login', foldLogin(login)).toString('base64url')

export async function findOrganisation(db: EntityManager, id: string): Promise<Organisation> {
  const organisation = await findRow(db, Organisation, { id })
  if (!organisation) throw new NotFound()
  return organisation
}

/** What stands in no password of this person: the own names and those of the organisation. */
export async function ownWords(db: EntityManager, { words, organisationId }: User): Promise<string[]> {
  const organisation = await findOrganisation(db, organisationId)
  return [words.login, words.name, organisation.nameEn, organisation.nameRu, organisation.nameKk]
}

export const listOrganisations = (db: EntityManager): Promise<Organisation[]> =>
  db.find(Organisation, { order: { code: 'ASC' } })

export async function listUsers(db: EntityManager, host: HostKeys): Promise<User[]> {
  const users = await db.find(User)
  return users.map(user => openUser(host, user)).sort((a, b) => a.words.name.localeCompare(b.words.name))
}

/** The active people of an organisation in one of these roles. */
export async function membersOf(
  db: EntityManager,
  host: HostKeys,
  organisationId: string,
  ...roles: Role[]
): Promise<User[]> {
  const users = await db.find(User, { where: { organisationId, state: 'active' } })
  return users
    .filter(user => roles.length === 0 || roles.some(role => user.roles.includes(role)))
    .map(user => openUser(host, user))
    .sort((a, b) => a.words.name.localeCompare(b.words.name))
}

/** The active people with a role, of one organisation or of all, by id: to tell them something. */
export async function idsOf(db: EntityManager, role: Role, organisationId?: string): Promise<string[]> {
  const users = await db.find(User, { where: { state: 'active', ...(organisationId && { organisationId }) } })
  return users.filter(user => user.roles.includes(role)).map(user => user.id)
}

/** Names of staff by id, for pages of other features. */
export async function staffNames(
  db: EntityManager,
  host: HostKeys,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const users = ids.length ? await db.find(User, { where: { id: In([...new Set(ids)]) } }) : []
  return new Map(users.map(user => [user.id, openUser(host, user).words.name]))
}

/** How many accounts there are by state, and how many of the links sent out are still good. */
export async function countAccounts(db: EntityManager, now: Date) {
  const users = await db.find(User, { select: { id: true, state: true } })
  const many = (state: User['state']) => users.filter(user => user.state === state).length
  const links = await db.countBy(Invitation, { usedAt: IsNull(), expiresAt: MoreThan(now) })
  return { active: many('active'), invited: many('invited'), disabled: many('disabled'), links }
}
