import * as fc from 'fast-check'
import { hkdfSync } from 'node:crypto'
import { derive, newKeyPair, oncePair, publicKeyFor, privateKeyObject, agree } from '../../src/vault/primitives'

describe('the primitives', () => {
  it('derive keys as HKDF-SHA-256 does (RFC 5869)', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.string({ unit: 'grapheme' }),
        (secret, purpose) => {
          const expected = hkdfSync('sha256', secret, Buffer.alloc(0), `dalel/v1/${purpose}`, 32)
          expect(derive(secret, purpose)).toEqual(Buffer.from(expected))
        },
      ),
    )
  })

  it('give the public half of the example in RFC 7748, 6.1', () => {
    const bob = Buffer.from('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb', 'hex')
    expect(publicKeyFor(bob).toString('hex')).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f')
  })

  it('let two pairs agree on one secret, whichever way they were made', () => {
    const kept = newKeyPair()
    const once = oncePair()
    const theirs = agree(privateKeyObject(kept.privateKey, kept.publicKey), once.publicKey)
    expect(publicKeyFor(kept.privateKey)).toEqual(kept.publicKey)
    expect(theirs).toEqual(once.agreeWith(kept.publicKey))
  })

  it('refuse a public key of low order', () => {
    expect(() => oncePair().agreeWith(Buffer.alloc(32))).toThrow()
  })
})
