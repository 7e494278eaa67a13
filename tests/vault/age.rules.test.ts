import { Decrypter, Encrypter } from 'age-encryption'
import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { Sealer, chunkSize, unsealed } from '../../src/vault/age'
import { ageIdentity, ageRecipient } from '../../src/vault'
import { newKeyPair } from '../../src/vault/primitives'

const sealAll = (recipient: Buffer, plain: Buffer): Buffer => {
  const sealer = new Sealer(recipient)
  const out = [sealer.header]
  let from = 0
  for (; plain.length - from > chunkSize; from += chunkSize)
    out.push(...sealer.chunk(plain.subarray(from, from + chunkSize), false))
  out.push(...sealer.chunk(plain.subarray(from), true))
  return Buffer.concat(out)
}

async function* pieces(bytes: Buffer, size: number) {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

const openAll = async (sealed: Buffer, identity: Buffer, size = 10_000) => {
  const out: Buffer[] = []
  for await (const piece of unsealed(pieces(sealed, size), [identity])) out.push(piece)
  return Buffer.concat(out)
}

const sizes = [0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 3 * chunkSize, 3 * chunkSize + 17]

describe('a sealed file', () => {
  const pair = newKeyPair()

  it.each(sizes)('of %i bytes opens with the age-encryption package', async size => {
    const plain = randomBytes(size)
    const decrypter = new Decrypter()
    decrypter.addIdentity(ageIdentity(pair.privateKey))
    expect(Buffer.from(await decrypter.decrypt(sealAll(pair.publicKey, plain))).equals(plain)).toBe(true)
  })

  it.each(sizes)('of %i bytes that the package sealed opens here', async size => {
    const plain = randomBytes(size)
    const encrypter = new Encrypter()
    encrypter.addRecipient(ageRecipient(pair.publicKey))
    const sealed = Buffer.from(await encrypter.encrypt(plain))
    expect((await openAll(sealed, pair.privateKey)).equals(plain)).toBe(true)
  })

  it('opens the same however it is cut into pieces on the way', async () => {
    const plain = randomBytes(2 * chunkSize + 5)
    const sealed = sealAll(pair.publicKey, plain)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: 200_000 }), async size => {
        expect((await openAll(sealed, pair.privateKey, size)).equals(plain)).toBe(true)
      }),
      { numRuns: 15 },
    )
  })

  it('is refused with any one bit flipped, and never yields wrong bytes', async () => {
    const plain = randomBytes(chunkSize + 100)
    const sealed = sealAll(pair.publicKey, plain)
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.nat(7), async (place, bit) => {
        const damaged = Buffer.from(sealed)
        damaged[place]! ^= 1 << bit
        await expect(openAll(damaged, pair.privateKey)).rejects.toThrow()
      }),
      { numRuns: 60 },
    )
  })

  it('is refused when it was cut at a chunk, or its chunks changed places', async () => {
    const plain = randomBytes(3 * chunkSize)
    const sealed = sealAll(pair.publicKey, plain)
    const start = sealed.length - 3 * (chunkSize + 16)
    const chunk = (n: number) => sealed.subarray(start + n * (chunkSize + 16), start + (n + 1) * (chunkSize + 16))
    await expect(openAll(sealed.subarray(0, start + chunkSize + 16), pair.privateKey)).rejects.toThrow()
    const swapped = Buffer.concat([sealed.subarray(0, start), chunk(1), chunk(0), chunk(2)])
    await expect(openAll(swapped, pair.privateKey)).rejects.toThrow()
  })

  it('opens for nobody else', async () => {
    await expect(openAll(sealAll(pair.publicKey, randomBytes(10)), newKeyPair().privateKey)).rejects.toThrow('No key')
  })
})
