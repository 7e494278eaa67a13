import type { KeyObject } from 'node:crypto'
import { agree, derive, oncePair, privateKeyObject, publicKeyOfObject, seal, unseal } from './primitives'

/**
 * A box only the holder of one X25519 private key can open: ephemeral public key | sealed bytes. Boxes made together may share
 * `once`, as the recipients of one message do: each is sealed under a key derived from its own agreement and public key.
 */
export function sealFor(publicKey: Uint8Array, plain: Uint8Array, bound: string, once = oncePair()): Buffer {
  const key = derive(Buffer.concat([once.agreeWith(publicKey), once.publicKey, publicKey]), 'box')
  return Buffer.concat([once.publicKey, seal(key, plain, bound)])
}

/** One holder's private key, made ready once and used for many boxes. */
export interface BoxKey {
  readonly object: KeyObject
  readonly publicKey: Uint8Array
}

/** The public half is worked out where it is not known; a wrong one opens nothing. */
export function boxKey(privateKey: Uint8Array, publicKey?: Uint8Array | null): BoxKey {
  const object = privateKeyObject(privateKey, publicKey ?? undefined)
  return { object, publicKey: publicKey ?? publicKeyOfObject(object) }
}

export function openBox({ object, publicKey }: BoxKey, box: Uint8Array, bound: string): Buffer {
  const once = box.subarray(0, 32)
  const shared = agree(object, once)
  return unseal(derive(Buffer.concat([shared, once, publicKey]), 'box'), box.subarray(32), bound)
}
