import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { Case } from '../../src/cases'
import { EvidenceItem, isKnownFile } from '../../src/evidence'
import { sealedFiles } from '../../src/commands/office'
import { sha256 } from '../../src/core'
import { verify } from '../../src/trail'
import { combineShares, openSubject, threeAtOnce } from '../../src/vault'
import { dies, serves } from '../setup/built'
import { engine } from '../setup/database'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { filesUnder } from '../setup/on-disk'
import { Person } from '../setup/people'

const rounds = 20
const writes = 50
const uploads = 5
const plain = 'слова-которых-нет-на-диске'

describe('a server killed in the middle of its work', () => {
  let office: Office
  let server: ChildProcess | undefined
  let origin = ''

  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterAll(async () => {
    await dies(server)
    await office.closes()
  })

  const starts = async () => {
    const started = await serves(office)
    server = started.server
    origin = started.origin
  }

  it(`loses nothing it acknowledged, ${rounds} times over, and leaves no half row and no plaintext`, async () => {
    const { aigerim } = office
    await starts()
    const person = new Person(origin, 'aigerim', aigerim.secret, '', () => new Date())
    await person.signsIn()
    const caseId = await filesQuickly(person)
    await person.opens('/cases/quick')
    const { body } = person.formOf('main form', { ...quick, narrative: plain })
    await person.opens(`/evidence/of/${caseId}/new`)
    const fields = new URLSearchParams(person.formOf('main form[enctype]', {}).body)
    const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const acknowledged = { cases: new Set([caseId]), files: new Map<string, string>() }
    let refused = 0

    for (let round = 0; round < rounds; round += 1) {
      const send = (path: string, init: RequestInit) =>
        fetch(origin + path, {
          ...init,
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, ...(init.headers as Record<string, string>) },
        })
      const files = Array.from({ length: uploads }, (_, i) => {
        const form = new FormData()
        for (const [name, value] of fields) form.append(name, name === '_once' ? `${round}-f${i}` : value)
        const [name, content] = [`${plain}-${round}-${i}.txt`, `${plain.repeat(40_000)} ${round}-${i}`]
        form.append('files', new Blob([content]), name)
        return send(`/evidence/of/${caseId}`, { body: form }).then(
          sent => void (sent.status === 303 && acknowledged.files.set(name, sha256(content))),
          () => undefined,
        )
      })
      await files[0] // one is acknowledged before it is killed, the others are under way
      const cases = Array.from({ length: writes }, (_, i) =>
        send('/cases/quick', {
          body: body.replace(/_once=[^&]*/, `_once=${round}-${i}`),
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }).then(
          sent =>
            void (sent.status === 303
              ? acknowledged.cases.add(sent.headers.get('location')!.split('/')[2]!)
              : (refused += 1)),
          () => (refused += 1),
        ),
      )
      await wait(30 + Math.random() * (engine === 'postgres' ? 3000 : 500))
      await dies(server)
      await Promise.allSettled([...cases, ...files])
      await starts()
    }
    await dies(server)

    const [cases, items] = await office.gate.read(async db => [
      await db.find(Case, { select: { id: true, reference: true } }),
      await db.findBy(EvidenceItem, { holderId: caseId }),
    ])
    const found = await contentsOf(items)
    const kept = new Set(cases.map(kase => kase.id))
    expect([...acknowledged.cases].filter(one => !kept.has(one))).toEqual([])
    expect([...acknowledged.files].filter(([name, hash]) => found.get(name) !== hash)).toEqual([])
    expect(acknowledged.files.size).toBeGreaterThan(0)
    expect(acknowledged.cases.size).toBeGreaterThan(rounds)
    expect(refused).toBeGreaterThan(0)
    const references = cases
      .map(kase => kase.reference)
      .filter(one => one !== null)
      .sort()
    expect(references).toEqual(
      references.map((_, i) => `ADL-${new Date().getFullYear()}-${String(i + 1).padStart(4, '0')}`),
    )

    const damage = new Set<string>()
    for await (const { code } of verify(office.gate, { files: sealedFiles(office.doors) })) damage.add(code)
    damage.delete('E_BLOB_ORPHAN') // a sealed file whose row was never written waits a day for the sweep
    expect([...damage]).toEqual([])
    const spool = join(office.database.folder, 'uploads', 'spool')
    expect(existsSync(spool) ? readdirSync(spool) : []).toEqual([])
    for (const file of filesUnder(office.database.folder)) expect(readFileSync(file).includes(plain)).toBe(false)
  }, 300_000)

  /** The content of each item, opened as three keepers of the recovery key would, by its name. */
  async function contentsOf(items: readonly EvidenceItem[]): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    const privateKey = await combineShares(office.recoveryShares.slice(0, 3))
    for (const item of items) {
      const key = await office.gate.read(db => openSubject(db, threeAtOnce(privateKey, new Date()), item.holderId))
      key.open('evidence_items', item)
      found.set(item.words.fileName, sha256(await buffer(office.doors.files.read(item.fileId!, key))))
    }
    return found
  }

  it('sweeps parts nobody finished when it starts, and sets sealed files aside that never got a row', async () => {
    const { files, config } = office.doors
    const orphan = 'ab'.repeat(16)
    mkdirSync(join(config.uploads, 'spool'), { recursive: true })
    mkdirSync(join(config.uploads, 'ab'), { recursive: true })
    writeFileSync(join(config.uploads, 'spool', `${orphan}.part`), 'half')
    writeFileSync(join(config.uploads, 'ab', `${orphan}.age`), 'sealed')
    const lying = () => filesUnder(config.uploads).map(path => relative(config.uploads, path)).sort() // prettier-ignore
    await starts()
    await dies(server)
    expect([lying().includes(`spool/${orphan}.part`), lying().includes(`ab/${orphan}.age`)]).toEqual([false, true])

    const rows = await office.gate.read(db => db.find(EvidenceItem))
    const kept = rows.map(({ fileId }) => `${fileId!.slice(0, 2)}/${fileId}.age`).sort()
    const isKnown = (fileId: string) => office.gate.read(db => isKnownFile(db, fileId))
    const sweepsIn = async (days: number, knows = isKnown) =>
      files.sweep(await files.parts(), knows, new Date(Date.now() + days * 86_400_000))
    expect(await sweepsIn(1.1)).toBeGreaterThan(0)
    expect(lying().filter(path => !path.startsWith('lost/'))).toEqual(kept)
    expect(lying()).toContain(`lost/${orphan}.age`)

    const known = lying().length - rows.length
    expect(await sweepsIn(29, () => Promise.resolve(false))).toBe(rows.length + known) // the wrong database
    expect(lying().filter(path => !path.startsWith('lost/'))).toEqual([])
    await sweepsIn(29)
    expect(lying().filter(path => !path.startsWith('lost/'))).toEqual(kept)
    expect(await sweepsIn(31)).toBe(0)
    expect(lying()).toEqual(kept)
  }, 60_000)
})
