import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { askCommand } from '../../src/commands/ask'
import { installRecoveryKey, makeRecoveryKey, openCaseWithShares } from '../../src/commands/keys'
import { verifyCommand } from '../../src/commands/verify'
import type { Config } from '../../src/config'
import { InstallationFact } from '../../src/vault'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { addsFiles, filesOnDisk } from '../setup/sending'

describe('the command', () => {
  let office: Office
  let config: Config
  let caseId: string
  let lines: string[]
  const say = (line: string) => void lines.push(line)
  beforeEach(async () => {
    lines = []
    office = await openOffice()
    await everybodyIn(office)
    for (let i = 0; i < 6; i += 1) caseId = await filesQuickly(office.aigerim)
    await addsFiles(office.aigerim, caseId, [['paper.txt', 'a paper']])
    const { folder, url } = office.database
    config = { ...office.doors.config, databaseUrl: url, keyFile: join(folder, 'host.key'), logLevel: 'silent' }
  })
  afterEach(() => office.closes())

  it('verify says that everything holds, writes a checkpoint, and names what does not hold with status 1', async () => {
    const file = join(office.database.folder, 'checkpoint.json')
    expect(await verifyCommand(config, { checkpointOut: file }, say)).toBe(0)
    expect(lines).toEqual([expect.stringMatching(/^Everything holds; the trail stands at \d+$/)])
    expect(await verifyCommand(config, { checkpoint: file, json: true }, say)).toBe(0)
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { sequence: number }
    expect(JSON.parse(lines[1]!)).toMatchObject({ found: [], checkpoint: { sequence: kept.sequence } })

    const [stored = ''] = filesOnDisk(office)
    const path = join(office.database.folder, 'uploads', stored.slice(0, 2), stored)
    const bytes = readFileSync(path)
    bytes[bytes.length - 1]! ^= 1
    writeFileSync(path, bytes)
    await office.gate.write(db => db.query(`UPDATE cases SET verification = 'V4' WHERE id = '${caseId}'`))
    lines = []
    expect(await verifyCommand(config, { checkpoint: file }, say)).toBe(1)
    expect(lines.slice(0, 2)).toEqual([`E_ROW cases ${caseId}`, `E_BLOB_HASH file ${stored.slice(0, 32)}`])
    writeFileSync(file, JSON.stringify({ ...kept, sequence: kept.sequence + 1 }))
    lines = []
    await verifyCommand(config, { checkpoint: file }, say)
    expect(lines.join()).toMatch(/E_SIG.*E_TAIL/)
  })

  it('makes no host key anew for a database that was written with one', async () => {
    rmSync(config.keyFile)
    await expect(verifyCommand(config, {}, say)).rejects.toThrow('put the host key of this database back')
    expect(existsSync(config.keyFile)).toBe(false)
  })

  it('ask gives the same answer as the page does', async () => {
    const question = { unit: 'detention', by: ['region_at_event'], minimumVerification: 'V0', scope: 'coalition' }
    const page = await office.dana.send(`/questions/answer.json?q=${encodeURIComponent(JSON.stringify(question))}`)
    expect(await askCommand(config, JSON.stringify(question), undefined, say)).toBe(0)
    const { asOf: _then, ...answer } = (await page.json()) as { asOf: string; base: number }
    const { asOf: _now, ...said } = JSON.parse(lines.join('\n')) as { asOf: string }
    expect(said).toEqual(answer)
    expect(answer.base).toBe(6)

    lines = []
    const own = JSON.stringify({ ...question, scope: 'organisation' })
    await askCommand(config, own, 'TUB', say)
    expect(JSON.parse(lines.join('\n'))).toMatchObject({ base: 0 })
    await expect(askCommand(config, own, 'NONE', say)).rejects.toThrow('There is no organisation NONE')
    await expect(askCommand(config, '{"unit":"detention","colour":1}', undefined, say)).rejects.toThrow()
  })

  it('keys makes a key in five pieces that is installed once, and opens a case with three, never with two', async () => {
    await makeRecoveryKey(say)
    const shares = lines.filter(line => line.includes('DALEL-SHARE-1-')).map(line => line.trim())
    const publicKey = /\n {2}(\S+)\n/.exec(lines[0]!)![1]!
    expect(shares).toHaveLength(5)
    expect(await installRecoveryKey(config, publicKey, say)).toBe(1) // one is there already
    await office.gate.write(db => db.delete(InstallationFact, { id: 'recovery-key' }))
    expect(await installRecoveryKey(config, 'too short', say)).toBe(1)
    expect(await installRecoveryKey(config, publicKey, say)).toBe(0)
    const id = await filesQuickly(office.aigerim)

    lines = []
    expect(await openCaseWithShares(config, id, [shares[4]!, shares[0]!, shares[2]!], say)).toBe(0)
    expect(lines).toEqual([expect.stringMatching(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/)])
    expect(await office.trail()).toEqual(expect.arrayContaining(['recoveryKey.installed', 'recoveryKey.used']))
    await expect(openCaseWithShares(config, id, shares.slice(0, 2), say)).rejects.toThrow('Three different shares')
    expect(await openCaseWithShares(config, id, office.recoveryShares.slice(0, 3), say)).toBe(1) // of another key
    await expect(openCaseWithShares(config, caseId, shares.slice(0, 3), say)).rejects.toThrow() // filed before it
  })
})
