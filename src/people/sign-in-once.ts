import type { Actor, Clock, InWork } from '../core'
import type { Gate } from '../database'
import { passwordsOn, unwrapWithPassword, type HostKeys, type PasswordCost } from '../vault'
import type { Problem } from '../web'
import { codeHolds, mustWait } from './again'
import { foldLogin } from './login'
import { findUserByLogin } from './people.queries'
import type { PeopleDoors } from './people-doors'
import { oneself } from './people.service'
import { ratesOn } from './rate'
import { actorWith } from './sessions'

type OnceDoors = Pick<PeopleDoors, 'gate' | 'inWork' | 'host' | 'passwords' | 'rates' | 'clock'>

export const doorsForOnce = (
  doors: { gate: Gate; inWork: InWork; host: HostKeys; clock: Clock },
  cost: PasswordCost,
): OnceDoors => ({
  ...doors,
  passwords: passwordsOn(doors.host, cost),
  rates: ratesOn(doors.gate, doors.host, doors.clock),
})

interface Typed {
  readonly login: string
  readonly password: string
  readonly code: string
}

/** Lets somebody in for one command: password and second factor as at the door, with its delays; no session is left behind. */
export async function signInOnce(
  doors: OnceDoors,
  { login, password, code }: Typed,
): Promise<{ actor: Actor; language: 'en' | 'ru' | 'kk'; problem?: never } | { problem: Problem }> {
  const { gate, host, rates } = doors
  const bucket = ['login', foldLogin(login)] as const
  const wait = await mustWait(doors, ...bucket)
  if (wait) return { problem: wait }
  const user = await gate.read(db => findUserByLogin(db, host, login))
  const kek = await doors.passwords.check(password, user?.state === 'active' ? (user.password ?? undefined) : undefined)
  if (!user || !kek || !user.privateWrapped) {
    await rates.failed(...bucket)
    return { problem: { key: 'people.signIn.wrong' } }
  }
  if (!(await codeHolds(doors, user, code))) {
    await rates.failed(...bucket)
    return { problem: { key: 'people.code.wrong' } }
  }
  await rates.succeeded(...bucket)
  const privateKey = unwrapWithPassword(host, user.id, kek, user.privateWrapped)
  await doors.inWork(oneself(user), work => work.record('session.begun', user, { by: 'command' }))
  return { actor: await actorWith(gate, user, privateKey, doors.clock()), language: user.language }
}
