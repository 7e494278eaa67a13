import { unwrapWithPassword } from '../vault'
import type { Problem } from '../web'
import type { PeopleDoors } from './people-doors'
import { findUserByLogin } from './people.queries'
import { oneself } from './people.service'
import { stepOf, useSpareCode, useStep } from './second-factor'
import type { User } from './user.entity'

/** Counts a try, and says as the page does how long one must wait instead; undefined when one may try. */
export async function mustWait(
  { rates }: Pick<PeopleDoors, 'rates'>,
  what: string,
  key: string,
): Promise<Problem | undefined> {
  const seconds = await rates.tries(what, key)
  return seconds > 0 ? { key: 'people.signIn.wait', values: { count: Math.ceil(seconds / 60) } } : undefined
}

/** A code of the authenticator, or a spare code; whichever it is, it is spent. */
export async function codeHolds(
  { gate, inWork, clock }: Pick<PeopleDoors, 'gate' | 'inWork' | 'clock'>,
  user: User,
  typed: string,
): Promise<boolean> {
  const step = stepOf(user.words.secondFactor, typed, clock())
  if (step !== undefined) return gate.write(db => useStep(db, user.id, step))
  return inWork(oneself(user), work => useSpareCode(work, user, typed))
}

/** Whom a name and a password belong to; checked for as long whether there is such a name or not. */
export async function ownerOf(
  { gate, host, passwords }: Pick<PeopleDoors, 'gate' | 'host' | 'passwords'>,
  login: string,
  password: string,
): Promise<{ user: User; privateKey: Buffer } | undefined> {
  const user = await gate.read(db => findUserByLogin(db, host, login))
  const kek = await passwords.check(password, user?.state === 'active' ? (user.password ?? undefined) : undefined)
  if (!user || !kek || !user.privateWrapped) return undefined
  return { user, privateKey: unwrapWithPassword(host, user.id, kek, user.privateWrapped) }
}

/** The password once more, before what outlasts a session; a guesser on an open screen waits as at the door. */
export async function passwordAgain(
  doors: PeopleDoors,
  user: User,
  typed: string,
): Promise<{ privateKey: Buffer; problem?: never } | { privateKey?: never; problem: Problem }> {
  const bucket = ['again', user.id] as const
  const wait = await mustWait(doors, ...bucket)
  if (wait) return { problem: wait }
  const kek = await doors.passwords.check(typed, user.password ?? undefined)
  if (!kek || !user.privateWrapped) return { problem: { key: 'people.account.current.wrong' } }
  await doors.rates.succeeded(...bucket)
  return { privateKey: unwrapWithPassword(doors.host, user.id, kek, user.privateWrapped) }
}
