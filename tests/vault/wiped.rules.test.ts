import { Busy, type SealedRow, type Work } from '../../src/core'
import { share } from '../../src/vault'
import { OpenedKey } from '../../src/vault/opened-key'

describe('a key whose request is over', () => {
  it('seals, opens and shares nothing, and neither does one that was made from it', async () => {
    const secrets = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const
    const key = new OpenedKey('case', new Map([[1, secrets[0]]]))
    const next = key.with(2, secrets[1])
    const row: SealedRow = { id: 'row', version: 1, sealed: Buffer.alloc(0), words: { said: 'били' } }
    next.close('words', row)
    next.open('words', row)
    key.wipe()
    for (const one of [key, next]) {
      expect(() => one.close('words', row)).toThrow(Busy)
      expect(() => one.open('words', row)).toThrow(Busy)
      const work = { db: { find: () => Promise.resolve([]) } } as unknown as Work
      await expect(share(work, one, { kind: 'user', id: 'other', publicKey: Buffer.alloc(32, 9) })).rejects.toThrow(Busy)
    }
    expect(secrets.map(secret => secret.every(byte => byte === 0))).toEqual([true, true])
  })
}) // prettier-ignore

describe('a key that was opened before its case got a new one', () => {
  const row = (): SealedRow => ({ id: 'row', version: 1, sealed: Buffer.alloc(0), words: { said: 'били' } })
  const sealed = (...generations: number[]) => {
    const made = row()
    new OpenedKey('case', new Map(generations.map(one => [one, Buffer.alloc(32, one)]))).close('words', made)
    return made
  }
  const holding = (generation: number) => new OpenedKey('case', new Map([[generation, Buffer.alloc(32, generation)]]))

  it('asks to try again', () => {
    expect(() => holding(1).open('words', sealed(1, 2))).toThrow(Busy)
  })

  it('that was never shared from the beginning is another thing', () => {
    expect(() => holding(2).open('words', sealed(1))).toThrow('No key of generation 1')
  })
})
