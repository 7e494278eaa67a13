import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { boxKey } from './boxes'
import { agree, oncePair } from './primitives'

/**
 * The age v1 file format (age-encryption.org/v1) for one X25519 recipient, as a stream over node:crypto: header, 16-byte nonce, then
 * chunks of 64 KiB under ChaCha20-Poly1305, each bound to its place, the last one marked. Any age tool opens it.
 */
export const chunkSize = 65_536
const tagSize = 16
const intro = 'age-encryption.org/v1'

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64').replace(/=+$/, '')
const hkdf = (secret: Uint8Array, salt: Uint8Array, info: string) =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, 32))
const cipherName = 'chacha20-poly1305'
const zeroNonce = Buffer.alloc(12)

function encrypt(key: Buffer, nonce: Buffer, plain: Uint8Array): [Buffer, Buffer] {
  const cipher = createCipheriv(cipherName, key, nonce, { authTagLength: tagSize })
  const body = cipher.update(plain)
  cipher.final()
  return [body, cipher.getAuthTag()]
}

function decrypt(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const end = sealed.length - tagSize
  if (end < 0) throw new Error('The sealed file is cut off')
  const cipher = createDecipheriv(cipherName, key, nonce, { authTagLength: tagSize })
  cipher.setAuthTag(sealed.subarray(end))
  const plain = cipher.update(sealed.subarray(0, end))
  cipher.final()
  return plain
}

const macOf = (fileKey: Buffer, head: string) =>
  createHmac('sha256', hkdf(fileKey, Buffer.alloc(0), 'header'))
    .update(head)
    .digest()
const wrapKey = (shared: Buffer, share: Buffer, recipient: Buffer) =>
  hkdf(shared, Buffer.concat([share, recipient]), `${intro}/X25519`)

/** Seals chunk after chunk; the caller hands on 64 KiB at a time and says which is the last. */
export class Sealer {
  /** Goes before the first chunk. */
  readonly header: Buffer
  private readonly key: Buffer
  private readonly nonce = Buffer.alloc(12)

  constructor(recipient: Buffer) {
    const fileKey = randomBytes(16)
    const { publicKey: share, agreeWith } = oncePair()
    const wrapped = Buffer.concat(encrypt(wrapKey(agreeWith(recipient), share, recipient), zeroNonce, fileKey))
    const head = `${intro}\n-> X25519 ${base64(share)}\n${base64(wrapped)}\n---`
    const nonce = randomBytes(16)
    this.header = Buffer.concat([Buffer.from(`${head} ${base64(macOf(fileKey, head))}\n`), nonce])
    this.key = hkdf(fileKey, nonce, 'payload')
  }

  chunk(plain: Uint8Array, last: boolean): [Buffer, Buffer] {
    if (last) this.nonce[11] = 1
    const sealed = encrypt(this.key, this.nonce, plain)
    countUp(this.nonce)
    return sealed
  }
}

/** The big-endian counter in the first 11 bytes of the nonce. */
function countUp(nonce: Buffer): void {
  for (let place = 10; place >= 0; place -= 1) {
    nonce[place] = ((nonce[place] ?? 0) + 1) & 0xff
    if (nonce[place] !== 0) return
  }
}

interface Header {
  readonly share: Buffer
  readonly wrapped: Buffer
  readonly mac: Buffer
  readonly text: string
  readonly length: number
}

const headerForm =
  /^age-encryption\.org\/v1\n-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n/

/** Undefined while too little has been read. */
function readHeader(start: Buffer): Header | undefined {
  const found = headerForm.exec(start.subarray(0, 512).toString('latin1'))
  if (!found) {
    if (start.length >= 512) throw new Error('Not an age file for one X25519 recipient')
    return undefined
  }
  const [whole, share = '', wrapped = '', mac = ''] = found
  const text = whole.slice(0, whole.lastIndexOf('---') + 3)
  const bytes = (part: string) => Buffer.from(part, 'base64')
  return { share: bytes(share), wrapped: bytes(wrapped), mac: bytes(mac), text, length: whole.length }
}

/** The file key, by whichever of the identities it was sealed to. */
function fileKeyOf(header: Header, identities: readonly Buffer[]): Buffer {
  for (const identity of identities) {
    const key = boxKey(identity)
    const shared = agree(key.object, header.share)
    try {
      const fileKey = decrypt(wrapKey(shared, header.share, Buffer.from(key.publicKey)), zeroNonce, header.wrapped)
      if (!timingSafeEqual(macOf(fileKey, header.text), header.mac)) throw new Error('The header was changed')
      return fileKey
    } catch {
      // Sealed to another generation of the key.
    }
  }
  throw new Error('No key opens this file')
}

/** The key of the chunks and what comes after the header, as soon as all of it is there. */
function begin(held: Buffer, identities: readonly Buffer[]): { key: Buffer; rest: Buffer } | undefined {
  const header = readHeader(held)
  if (!header || held.length < header.length + 16) return undefined
  const [nonce, rest] = [held.subarray(header.length, header.length + 16), held.subarray(header.length + 16)]
  return { key: hkdf(fileKeyOf(header, identities), nonce, 'payload'), rest }
}

/** Opens a sealed stream; a chunk leaves only after its tag was checked, and a file cut at the end throws. */
export async function* unsealed(source: AsyncIterable<Buffer>, identities: readonly Buffer[]): AsyncGenerator<Buffer> {
  const sealedChunk = chunkSize + tagSize
  const nonce = Buffer.alloc(12)
  let held: Buffer = Buffer.alloc(0)
  let key: Buffer | undefined
  for await (const piece of source) {
    held = held.length ? Buffer.concat([held, piece]) : piece
    if (!key) {
      const begun = begin(held, identities)
      if (!begun) continue
      key = begun.key
      held = begun.rest
    }
    while (held.length > sealedChunk) {
      yield decrypt(key, nonce, held.subarray(0, sealedChunk))
      countUp(nonce)
      held = held.subarray(sealedChunk)
    }
  }
  if (!key) throw new Error('The sealed file is cut off')
  yield lastChunk(key, nonce, held)
}

/** Empty only where the whole file is. */
function lastChunk(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  nonce[11] = 1
  const last = decrypt(key, nonce, sealed)
  if (last.length === 0 && nonce.subarray(0, 11).some(byte => byte !== 0)) throw new Error('An empty last chunk')
  return last
}
