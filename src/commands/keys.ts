import type { Config } from '../config'
import { background } from '../core'
import {
  ageIdentity,
  combineShares,
  findFact,
  InstallationFact,
  makeRecovery,
  opened,
  openWithRecovery,
  recoveryPublicKey,
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

/** On the server, once: from now on every case is wrapped for this key. */
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
 * of its time, and each time somebody left the team a new one began. Recorded.
 */
export async function openCaseWithShares(
  config: Config,
  caseId: string,
  shares: readonly string[],
  say: Say,
): Promise<number> {
  const privateKey = await combineShares(shares)
  const { gate, inWork } = await openInstallation(config)
  try {
    if ((await gate.read(db => findFact(db, 'recovery-key'))) !== recoveryPublicKey(privateKey)) {
      say('These shares are not of the key that is installed')
      return 1
    }
    const key = await gate.read(db => openWithRecovery(db, privateKey, caseId))
    await inWork(background('recovery'), work => work.record('recoveryKey.used', { id: caseId }))
    for (const [, secret] of [...opened(key).secrets].sort(([a], [b]) => b - a)) say(ageIdentity(secret))
    return 0
  } finally {
    await gate.close()
  }
}
