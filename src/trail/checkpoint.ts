import { createPrivateKey, createPublicKey, sign, verify as verifySignature, type KeyObject } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { canonicalJson } from '../core'
import { TrailHead, TrailRow } from './trail-row.entity'

/** Where the trail stood at a moment, signed: kept by outsiders, it shows a tail that was cut and an older database put back. */
export interface Checkpoint {
  readonly sequence: number
  readonly hash: string
  readonly at: string
  readonly signature: string
}

const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

/** An Ed25519 key from 32 bytes of the host. */
export const signingKey = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })

const signed = ({ sequence, hash, at }: Omit<Checkpoint, 'signature'>) =>
  Buffer.from(canonicalJson({ sequence, hash, at }))

export async function makeCheckpoint(db: EntityManager, key: KeyObject, now: Date): Promise<Checkpoint> {
  const { sequence, hash } = await db.findOneByOrFail(TrailHead, { id: 1 })
  const facts = { sequence, hash, at: now.toISOString() }
  return { ...facts, signature: sign(null, signed(facts), key).toString('base64') }
}

export const isSignedBy = (checkpoint: Checkpoint, key: KeyObject): boolean =>
  verifySignature(null, signed(checkpoint), createPublicKey(key), Buffer.from(checkpoint.signature, 'base64'))

/** What the deeds about the trail itself are about. */
export const theTrail = { id: 'trail' }

/** When a checkpoint was last written out. */
export async function lastCheckpoint(db: EntityManager): Promise<Date | undefined> {
  const [last] = await db.find(TrailRow, {
    where: { subjectId: theTrail.id, action: 'checkpoint.made' },
    order: { sequence: 'DESC' },
    take: 1,
  })
  return last?.at
}
