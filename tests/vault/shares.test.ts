import { Decrypter } from 'age-encryption'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCaseWithShares, threeShares } from '../../src/commands/keys'
import { readConfig } from '../../src/config'
import { EvidenceItem } from '../../src/evidence/evidence-item.entity'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { addsFiles } from '../setup/sending'

describe('three who hold shares', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  const meet = async (shares: readonly string[]) => {
    const { folder, url } = office.database
    const said: string[] = []
    const settings = { MODE: 'test', DATABASE_URL: url, KEY_FILE: join(folder, 'host.key'), LOG_LEVEL: 'silent' }
    const status = await openCaseWithShares(readConfig(settings), id, shares, line => said.push(line))
    return { status, said }
  }

  it('get what opens every file of a case, also those of before somebody left its team, and it is recorded', async () => {
    const { aigerim, bolat, gate, database, recoveryShares } = office
    await addsFiles(aigerim, id, [['before.txt', 'before']])
    await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'reader' }, '#join')
    await aigerim.opens(`/cases/${id}/team`)
    await aigerim.submits({}, `form[action$="/team/${bolat.id}/leaving"]`)
    await addsFiles(aigerim, id, [['after.txt', 'after']])

    const { status, said } = await meet(recoveryShares.slice(0, 3))
    expect([status, said.length]).toEqual([0, 2])
    const decrypter = new Decrypter()
    for (const identity of said) decrypter.addIdentity(identity)
    const items = await gate.read(db => db.find(EvidenceItem, { order: { number: 'ASC' } }))
    const contents = items.map(async ({ fileId }) => {
      const sealed = readFileSync(join(database.folder, 'uploads', fileId!.slice(0, 2), `${fileId}.age`))
      return Buffer.from(await decrypter.decrypt(new Uint8Array(sealed))).toString()
    })
    expect(await Promise.all(contents)).toEqual(['before', 'after'])
    expect(await office.trail()).toContain('recoveryKey.used')
  })

  it('are asked for one after the other, unseen', async () => {
    const asked: [string, boolean][] = []
    const given = await threeShares((what, secret) => Promise.resolve(` ${asked.push([what, secret])} `))
    expect(asked).toEqual([['First share', true], ['Second share', true], ['Third share', true]]) // prettier-ignore
    expect(given).toEqual(['1', '2', '3'])
  })

  it('get nothing with shares of another key, or with two', async () => {
    const other = await openOffice()
    expect(await meet(other.recoveryShares.slice(0, 3))).toEqual({ status: 1, said: ['These shares are not of the key that is installed'] }) // prettier-ignore
    await other.closes()
    await expect(meet(office.recoveryShares.slice(0, 2))).rejects.toThrow('Three different shares are needed')
    expect(await office.trail()).not.toContain('recoveryKey.used')
  })
})
