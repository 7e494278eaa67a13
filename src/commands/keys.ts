import type { EntityManager } from 'typeorm'
import type { Doors } from '../app'
import type { Config } from '../config'
import { activeTeam, findCase } from '../cases'
import type { Actor, Work } from '../core'
import { background } from '../core'
import { findOrganisation, findUserByLogin, idsOf, shareWhatIsDue, tell, type News } from '../people'
import type { HostKeys } from '../vault'
import {
  ageIdentity,
  combineShares,
  findFact,
  InstallationFact,
  makeRecovery,
  opened,
  recoveryPublicKey,
  threeAtOnce,
} from '../vault'
import type { Question } from './terminal'
import { openInstallation } from './office'
import type { Say } from './say'

/** Away from the server: one public key to install, five shares of which any three open. Nothing is written to the disk. */
export async function makeRecoveryKey(say: Say): Promise<void> {
  const { publicKey, shares } = await makeRecovery()
  say(`Public key, to install on the server:\n  ${publicKey}\n`)
  say('Five shares. Give each to another person; any three open. Nobody keeps two.')
  for (const share of shares) say(`  ${share}`)
}

/** On the server, once: from now on every case, and every group and index that is made, is wrapped for this key. */
export async function installRecoveryKey(config: Config, publicKey: string, say: Say): Promise<number> {
  if (Buffer.from(publicKey, 'base64url').length !== 32) {
    say('This is not a public recovery key')
    return 1
  }
  const { gate, inWork } = await openInstallation(config)
  try {
    if (await gate.read(db => findFact(db, 'recovery-key'))) {
      say('A recovery key is installed already')
      return 1
    }
    await inWork(background('keys'), async work => {
      const fact = await work.add(Object.assign(new InstallationFact(), { id: 'recovery-key', value: publicKey }))
      await work.record('recoveryKey.installed', fact)
    })
    say('The recovery key is installed: cases can be filed')
    return 0
  } finally {
    await gate.close()
  }
}

/** Typed one after the other by those who hold them, unseen. */
export async function threeShares(ask: Question): Promise<string[]> {
  const shares: string[] = []
  for (const which of ['First', 'Second', 'Third']) shares.push((await ask(`${which} share`, true)).trim())
  return shares
}

/**
 * The ceremony of three: prints the age identities that open one case's files, newest first: a file is sealed to the one
 * of its time, and each time somebody left the team a new one began. Recorded, and told.
 */
export const openCaseWithShares = (config: Config, caseId: string, shares: readonly string[], say: Say) =>
  meet(config, shares, say, ({ inWork }, three) =>
    inWork(three, async work => {
      const { kase, key } = await findCase(work.db, work.actor, caseId)
      await work.record('recoveryKey.used', kase)
      const team = (await activeTeam(work.db, caseId)).map(member => member.userId)
      const news = { kind: 'caseOpenedByThree', about: kase, details: { reference: kase.reference } }
      await tellOfThree(work, kase.organisationId, team, news)
      return [...opened(key).secrets].sort(([a], [b]) => b - a).map(([, secret]) => ageIdentity(secret))
    }),
  )

/**
 * The ceremony where no colleague is left who could: shares with somebody the cases of the person's teams and what the groups of
 * the person's roles hold, once the three have read who that is. Recorded, and told.
 */
export const letInWithShares = (
  config: Config,
  login: string,
  shares: readonly string[],
  ask: Question,
  say: Say,
): Promise<number> =>
  meet(config, shares, say, async ({ gate, host, inWork }, three) => {
    const { user, about } = await gate.read(db => whoIs(db, host, login))
    if ((await ask(`Let in ${about}? Type yes`, false)).trim() !== 'yes') throw new Error('Nobody was let in')
    const keys = await inWork(three, async work => {
      const shared = await shareWhatIsDue(work, user)
      if (shared === 0) throw new Error('This person lacks no key that the recovery key holds')
      await work.record('recoveryKey.used', user)
      const news = { kind: 'letInByThree', about: user, details: { by: user.id } }
      await tellOfThree(work, user.organisationId, [user.id], news)
      return shared
    })
    return [`${login} was let in: ${keys} ${keys === 1 ? 'key' : 'keys'} of cases and groups`]
  })

/** Nothing is opened by the three behind the backs of those whose cases it is: the coordinators and the auditors hear of it too. */
async function tellOfThree(work: Work, organisationId: string, whose: readonly string[], news: News): Promise<void> {
  const coordinators = await idsOf(work.db, 'coordinator', organisationId)
  await tell(work, [...whose, ...coordinators, ...(await idsOf(work.db, 'auditor'))], news)
}

/** Who is behind a login, in words that three people can hold against the person before them. */
async function whoIs(db: EntityManager, host: HostKeys, login: string) {
  const user = await findUserByLogin(db, host, login)
  if (user?.state !== 'active' || !user.publicKey) throw new Error('Nobody of this name works here: invite the person first') // prettier-ignore
  const { code } = await findOrganisation(db, user.organisationId)
  return { user, about: `${user.words.name} (${login}, ${code}: ${user.roles.join(', ')})` }
}

/** One meeting of the three, with the key that their shares make; what it gives is said when it stands in the trail. */
async function meet(
  config: Config,
  shares: readonly string[],
  say: Say,
  deed: (doors: Doors, three: Actor) => Promise<readonly string[]>,
): Promise<number> {
  const privateKey = await combineShares(shares)
  const doors = await openInstallation(config)
  const three = threeAtOnce(privateKey, doors.clock())
  try {
    if ((await doors.gate.read(db => findFact(db, 'recovery-key'))) !== recoveryPublicKey(privateKey)) {
      say('These shares are not of the key that is installed')
      return 1
    }
    for (const line of await deed(doors, three)) say(line)
    return 0
  } finally {
    three.keys.wipe()
    await doors.gate.close()
  }
}
