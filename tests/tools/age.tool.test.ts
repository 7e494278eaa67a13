/** @needs age */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { EvidenceItem } from '../../src/evidence/evidence-item.entity'
import { ageIdentity, ageRecipient } from '../../src/vault'
import { chunkSize, Sealer, unsealed } from '../../src/vault/age'
import { newKeyPair } from '../../src/vault/primitives'
import { dalelAsking } from '../setup/built'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { run } from '../setup/run'
import { addsFiles } from '../setup/sending'

const sizes = [0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 3 * chunkSize, 3 * chunkSize + 17, 5_000_000]

function sealAll(recipient: Buffer, plain: Buffer): Buffer {
  const sealer = new Sealer(recipient)
  const out = [sealer.header]
  let from = 0
  for (; plain.length - from > chunkSize; from += chunkSize)
    out.push(...sealer.chunk(plain.subarray(from, from + chunkSize), false))
  return Buffer.concat([...out, ...sealer.chunk(plain.subarray(from), true)])
}

describe('the age program', () => {
  let elsewhere: string
  let office: Office | undefined
  beforeEach(() => {
    elsewhere = mkdtempSync(join(tmpdir(), 'dalel-age-'))
  })
  afterEach(async () => {
    rmSync(elsewhere, { recursive: true })
    await office?.closes()
    office = undefined
  })

  /** As a court's expert would: the file, the keys in a file of their own, nothing of ours. */
  const opensWithAge = async (sealed: Buffer, ...identities: string[]) => {
    const keys = join(elsewhere, 'keys.txt')
    writeFileSync(keys, identities.join('\n'))
    return run('age', ['--decrypt', '--identity', keys], { input: sealed })
  }

  it.each(sizes)('opens %i bytes that were sealed here, and not when a bit is flipped or the end is cut', async size => {
    const { publicKey, privateKey } = newKeyPair()
    const plain = randomBytes(size)
    const sealed = sealAll(publicKey, plain)
    const opened = await opensWithAge(sealed, ageIdentity(privateKey))
    expect([opened.status, opened.out.equals(plain)]).toEqual([0, true])
    expect((await opensWithAge(sealed, ageIdentity(newKeyPair().privateKey))).status).toBe(1)
    expect((await opensWithAge(sealed.subarray(0, -1), ageIdentity(privateKey))).status).toBe(1)
    sealed[sealed.length - 1]! ^= 1
    expect((await opensWithAge(sealed, ageIdentity(privateKey))).status).toBe(1)
  }) // prettier-ignore

  it.each(sizes)('seals %i bytes that open here', async size => {
    const { publicKey, privateKey } = newKeyPair()
    const plain = randomBytes(size)
    const { out } = await run('age', ['--recipient', ageRecipient(publicKey)], { input: plain })
    const pieces: Buffer[] = []
    for await (const piece of unsealed(Readable.from([out]), [privateKey])) pieces.push(piece)
    expect(Buffer.concat(pieces).equals(plain)).toBe(true)
  })

  it('opens every file of a case, also of a team that has changed, with what three shares print (S53)', async () => {
    office = await openOffice()
    await everybodyIn(office)
    const { aigerim, bolat } = office
    const id = await filesQuickly(aigerim)
    const photograph = randomBytes(300_000)
    await addsFiles(aigerim, id, [['before.jpg', new Uint8Array(photograph)]])
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'reader' }, '#join')
    await aigerim.opens(`/cases/${id}/team`)
    await aigerim.submits({}, `form[action$="/team/${bolat.id}/leaving"]`)
    await addsFiles(aigerim, id, [['after.txt', 'кейін келген қағаз']])

    const { status, out } = await dalelAsking(office, office.recoveryShares.slice(1, 4), 'keys', 'open', id)
    expect(status).toBe(0)
    const items = await office.gate.read(db => db.find(EvidenceItem, { order: { number: 'ASC' } }))
    const found: string[] = []
    for (const { fileId } of items) {
      const sealed = readFileSync(join(office.database.folder, 'uploads', fileId!.slice(0, 2), `${fileId}.age`))
      const opened = await opensWithAge(sealed, out.toString().trim())
      found.push(opened.status === 0 ? createHash('sha256').update(opened.out).digest('hex') : opened.said)
    }
    const hash = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')
    expect(found).toEqual([hash(photograph), hash('кейін келген қағаз')])
  })
})
