import type { Doors } from '../../app'
import type { Actor, Role } from '../../core'
import { background, newId } from '../../core'
import {
  asHolder,
  coalitionIndex,
  loginToken,
  makeFirstKeys,
  letIn,
  Organisation,
  SecondFactorUse,
  staffKey,
  User,
} from '../../people'
import {
  InstallationFact,
  KeyWrapRow,
  makeRecovery,
  newPrintedCode,
  newUserKeys,
  openRing,
  openSubject,
  passwordsOn,
  share,
} from '../../vault'

export const demoPassword = 'снег лежит до апреля'
/** Every person of the demonstration has the same second factor; the sign-in page shows its code. */
export const demoSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

const organisations = [
  ['ADL', 'Adilet Korgau (invented), Almaty', 'Адилет Коргау (вымышлена), Алматы', 'Әділет Қорғау (ойдан), Алматы'],
  [
    'TUB',
    'Tubek Law Group (invented), Aktau',
    'Правовая группа «Тубек» (вымышлена), Актау',
    '«Түбек» құқық тобы (ойдан), Ақтау',
  ],
  [
    'SAR',
    'Saryarka Monitors (invented), Karaganda',
    'Мониторы Сарыарки (вымышлены), Караганда',
    'Сарыарқа мониторлары (ойдан), Қарағанды',
  ],
  [
    'ESI',
    'Esil Legal Aid (invented), Astana',
    'Юрпомощь «Есиль» (вымышлена), Астана',
    '«Есіл» заң көмегі (ойдан), Астана',
  ],
] as const

const staff: readonly (readonly [login: string, name: string, organisation: number, roles: readonly Role[]])[] = [
  ['dana', 'Dana Omarova', 0, ['coordinator']],
  ['aigerim', 'Aigerim Serikova', 0, ['lawyer']],
  ['saule', 'Saule Akhmetova', 0, ['administrator']],
  ['erlan', 'Erlan Bekov', 1, ['coordinator']],
  ['olga', 'Olga Reznik', 1, ['lawyer']],
  ['marat', 'Marat Iskakov', 1, ['monitor']],
  ['zhanar', 'Zhanar Tulegenova', 2, ['coordinator']],
  ['bolat', 'Bolat Nurpeisov', 2, ['lawyer']],
  ['timur', 'Timur Salimov', 2, ['auditor']],
  ['kamila', 'Kamila Yessenova', 3, ['coordinator']],
  ['askar', 'Askar Dyussenov', 3, ['lawyer']],
  ['irina', 'Irina Volkova', 3, ['lawyer']],
]

export interface DemoPerson {
  readonly login: string
  readonly user: User
  readonly privateKey: Buffer
}

/** The coalition's organisations and people, each with keys, all let in; prints nothing. */
export async function hire(doors: Doors): Promise<{ people: DemoPerson[]; shares: string[] }> {
  const { inWork, host, config } = doors
  const recovery = await makeRecovery()
  const { record, kek } = await passwordsOn(host, config).make(demoPassword)
  const ids = organisations.map(() => newId())
  const people = staff.map(([login, name, organisation, roles]): DemoPerson => {
    const id = newId()
    const { privateKey, ...keys } = newUserKeys(host, id, kek, newPrintedCode().replace(/-/g, ''))
    const { publicKey, privateWrapped, recoveryWrapped } = keys
    const user = Object.assign(new User(), {
      id,
      organisationId: ids[organisation] ?? '',
      loginToken: loginToken(host, login),
      roles: [...roles],
      clinician: false,
      state: 'active' as const,
      language: 'en' as const,
      password: record,
      publicKey,
      privateWrapped,
      recoveryWrapped,
      words: { name, login, secondFactor: demoSecret },
    })
    return { login, user, privateKey }
  })
  await inWork(background('demo'), async work => {
    for (const [id, value] of [
      ['recovery-key', recovery.publicKey],
      ['demonstration', 'begun'],
    ] as const) {
      await work.add(Object.assign(new InstallationFact(), { id, value }))
    }
    for (const [place, [code, nameEn, nameRu, nameKk]] of organisations.entries()) {
      await work.add(Object.assign(new Organisation(), { id: ids[place], code, nameEn, nameRu, nameKk }))
    }
    for (const { user } of people) {
      await work.add(user, staffKey(host))
      await work.db.insert(SecondFactorUse, { userId: user.id, step: 0 })
    }
    await work.record('demonstration.begun', { id: ids[0] ?? '' })
    for (const { user } of people) await makeFirstKeys(work, user)
  })
  await letEverybodyIn(doors, people)
  return { people, shares: recovery.shares }
}

/** Coordinators hold the keys first and share them; the coalition's index goes from hand to hand. */
async function letEverybodyIn(doors: Doors, people: readonly DemoPerson[]): Promise<void> {
  const [first] = people
  if (!first) return
  await doors.inWork(await actorOf(doors, first), async work => {
    const key = await openSubject(work.db, work.actor, coalitionIndex)
    for (const { user } of people.filter(one => one.user.roles.includes('coordinator') && one !== first))
      await share(work, key, asHolder(user))
  })
  for (const insider of people.filter(one => one.user.roles.includes('coordinator'))) {
    const actor = await actorOf(doors, insider)
    for (const { user } of people.filter(
      one => one !== insider && one.user.organisationId === insider.user.organisationId,
    )) {
      await doors.inWork(actor, work => letIn(work, user.id)).catch(() => 0)
    }
  }
}

/** Somebody at work, with the keys the person holds now. */
export async function actorOf({ gate, clock }: Doors, { user, privateKey }: DemoPerson): Promise<Actor> {
  const group = `${user.organisationId}:coordinators`
  const wraps = user.roles.includes('coordinator')
    ? await gate.read(db => db.find(KeyWrapRow, { where: { subjectId: group, holderId: user.id } }))
    : []
  return {
    id: user.id,
    name: user.words.name,
    organisationId: user.organisationId,
    roles: new Set(user.roles),
    clinician: false,
    keys: openRing(user, Buffer.from(privateKey), wraps, clock()),
  }
}
