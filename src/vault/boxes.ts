import type { KeyObject } from 'node:crypto'
import { agree, agreeOnce, derive, privateKeyObject, publicKeyOfObject, seal, unseal } from './primitives'

/** A box only the holder of one X25519 private key can open: ephemeral public key | sealed bytes. */
export function sealFor(publicKey: Uint8Array, plain: Uint8Array, bound: string): Buffer {
  const { shared, once } = agreeOnce(publicKey)
  const key = derive(Buffer.concat([shared, once, publicKey]), 'box')
  return Buffer.concat([once, seal(key, plain, bound)])
}

/** One holder's private key, made ready once and used for many boxes. */
export interface BoxKey {
  readonly object: KeyObject
  readonly publicKey: Buffer
}

export function boxKey(privateKey: Uint8Array): BoxKey {
  const object = privateKeyObject(privateKey)
  return { object, publicKey: publicKeyOfObject(object) }
}

export function openBox({ object, publicKey }: BoxKey, box: Uint8Array, bound: string): Buffer {
  const once = box.subarray(0, 32)
  const shared = agree(object, once)
  return unseal(derive(Buffer.concat([shared, once, publicKey]), 'box'), box.subarray(32), bound)
}
