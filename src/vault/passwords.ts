import bcrypt from 'bcrypt'
import { createHmac, randomBytes, scrypt as scryptCallback } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { Busy } from '../core'
import type { HostKeys } from './host'
import { derive } from './primitives'

/** How hard a password is worked on; stored beside each verifier, so that it can be raised at the next sign-in. */
export interface PasswordCost {
  readonly scryptLogN: number
  readonly bcryptCost: number
}

/** What is kept of a password (`security.md` 3.1): the bcrypt hash is no cheaper to guess at than the wrap of the private key. */
export interface PasswordRecord extends PasswordCost {
  readonly format: 1
  readonly salt: string
  readonly verifier: string
}

export interface Stretched {
  /** One half of what wraps the user's private key; the other is the host's. */
  readonly kek: Buffer
  readonly auth: Buffer
}

export interface Passwords {
  make(password: string): Promise<{ record: PasswordRecord; kek: Buffer }>
  /** The half key when the password is right. Without a record it does the same work and says no. */
  check(password: string, record: PasswordRecord | undefined): Promise<Buffer | undefined>
  isOutdated(record: PasswordRecord): boolean
}

export function passwordsOn(host: HostKeys, cost: PasswordCost): Passwords {
  const pepper = host.subkey('pepper')
  const peppered = (auth: Buffer) => createHmac('sha384', pepper).update(auth).digest('base64') // 64 letters: under bcrypt's 72 bytes, no NUL
  const dummy: PasswordRecord = {
    ...cost,
    format: 1,
    salt: randomBytes(16).toString('base64'),
    verifier: bcrypt.hashSync('nobody', cost.bcryptCost),
  }
  return {
    make: password =>
      bounded(async () => {
        const salt = randomBytes(16)
        const { kek, auth } = await stretch(password, salt, cost.scryptLogN)
        const verifier = await bcrypt.hash(peppered(auth), cost.bcryptCost)
        return { record: { ...cost, format: 1, salt: salt.toString('base64'), verifier }, kek }
      }),
    check: (password, record) =>
      bounded(async () => {
        const against = record ?? dummy
        const { kek, auth } = await stretch(password, Buffer.from(against.salt, 'base64'), against.scryptLogN)
        const right = await bcrypt.compare(peppered(auth), against.verifier)
        return right && record ? kek : undefined
      }),
    isOutdated: record => record.bcryptCost < cost.bcryptCost || record.scryptLogN < cost.scryptLogN,
  }
}

async function stretch(password: string, salt: Buffer, logN: number): Promise<Stretched> {
  const bytes = Buffer.from(password.normalize('NFKC'), 'utf8')
  const long = await new Promise<Buffer>((resolve, reject) => {
    const options = { N: 2 ** logN, r: 8, p: 2, maxmem: 2 ** logN * 8 * 128 * 2 }
    scryptCallback(bytes, salt, 64, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
  return { kek: derive(long, 'password/kek'), auth: derive(long, 'password/auth') }
}

const lanes = Math.max(1, availableParallelism() - 1)
const mostWaiting = 20
const waiting: (() => void)[] = []
let working = 0

/** Password work shares a small pool of threads with reading files: unbounded, a flood of sign-ins starves every page. */
async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (working >= lanes) {
    if (waiting.length >= mostWaiting) throw new Busy()
    await new Promise<void>(resolve => waiting.push(resolve))
  }
  working += 1
  try {
    return await work()
  } finally {
    working -= 1
    waiting.shift()?.()
  }
}
