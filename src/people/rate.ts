import type { Clock } from '../core'
import type { Gate } from '../database'
import type { HostKeys } from '../vault'
import { RateBucket } from './session.entity'

const free = 5
const longest = 15 * 60

/** Seconds one must wait after so many failures: none for the first five, then doubling, never more than a quarter of an hour. */
export const delayAfter = (failures: number): number =>
  failures < free ? 0 : Math.min(longest, 2 ** (failures - free + 1))

export interface Rates {
  /** Seconds left to wait; 0 when one may try. */
  left(what: string, key: string): Promise<number>
  failed(what: string, key: string): Promise<void>
  succeeded(what: string, key: string): Promise<void>
}

/** Delays instead of lock-outs; kept in the database, so that a restart forgives nobody. */
export function ratesOn(gate: Gate, host: HostKeys, clock: Clock): Rates {
  const idOf = (what: string, key: string) => host.hmac('rate', `${what}|${key}`).toString('base64url')
  const find = (id: string) => gate.read(db => db.findOne(RateBucket, { where: { id } }))
  return {
    async left(what, key) {
      const bucket = await find(idOf(what, key))
      return Math.max(0, Math.ceil(((bucket?.until.getTime() ?? 0) - clock().getTime()) / 1000))
    },
    failed: (what, key) =>
      gate.write(async db => {
        const id = idOf(what, key)
        const bucket = await db.findOne(RateBucket, { where: { id } })
        const failures = (bucket?.failures ?? 0) + 1
        const now = clock()
        const until = new Date(now.getTime() + delayAfter(failures) * 1000)
        await db.upsert(RateBucket, { id, failures, until, changedAt: now }, ['id'])
      }),
    succeeded: (what, key) =>
      gate.write(async db => {
        await db.delete(RateBucket, { id: idOf(what, key) })
      }),
  }
}
