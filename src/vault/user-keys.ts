import type { HostKeys } from './host'
import { derive, newKeyPair, seal, unseal, type KeyPair } from './primitives'

/** A user's key pair, its private half wrapped under password and host key, and under the printed recovery code. */
export interface UserKeys {
  readonly publicKey: Buffer
  readonly privateWrapped: Buffer
  readonly recoveryWrapped: Buffer
}

const passwordKey = (host: HostKeys, kek: Buffer) =>
  derive(Buffer.concat([kek, host.subkey('user-wrap')]), 'user/password')
const codeKey = (code: string) => derive(Buffer.from(code), 'user/recovery-code')

export const wrapUnderPassword = (host: HostKeys, userId: string, kek: Buffer, privateKey: Buffer): Buffer =>
  seal(passwordKey(host, kek), privateKey, `user|${userId}|password`)
export const unwrapWithPassword = (host: HostKeys, userId: string, kek: Buffer, wrapped: Buffer): Buffer =>
  unseal(passwordKey(host, kek), wrapped, `user|${userId}|password`)

export const wrapUnderCode = (userId: string, code: string, privateKey: Buffer): Buffer =>
  seal(codeKey(code), privateKey, `user|${userId}|code`)
/** Undefined when the code is another. */
export function unwrapWithCode(userId: string, code: string, wrapped: Buffer): Buffer | undefined {
  try {
    return unseal(codeKey(code), wrapped, `user|${userId}|code`)
  } catch {
    return undefined
  }
}

export function newUserKeys(host: HostKeys, userId: string, kek: Buffer, code: string): UserKeys & KeyPair {
  const pair = newKeyPair()
  return {
    ...pair,
    privateWrapped: wrapUnderPassword(host, userId, kek, pair.privateKey),
    recoveryWrapped: wrapUnderCode(userId, code, pair.privateKey),
  }
}

/** A session row holds the private key under a token only the browser has: the database alone never holds a usable key. */
export const sealUnderToken = (token: Buffer, privateKey: Buffer): Buffer =>
  seal(derive(token, 'session'), privateKey, 'session')
export const openUnderToken = (token: Buffer, sealed: Buffer): Buffer =>
  unseal(derive(token, 'session'), sealed, 'session')
