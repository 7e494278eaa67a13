import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** The few primitives everything else is made of: HKDF-SHA-256, AES-256-GCM, X25519, all from node:crypto. */

const nothing = Buffer.alloc(0)

export const derive = (secret: Uint8Array, purpose: string, length = 32): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, nothing, `dalel/v1/${purpose}`, length))

const nonceLength = 12
const tagLength = 16

/** nonce | ciphertext | tag */
export function seal(key: Uint8Array, plain: Uint8Array, bound: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws when a single bit, or what it is bound to, is another. */
export function unseal(key: Uint8Array, sealed: Uint8Array, bound: string): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new Error('Sealed bytes are cut off')
  const end = sealed.length - tagLength
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength)).setAAD(Buffer.from(bound))
  cipher.setAuthTag(sealed.subarray(end))
  return Buffer.concat([cipher.update(sealed.subarray(nonceLength, end)), cipher.final()])
}

const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** Ten times quicker with the public half at hand: the way through DER is slow. */
export const privateKeyObject = (raw: Uint8Array, publicKey?: Uint8Array): KeyObject =>
  publicKey
    ? createPrivateKey({ key: { ...okp, d: base64url(raw), x: base64url(publicKey) }, format: 'jwk' })
    : createPrivateKey({ key: Buffer.concat([privatePrefix, raw]), format: 'der', type: 'pkcs8' })
const publicKeyObject = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: { ...okp, x: base64url(raw) }, format: 'jwk' })
const okp = { kty: 'OKP', crv: 'X25519' } as const
const base64url = (raw: Uint8Array) => Buffer.from(raw).toString('base64url')
const rawPublic = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32)

export const publicKeyOfObject = (privateKey: KeyObject): Buffer => rawPublic(createPublicKey(privateKey))
export const publicKeyFor = (privateKey: Uint8Array): Buffer => publicKeyOfObject(privateKeyObject(privateKey))

export interface KeyPair {
  readonly privateKey: Buffer
  readonly publicKey: Buffer
}

/** An X25519 pair (RFC 7748), both halves as 32 raw bytes. */
export function newKeyPair(): KeyPair {
  const pair = generateKeyPairSync('x25519')
  const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  return { privateKey, publicKey: rawPublic(pair.publicKey) }
}

/** A pair that is used for one thing sealed, to one or several holders; its private half never leaves the crypto library. */
export interface OncePair {
  readonly publicKey: Buffer
  readonly agreeWith: (publicKey: Uint8Array) => Buffer
}

export function oncePair(): OncePair {
  const pair = generateKeyPairSync('x25519')
  return { publicKey: rawPublic(pair.publicKey), agreeWith: publicKey => agree(pair.privateKey, publicKey) }
}

/** Shared secret; throws on a public key of low order. */
export function agree(privateKey: KeyObject, publicKey: Uint8Array): Buffer {
  const secret = diffieHellman({ privateKey, publicKey: publicKeyObject(publicKey) })
  if (secret.every(byte => byte === 0)) throw new Error('A public key of low order')
  return secret
}
