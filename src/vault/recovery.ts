import { createHash } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import type { EntityManager } from 'typeorm'
import type { Actor } from '../core'
import { background } from '../core'
import { findFact } from './installation.queries'
import type { Holder } from './keys.service'
import { newKeyPair, publicKeyFor } from './primitives'
import { openRing } from './ring'

/** The one holder that is a key in five pieces. */
export const recoveryHolder = 'recovery'

const shares = 5
const needed = 3
const mark = 'DALEL-SHARE-1'
const checksum = (bytes: Uint8Array) => createHash('sha256').update(mark).update(bytes).digest('hex').slice(0, 6)

/** A recovery key, made away from the server: the public half to install, and five shares of which any three open. */
export async function makeRecovery(): Promise<{ publicKey: string; shares: string[] }> {
  const { privateKey, publicKey } = newKeyPair()
  const parts = await split(new Uint8Array(privateKey), shares, needed)
  privateKey.fill(0)
  return {
    publicKey: publicKey.toString('base64url'),
    shares: parts.map(part => `${mark}-${Buffer.from(part).toString('hex')}-${checksum(part)}`),
  }
}

/** Throws with the number of the share that was copied wrongly. */
export async function combineShares(typed: readonly string[]): Promise<Buffer> {
  const parts = typed.map((share, place) => {
    const [, hex = '', sum] = /^DALEL-SHARE-1-([0-9a-f]+)-([0-9a-f]{6})$/.exec(share.trim()) ?? []
    const bytes = new Uint8Array(Buffer.from(hex, 'hex'))
    if (bytes.length === 0 || checksum(bytes) !== sum) throw new Error(`Share ${place + 1} was copied wrongly`)
    return bytes
  })
  if (new Set(typed.map(share => share.trim())).size < needed) throw new Error(`Three different shares are needed`)
  return Buffer.from(await combine(parts))
}

export const recoveryPublicKey = (privateKey: Buffer): string => publicKeyFor(privateKey).toString('base64url')

/** The recovery key as one more holder; none before it is installed. */
export async function recoveryHolders(db: EntityManager): Promise<Holder[]> {
  const publicKey = await findFact(db, 'recovery-key')
  return publicKey ? [{ kind: 'recovery', id: recoveryHolder, publicKey: Buffer.from(publicKey, 'base64url') }] : []
}

/** Three people who have put the recovery key together, at one deed: they open what is wrapped for it and have no other right. */
export const threeAtOnce = (privateKey: Buffer, at: Date): Actor => ({
  ...background('recovery'),
  keys: openRing({ id: recoveryHolder, publicKey: null }, privateKey, [], at),
})
