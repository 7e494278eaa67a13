import type { EntityManager } from 'typeorm'
import type { Actor } from '../core'
import { findOrganisation, listUsers, type User } from '../people'
import type { HostKeys } from '../vault'

/** The people of an organisation, as files name them: by login. */
export interface Staff {
  /** The short code of the organisation. */
  readonly code: string
  readonly byLogin: ReadonlyMap<string, User>
  readonly loginOf: ReadonlyMap<string, string>
}

export async function staffOf(db: EntityManager, host: HostKeys, { organisationId }: Actor): Promise<Staff> {
  const { code } = await findOrganisation(db, organisationId)
  const users = (await listUsers(db, host)).filter(user => user.organisationId === organisationId)
  return {
    code,
    byLogin: new Map(users.map(user => [user.words.login, user])),
    loginOf: new Map(users.map(user => [user.id, user.words.login])),
  }
}

const worksOnCases = ['lawyer', 'monitor', 'coordinator'] as const

/** Whether somebody can be on a team: works on cases, and has keys. */
export const canJoin = (user: User | undefined): user is User & { publicKey: Buffer } =>
  user?.state === 'active' && user.publicKey !== null && worksOnCases.some(role => user.roles.includes(role))
