import { Decrypter } from 'age-encryption'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { letInWithShares, openCaseWithShares, threeShares } from '../../src/commands/keys'
import { readConfig } from '../../src/config'
import { EvidenceItem } from '../../src/evidence/evidence-item.entity'
import { coalitionIndex, coordinatorsOf, indexOf } from '../../src/people'
import { KeyWrapRow, recoveryHolder } from '../../src/vault'
import { invitesAgain, Newcomer } from '../people/newcomer'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import type { Person } from '../setup/people'
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

  const config = () => {
    const { folder, url } = office.database
    return readConfig({ MODE: 'test', DATABASE_URL: url, KEY_FILE: join(folder, 'host.key'), LOG_LEVEL: 'silent' })
  }
  const meet = async (shares: readonly string[]) => {
    const said: string[] = []
    const status = await openCaseWithShares(config(), id, shares, line => said.push(line))
    return { status, said }
  }
  const letsIn = async (login: string, answer = 'yes', shares = office.recoveryShares.slice(1, 4)) => {
    const said: string[] = []
    const ask = (what: string) => Promise.resolve((said.push(what), answer))
    const status = await letInWithShares(config(), login, shares, ask, line => said.push(line))
    return { status, said }
  }
  const entersAnew = async (person: Person) => {
    const newcomer = new Newcomer(office, person.login)
    await newcomer.enters(await invitesAgain(office, person))
    office.now = new Date(office.now.getTime() + 60_000)
    await newcomer.signsIn()
    return newcomer
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
    await office.timur.signsIn()
    for (const person of [aigerim, office.dana, office.timur]) {
      const told = await person.opens('/notices')
      expect(told.text).toContain('Case ADL-2026-0001 was opened with the recovery key')
    }
    expect((await bolat.opens('/notices')).text).not.toContain('recovery key') // no longer on the team
  })

  it('let the only coordinator in again, who lost password and printed code, to all the group holds', async () => {
    const { saule, dana } = office
    await saule.signsIn()
    const anew = await entersAnew(dana)
    expect((await anew.opens(`/cases/${id}`)).status).toBe(404)
    await expect(letsIn('dana', 'no')).rejects.toThrow('Nobody was let in')
    const other = await openOffice()
    expect((await letsIn('dana', 'yes', other.recoveryShares.slice(0, 3))).status).toBe(1)
    await other.closes()
    expect((await anew.opens(`/cases/${id}`)).status).toBe(404)
    expect(await office.trail()).not.toContain('recoveryKey.used')
    expect(await letsIn('dana')).toEqual({
      status: 0,
      said: ['Let in Dana (dana, ADL: coordinator)? Type yes', 'dana was let in: 2 keys of cases and groups'],
    })
    expect((await anew.opens(`/cases/${id}`)).text).toContain('били по пяткам')
    await office.aigerim.opens('/cases')
    expect((await anew.opens('/cases?q=Қайрат')).text).toContain('ADL-2026-0001') // by the index too
    expect(await office.trail()).toEqual(expect.arrayContaining(['recoveryKey.used', 'user.letIn']))
    await office.timur.signsIn()
    for (const person of [anew, office.timur])
      expect((await person.opens('/notices')).text).toContain('Dana was let in with the recovery key')
    expect((await office.aigerim.opens('/notices')).text).not.toContain('recovery key')
    await expect(letsIn('dana')).rejects.toThrow('lacks no key')
    await expect(letsIn('nobody')).rejects.toThrow('Nobody of this name')
  })

  it('let a lawyer in again to the cases of the own teams, where no coordinator is left', async () => {
    const { saule, aigerim, dana } = office
    await saule.signsIn()
    const other = await filesQuickly(office.bolat, { name: 'Басқа Адам' })
    await saule.fills(`/users/${dana.id}`, {}, 'form[action$="/disabling"]')
    const anew = await entersAnew(aigerim)
    expect((await letsIn('aigerim')).status).toBe(0)
    expect((await anew.opens(`/cases/${id}`)).status).toBe(200)
    expect((await anew.opens(`/cases/${other}`)).status).toBe(404)
  })

  it('can let somebody in to groups and indexes of organisations, not to the index of the coalition', async () => {
    const held = await office.gate.read(db => db.findBy(KeyWrapRow, { holderId: recoveryHolder }))
    const { adl } = office.organisations
    const subjects = held.map(one => one.subjectId)
    expect(subjects).toEqual(expect.arrayContaining([coordinatorsOf(adl), indexOf(adl), id]))
    expect(subjects).not.toContain(coalitionIndex)
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
