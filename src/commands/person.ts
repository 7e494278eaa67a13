import type { Doors } from '../app'
import type { Actor } from '../core'
import type { Translate } from '../i18n'
import { doorsForOnce, signInOnce } from '../people'
import type { Question } from './terminal'

/** Somebody at work at the terminal, with keys until the command ends. */
export interface AtTerminal {
  readonly actor: Actor
  readonly t: Translate
}

/** Asks login, password and code; who is wrong is told so as at the door. */
export async function signInAtTerminal(doors: Doors, as: string | undefined, ask: Question): Promise<AtTerminal> {
  const login = as ?? (await ask('Login', false))
  const password = await ask('Password', true)
  const code = await ask('Code', false)
  const signedIn = await signInOnce(doorsForOnce(doors, doors.config), { login, password, code })
  if ('problem' in signedIn && signedIn.problem) {
    const { key, values } = signedIn.problem
    throw new Error(doors.texts.for('en')(key, values))
  }
  return { actor: signedIn.actor, t: doors.texts.for(signedIn.language) }
}
