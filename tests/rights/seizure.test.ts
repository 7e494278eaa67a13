import { background } from '../../src/core'
import { IsNull } from 'typeorm'
import { Case } from '../../src/cases'
import { NameToken } from '../../src/cases/persons/person.entity'
import { findUser, staffKey, User } from '../../src/people'
import {
  combineShares,
  foldName,
  KeyWrapRow,
  opened,
  openRing,
  openSubject,
  threeAtOnce,
  unwrapWithCode,
  unwrapWithPassword,
} from '../../src/vault'
import { derive, newKeyPair } from '../../src/vault/primitives'
import { createHmac } from 'node:crypto'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

describe('whoever takes the database, the uploads and the host key', () => {
  let office: Office
  let caseId: string
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    caseId = await filesQuickly(office.aigerim, { name: 'Қайрат Әбдіғалиев' })
  })
  afterAll(() => office.closes())

  it('opens no case with any key that can be made from them', async () => {
    const { gate, host } = office
    const [kase, wraps, users] = await gate.read(async db => [
      await db.findOneByOrFail(Case, { id: caseId }),
      await db.find(KeyWrapRow),
      await db.find(User),
    ])
    const guesses = ['staff', 'pepper', 'user-wrap', 'login', 'index', 'case', caseId].map(purpose =>
      host.subkey(purpose),
    )
    for (const wrap of wraps.filter(one => one.subjectId === caseId)) {
      for (const guess of guesses)
        expect(() =>
          openRing({ id: wrap.holderId, publicKey: null }, Buffer.from(guess), [], office.now).open([wrap]),
        ).toThrow()
    }
    for (const user of users) {
      for (const guess of guesses)
        expect(() => unwrapWithPassword(host, user.id, guess, user.privateWrapped!)).toThrow()
    }
    for (const guess of guesses) expect(() => host.key(guess.toString('hex')).open('cases', kase)).toThrow()
  })

  it('finds none of ten thousand names against the index, as somebody with its key would', async () => {
    const tokens = new Set((await office.gate.read(db => db.find(NameToken))).map(row => row.token))
    expect(tokens.size).toBeGreaterThan(0)
    const keys = ['index', 'login', 'staff', 'rate'].map(purpose => office.host.subkey(purpose))
    const names = Array.from({ length: 9_998 }, (_, i) => `Имя${i} Фамилия${i}`).concat('Қайрат', 'Әбдіғалиев')
    const foundWith = (key: Buffer) => {
      const tokenOf = (part: string) =>
        createHmac('sha256', key).update(`name|${part}`).digest('base64url').slice(0, 22)
      return names.filter(name => foldName(name).some(part => tokens.has(tokenOf(part))))
    }
    expect(keys.flatMap(foundWith)).toEqual([])

    const index = await office.gate.read(async db => {
      const { id, publicKey, recoveryWrapped } = await db.findOneByOrFail(User, { id: office.aigerim.id })
      const privateKey = unwrapWithCode(id, office.aigerim.recoveryCode.replace(/-/g, ''), recoveryWrapped!)!
      const wraps = await db.findBy(KeyWrapRow, { holderId: id, subjectId: `${office.organisations.adl}:index` })
      return openRing({ id, publicKey }, privateKey, [], office.now).open(wraps)
    })
    expect(foundWith(derive(opened(index).secret, 'index'))).toEqual(['Қайрат', 'Әбдіғалиев'])
  })

  it('opens it with three of the five recovery shares, and with two does not', async () => {
    const [a, b, c] = office.recoveryShares
    const privateKey = await combineShares([c!, a!, b!])
    await office.gate.read(async db => {
      const key = await openSubject(db, threeAtOnce(privateKey, office.now), caseId)
      const kase = await db.findOneByOrFail(Case, { id: caseId })
      key.open('cases', kase)
      expect(kase.words.narratives[0]?.text).toContain('били по пяткам')
      expect(opened(key).secret).toHaveLength(32)
    })
    await expect(combineShares([a!, b!])).rejects.toThrow('Three different shares')
    await expect(combineShares([a!, b!, c!.replace(/.$/, found => (found === '0' ? '1' : '0'))])).rejects.toThrow(
      'Share 3',
    )
    await expect(
      office.gate.read(db => openSubject(db, threeAtOnce(newKeyPair().privateKey, office.now), caseId)),
    ).rejects.toThrow()
  })

  it('gains nothing as an administrator who makes himself coordinator, until a coordinator lets him in (S21)', async () => {
    const { saule, dana } = office
    await saule.signsIn()
    await saule.fills(
      `/users/${saule.id}`,
      { roles: ['administrator', 'coordinator'] },
      `form[action="/users/${saule.id}/duties"]`,
    )
    expect((await saule.opens(`/cases/${caseId}`)).status).toBe(404)
    expect((await saule.opens('/cases')).text).not.toContain('ADL-2026')
    office.now = new Date(office.now.getTime() + 60_000)
    saule.cookies.delete('s')
    await saule.signsIn()
    expect((await saule.opens(`/cases/${caseId}`)).status).toBe(404)
    expect((await dana.opens('/let-in')).text).toContain('Saule')
    await dana.submits({})
    expect((await saule.opens(`/cases/${caseId}`)).status).toBe(200)
  })

  it('loses a role and a disabled account at the next request (S19)', async () => {
    const { saule, dana } = office
    await saule.fills(`/users/${dana.id}`, { roles: ['lawyer'] }, `form[action="/users/${dana.id}/duties"]`)
    expect((await dana.opens('/classification')).status).toBe(404)
    expect((await dana.opens(`/cases/${caseId}`)).status).toBe(404)
    await saule.fills(`/users/${dana.id}`, {}, `form[action="/users/${dana.id}/disabling"]`)
    expect((await dana.opens('/account')).url).toContain('/sign-in')
  })

  it('finds staff names sealed', async () => {
    const user = await office.gate.read(db => findUser(db, office.host, office.aigerim.id))
    expect(user.words.name).toBe('Aigerim')
    expect(user.sealed.includes(Buffer.from('Aigerim'))).toBe(false)
    expect(staffKey(office.host).subjectId).toBe('host:staff')
    expect(background('x').keys.holders).toEqual([])
    expect(await office.gate.read(db => db.countBy(User, { publicKey: IsNull() }))).toBe(0)
  })
})
