import { generateSync } from 'otplib'
import type { Config } from '../../src/config'
import { background, newId, type Clock, type InWork, type Role } from '../../src/core'
import type { Gate } from '../../src/database'
import { loginToken, Organisation, SecondFactorUse, staffKey, User } from '../../src/people'
import {
  InstallationFact,
  makeRecovery,
  newPrintedCode,
  newUserKeys,
  passwordsOn,
  type HostKeys,
} from '../../src/vault'
import { Browser } from './browser-of-tests'

export const password = 'мокрый снег над рекой Есиль'

/** One of the few people of every test, with a browser of their own. */
export class Person extends Browser {
  id = ''
  constructor(
    origin: string,
    readonly login: string,
    readonly secret: string,
    readonly recoveryCode: string,
    private readonly clock: Clock,
  ) {
    super(origin)
  }

  code(): string {
    return generateSync({ secret: this.secret, epoch: Math.floor(this.clock().getTime() / 1000) })
  }

  /** Through both pages, as anybody would. */
  async signsIn(): Promise<this> {
    await this.fills('/sign-in', { login: this.login, password })
    const page = await this.submits({ code: this.code() })
    if (page.url.startsWith('/sign-in')) throw new Error(`${this.login} could not sign in: ${page.text}`)
    return this
  }
}

const names = ['aigerim', 'bolat', 'dana', 'marat', 'saule', 'timur', 'olga', 'erlan'] as const
type Name = (typeof names)[number]
export type People = Record<Name, Person> & {
  readonly organisations: { adl: string; tub: string }
  readonly recoveryShares: string[]
}

const duties: Record<Name, [Role, 'adl' | 'tub']> = {
  aigerim: ['lawyer', 'adl'],
  bolat: ['lawyer', 'adl'],
  dana: ['coordinator', 'adl'],
  marat: ['monitor', 'adl'],
  saule: ['administrator', 'adl'],
  timur: ['auditor', 'adl'],
  olga: ['lawyer', 'tub'],
  erlan: ['coordinator', 'tub'],
}

interface Place {
  gate: Gate
  inWork: InWork
  host: HostKeys
  config: Config
  origin: string
  clock: Clock
}

/** Makes the accounts as an invitation would; sign-in, keys and letting in are then done for real. */
export async function hirePeople({ inWork, host, config, origin, clock }: Place): Promise<People> {
  const organisations = { adl: newId(), tub: newId() }
  const passwords = passwordsOn(host, config)
  const recovery = await makeRecovery()
  const people = {} as Record<Name, Person>
  const rows: User[] = []
  for (const name of names) {
    const [role, organisation] = duties[name]
    const { record, kek } = await passwords.make(password)
    const recoveryCode = newPrintedCode()
    const id = newId()
    const { publicKey, privateWrapped, recoveryWrapped } = newUserKeys(host, id, kek, recoveryCode.replace(/-/g, ''))
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
    rows.push(
      Object.assign(new User(), {
        id,
        organisationId: organisations[organisation],
        loginToken: loginToken(host, name),
        roles: [role],
        clinician: false,
        state: 'active',
        language: 'en',
        password: record,
        publicKey,
        privateWrapped,
        recoveryWrapped,
        words: { name: name[0]!.toUpperCase() + name.slice(1), login: name, secondFactor: secret },
      }),
    )
    people[name] = Object.assign(new Person(origin, name, secret, recoveryCode, clock), { id })
  }
  await inWork(background('test'), async work => {
    await work.add(Object.assign(new InstallationFact(), { id: 'recovery-key', value: recovery.publicKey }))
    for (const [key, code] of [
      ['adl', 'ADL'],
      ['tub', 'TUB'],
    ] as const) {
      const named = { nameEn: code, nameRu: code, nameKk: code }
      await work.add(Object.assign(new Organisation(), { id: organisations[key], code, ...named }))
    }
    for (const row of rows) {
      await work.add(row, staffKey(host))
      await work.db.insert(SecondFactorUse, { userId: row.id, step: 0 })
    }
    await work.record('office.opened', { id: organisations.adl })
  })
  return { ...people, organisations, recoveryShares: recovery.shares }
}
