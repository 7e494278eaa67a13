import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** The few primitives everything else is made of: HKDF-SHA-256, AES-256-GCM, X25519, all from node:crypto. */

const noSalt = Buffer.alloc(32)

/** HKDF-SHA-256 with no salt and one block (RFC 5869), 32 bytes: by HMAC, since hkdfSync takes three times as long for it. */
export const derive = (secret: Uint8Array, purpose: string): Buffer =>
  hmac(hmac(noSalt, secret), `dalel/v1/${purpose}\x01`)
const hmac = (key: Uint8Array, text: Uint8Array | string) => createHmac('sha256', key).update(text).digest()

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

const okp = { kty: 'OKP', crv: 'X25519' } as const
const base64url = (raw: Uint8Array) => Buffer.from(raw).toString('base64url')
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** Ten times quicker with the public half at hand: the way through DER is slow. */
export const privateKeyObject = (raw: Uint8Array, publicKey?: Uint8Array): KeyObject =>
  publicKey
    ? createPrivateKey({ key: { ...okp, d: base64url(raw), x: base64url(publicKey) }, format: 'jwk' })
    : createPrivateKey({ key: Buffer.concat([privatePrefix, raw]), format: 'der', type: 'pkcs8' })
function publicKeyObject(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: { ...okp, x: base64url(raw) }, format: 'jwk' })
}

/** The base point (RFC 7748, 4.1): agreed on with it, a private key gives its public half, sooner than by export through DER. */
const basePoint = publicKeyObject(Buffer.concat([Buffer.from([9]), Buffer.alloc(31)]))
export const publicKeyOfObject = (privateKey: KeyObject): Buffer => diffieHellman({ privateKey, publicKey: basePoint })
export const publicKeyFor = (privateKey: Uint8Array): Buffer => publicKeyOfObject(privateKeyObject(privateKey))

export interface KeyPair {
  readonly privateKey: Buffer
  readonly publicKey: Buffer
}

/** An X25519 pair (RFC 7748), both halves as 32 raw bytes. */
export function newKeyPair(): KeyPair {
  const pair = generateKeyPairSync('x25519')
  const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32)
  return { privateKey, publicKey: publicKeyOfObject(pair.privateKey) }
}

/** A pair that is used for one thing sealed, to one or several holders; its private half never leaves the crypto library. */
export interface OncePair {
  readonly publicKey: Buffer
  readonly agreeWith: (publicKey: Uint8Array) => Buffer
}

export function oncePair(): OncePair {
  const { privateKey } = generateKeyPairSync('x25519')
  return { publicKey: publicKeyOfObject(privateKey), agreeWith: publicKey => agree(privateKey, publicKey) }
}

/** Shared secret; throws on a public key of low order. */
export function agree(privateKey: KeyObject, publicKey: Uint8Array): Buffer {
  const secret = diffieHellman({ privateKey, publicKey: publicKeyObject(publicKey) })
  if (secret.every(byte => byte === 0)) throw new Error('A public key of low order')
  return secret
}
