import type { Clock, InWork } from '../core'
import type { Gate } from '../database'
import type { HostKeys, Passwords } from '../vault'
import { newPrintedCode, newUserKeys, wrapUnderCode, wrapUnderPassword } from '../vault'
import type { Cookies } from './cookies'
import type { NewKeys } from './invitations.service'
import type { Rates } from './rate'
import type { Sessions } from './sessions'

/** What the pages about people stand on, made once in `app.ts`. */
export interface PeopleDoors {
  readonly gate: Gate
  readonly inWork: InWork
  readonly host: HostKeys
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly rates: Rates
  readonly cookies: Cookies
  readonly clock: Clock
  readonly https: boolean
  /** Shows the second factor's code on the page that asks for it: in a demonstration only. */
  readonly demonstration: boolean
}

/** Everything a new password brings: made before the transaction, because hashing takes its time. */
export async function newKeysFor(
  doors: PeopleDoors,
  userId: string,
  password: string,
): Promise<NewKeys & { recoveryCode: string }> {
  const { record, kek } = await doors.passwords.make(password)
  const recoveryCode = newPrintedCode()
  const keys = newUserKeys(doors.host, userId, kek, recoveryCode.replace(/-/g, ''))
  keys.privateKey.fill(0)
  return {
    record,
    publicKey: keys.publicKey,
    privateWrapped: keys.privateWrapped,
    recoveryWrapped: keys.recoveryWrapped,
    recoveryCode,
  }
}

/** The same private key under another password. */
export async function rewrap(doors: PeopleDoors, userId: string, password: string, privateKey: Buffer) {
  const { record, kek } = await doors.passwords.make(password)
  return { record, privateWrapped: wrapUnderPassword(doors.host, userId, kek, privateKey) }
}

/** The same private key under another printed code: the one before opens nothing any more. */
export function anotherPrintedCode(userId: string, privateKey: Buffer) {
  const recoveryCode = newPrintedCode()
  return { recoveryCode, recoveryWrapped: wrapUnderCode(userId, recoveryCode.replace(/-/g, ''), privateKey) }
}
