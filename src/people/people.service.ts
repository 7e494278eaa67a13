import type { Actor, Work } from '../core'
import { newId, noKeys, Rejected } from '../core'
import { findRows } from '../database'
import type { HostKeys } from '../vault'
import { keepAHolder } from './groups'
import { endInvitations } from './invitations.service'
import { Organisation } from './organisation.entity'
import type { Duties, NewOrganisation } from './people.forms'
import { findUser, staffKey } from './people.queries'
import { endSessionsOf } from './sessions'
import { User } from './user.entity'

/** Somebody acting on their own account before there is a session. */
export const oneself = (user: User): Actor => ({
  id: user.id,
  name: user.words.name,
  organisationId: user.organisationId,
  roles: new Set(),
  clinician: false,
  keys: noKeys,
})

export async function addOrganisation(work: Work, form: NewOrganisation): Promise<Organisation> {
  if ((await work.db.countBy(Organisation, { code: form.code })) > 0) {
    throw new Rejected('people.organisation.code.taken', {}, { code: 'people.organisation.code.taken' })
  }
  const organisation = await work.add(Object.assign(new Organisation(), { id: newId(), ...form }))
  await work.record('organisation.added', organisation, { code: form.code })
  return organisation
}

export async function setDuties(work: Work, host: HostKeys, userId: string, duties: Duties): Promise<User> {
  const user = await findUser(work.db, host, userId)
  if (!duties.roles.includes('administrator')) await keepAnAdministrator(work, user)
  await keepAHolder(work, user, duties.roles as User['roles'])
  user.roles = duties.roles as User['roles']
  user.clinician = duties.clinician
  await work.change(user, staffKey(host))
  await work.record('user.dutiesSet', user, { roles: duties.roles, clinician: duties.clinician })
  return user
}

/** Sessions and links end in the same transaction: the next request is refused. Whose account is in wrong hands must go at once, also the last holder of a key. */
export async function disableUser(work: Work, host: HostKeys, userId: string): Promise<User> {
  const user = await findUser(work.db, host, userId)
  await keepAnAdministrator(work, user)
  user.state = 'disabled'
  await work.change(user, staffKey(host))
  await endSessionsOf(work.db, user.id)
  await endInvitations(work, user.id)
  await work.record('user.disabled', user)
  return user
}

/** Without an administrator nobody could ever be invited again, not even one; two who disable each other wait for each other. */
async function keepAnAdministrator(work: Work, leaving: User): Promise<void> {
  const active = await findRows(work.db, User, { state: 'active' }, { lock: true })
  const administrators = active.filter(user => user.roles.includes('administrator')).map(user => user.id)
  if (administrators.length === 1 && administrators[0] === leaving.id)
    throw new Rejected('people.user.lastAdministrator')
}

export async function endSessions(work: Work, host: HostKeys, userId: string): Promise<void> {
  const user = await findUser(work.db, host, userId)
  await endSessionsOf(work.db, user.id)
  await work.record('user.sessionsEnded', user)
}
