import { createHash } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../core'
import { NotFound } from '../core'
import { boxKey, openBox } from './boxes'
import { KeyWrapRow } from './key-wrap.entity'
import { wrapBound } from './keys.service'
import { OpenedKey } from './opened-key'
import { newKeyPair, publicKeyFor } from './primitives'

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

/** Opens one subject with the recovery key: the ceremony of three people. */
export async function openWithRecovery(db: EntityManager, privateKey: Buffer, subjectId: string): Promise<OpenKey> {
  const wraps = await db.find(KeyWrapRow, { where: { subjectId, holderId: recoveryHolder } })
  if (wraps.length === 0) throw new NotFound()
  const key = boxKey(privateKey)
  const secrets = wraps.map(
    wrap =>
      [wrap.generation, openBox(key, wrap.wrapped, wrapBound(subjectId, wrap.generation, recoveryHolder))] as const,
  )
  return new OpenedKey(subjectId, new Map(secrets))
}
