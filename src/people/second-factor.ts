import { createHash } from 'node:crypto'
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib'
import type { EntityManager } from 'typeorm'
import { LessThan } from 'typeorm'
import type { OpenKey, Work } from '../core'
import { newId } from '../core'
import { newPrintedCode, readPrintedCode } from '../vault'
import { SpareCode } from './invitation.entity'
import { SecondFactorUse } from './session.entity'
import type { User } from './user.entity'

const step = 30

export const newSecret = (): string => generateSecret({ length: 20 })

export const enrolmentUri = (login: string, secret: string): string =>
  generateURI({ issuer: 'Dalel', label: login, secret })

/** For the demonstration, where nobody has an authenticator. */
export const currentCode = (secret: string, now: Date): string =>
  generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) })

/** The time step a code belongs to (RFC 6238), one before or after allowed; undefined when it is wrong. */
export function stepOf(secret: string, typed: string, now: Date): number | undefined {
  const token = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = verifySync({ secret, token, epoch, epochTolerance: step })
  return result.valid ? Math.floor(epoch / step) + result.delta : undefined
}

/** Takes a code once: of many at the same moment exactly one wins, and no earlier step is taken after a later one. */
export async function useStep(db: EntityManager, userId: string, used: number): Promise<boolean> {
  const { affected } = await db.update(SecondFactorUse, { userId, step: LessThan(used) }, { step: used })
  return affected === 1
}

/** Another authenticator: codes of the one before hold no longer, nor does the code this was done with. */
export async function changeAuthenticator(work: Work, user: User, key: OpenKey, secret: string, used: number) {
  user.words = { ...user.words, secondFactor: secret }
  await work.change(user, key)
  await work.db.update(SecondFactorUse, { userId: user.id }, { step: used })
  await work.record('user.authenticatorChanged', user)
}

const hash = (code: string) => createHash('sha256').update(code).digest('base64url')

/** Eight spare codes in place of any before; returned once, kept as hashes (115 bits each: no slow hash needed). */
export async function renewSpareCodes(work: Work, user: User): Promise<string[]> {
  for (const old of await work.db.find(SpareCode, { where: { userId: user.id } })) await work.remove(old)
  const codes = Array.from({ length: 8 }, newPrintedCode)
  for (const code of codes) {
    const spare = Object.assign(new SpareCode(), { id: newId(), userId: user.id, hash: hash(code.replace(/-/g, '')) })
    await work.add(spare)
  }
  await work.record('user.spareCodesRenewed', user)
  return codes
}

export async function useSpareCode(work: Work, user: User, typed: string): Promise<boolean> {
  const code = readPrintedCode(typed)
  const spare = code && (await work.db.findOne(SpareCode, { where: { userId: user.id, hash: hash(code) } }))
  if (!spare) return false
  await work.remove(spare)
  await work.record('user.spareCodeUsed', user)
  return true
}
