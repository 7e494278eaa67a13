import type { Actor, Clock, InWork } from '../core'
import type { Gate } from '../database'
import { passwordsOn, type HostKeys, type PasswordCost } from '../vault'
import type { Problem } from '../web'
import { codeHolds, mustWait, ownerOf } from './again'
import { foldLogin } from './login'
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
  const { gate, rates } = doors
  const bucket = ['login', foldLogin(login)] as const
  const wait = await mustWait(doors, ...bucket)
  if (wait) return { problem: wait }
  const owner = await ownerOf(doors, login, password)
  if (!owner) return { problem: { key: 'people.signIn.wrong' } }
  const { user, privateKey } = owner
  if (!(await codeHolds(doors, user, code))) return { problem: { key: 'people.code.wrong' } }
  await rates.succeeded(...bucket)
  await doors.inWork(oneself(user), work => work.record('session.begun', user, { by: 'command' }))
  return { actor: await actorWith(gate, user, privateKey, doors.clock()), language: user.language }
}
