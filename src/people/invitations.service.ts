import { createHash } from 'node:crypto'
import { IsNull } from 'typeorm'
import type { Work } from '../core'
import { newId, NotFound, Rejected } from '../core'
import { newPrintedCode, readPrintedCode, type HostKeys, type PasswordRecord } from '../vault'
import { forgetKeys, keepAHolder } from './groups'
import { Invitation } from './invitation.entity'
import { Organisation } from './organisation.entity'
import type { NewInvitation } from './people.forms'
import { findUser, loginToken, staffKey } from './people.queries'
import { newSecret } from './second-factor'
import { SecondFactorUse } from './session.entity'
import { endSessionsOf } from './sessions'
import { User } from './user.entity'

const invitationHours = 24
const hash = (code: string) => createHash('sha256').update(code).digest('base64url')

/** Makes an account nobody has entered yet; the code of the link is returned once. */
export async function inviteUser(
  work: Work,
  host: HostKeys,
  form: NewInvitation,
): Promise<{ user: User; code: string }> {
  const organisation = await work.db.findOne(Organisation, { where: { id: form.organisationId } })
  if (!organisation) {
    throw new Rejected('people.user.organisation.required', {}, { organisationId: 'people.user.organisation.required' })
  }
  const token = loginToken(host, form.login)
  if ((await work.db.countBy(User, { loginToken: token })) > 0)
    throw new Rejected('people.user.login.taken', {}, { login: 'people.user.login.taken' })
  const user = await work.add(
    Object.assign(new User(), {
      id: newId(),
      organisationId: organisation.id,
      loginToken: token,
      roles: form.roles,
      clinician: form.clinician,
      state: 'invited',
      language: 'en',
      password: null,
      publicKey: null,
      privateWrapped: null,
      recoveryWrapped: null,
      words: { name: form.name, login: form.login, secondFactor: '' },
    }),
    staffKey(host),
  )
  await work.record('user.invited', user, { organisation: organisation.id, roles: form.roles })
  return { user, code: await openInvitation(work, user) }
}

/** A new way in for somebody who lost everything: a new key pair follows, and colleagues let the person in again. */
export async function inviteAgain(work: Work, host: HostKeys, userId: string): Promise<{ user: User; code: string }> {
  const user = await findUser(work.db, host, userId)
  if (user.state === 'active') await keepAHolder(work, user)
  await endSessionsOf(work.db, user.id)
  return { user, code: await openInvitation(work, user) }
}

/** Opens one link and ends every earlier one: of two that are about, one is in the wrong hands. */
async function openInvitation(work: Work, user: User): Promise<string> {
  await endInvitations(work, user.id)
  const code = newPrintedCode()
  const expiresAt = new Date(work.now.getTime() + invitationHours * 3_600_000)
  const codeHash = hash(code.replace(/-/g, ''))
  const invitation = Object.assign(new Invitation(), {
    id: newId(),
    userId: user.id,
    codeHash,
    expiresAt,
    usedAt: null,
  })
  await work.add(invitation)
  await work.record('invitation.opened', invitation, { user: user.id })
  return code
}

export async function endInvitations(work: Work, userId: string): Promise<void> {
  for (const invitation of await work.db.find(Invitation, { where: { userId, usedAt: IsNull() } })) {
    invitation.usedAt = work.now
    await work.change(invitation)
    await work.record('invitation.ended', invitation, { user: userId })
  }
}

/** The invitation a link is for; spent, late and unknown ones are the same to whoever asks. */
export async function findInvitation(
  db: Work['db'],
  host: HostKeys,
  typed: string,
  now: Date,
): Promise<{ invitation: Invitation; user: User }> {
  const code = readPrintedCode(typed)
  const invitation = code && (await db.findOne(Invitation, { where: { codeHash: hash(code) } }))
  if (!invitation || invitation.usedAt || invitation.expiresAt <= now) throw new NotFound('people.invitation.over')
  return { invitation, user: await findUser(db, host, invitation.userId) }
}

/** What belongs to one password and key pair, made outside the transaction. */
export interface NewKeys {
  readonly record: PasswordRecord
  readonly publicKey: Buffer
  readonly privateWrapped: Buffer
  readonly recoveryWrapped: Buffer
}

/** The person's own keys, made anew: what was sealed for the former ones is of no use and would only stand in the way. */
export async function chooseFirstPassword(work: Work, host: HostKeys, typed: string, keys: NewKeys): Promise<User> {
  const { user } = await findInvitation(work.db, host, typed, work.now)
  takeKeys(user, keys)
  user.words = { ...user.words, secondFactor: newSecret() }
  await work.change(user, staffKey(host))
  await forgetKeys(work, user.id)
  await work.record('user.keysMade', user)
  return user
}

function takeKeys(user: User, keys: NewKeys): void {
  user.password = keys.record
  user.publicKey = keys.publicKey
  user.privateWrapped = keys.privateWrapped
  user.recoveryWrapped = keys.recoveryWrapped
}

export async function enterOffice(work: Work, host: HostKeys, typed: string, step: number): Promise<User> {
  const { invitation, user } = await findInvitation(work.db, host, typed, work.now)
  user.state = 'active'
  await work.change(user, staffKey(host))
  invitation.usedAt = work.now
  await work.change(invitation)
  await work.db.upsert(SecondFactorUse, { userId: user.id, step }, ['userId'])
  await work.record('user.entered', user)
  return user
}
