import type { Clock } from '../core'
import { findRow, type Gate } from '../database'
import type { HostKeys } from '../vault'
import { RateBucket } from './session.entity'

const free = 5
const longest = 15 * 60

/** Seconds one must wait after so many failures: none for the first five, then doubling, never more than a quarter of an hour. */
export const delayAfter = (failures: number): number =>
  failures < free ? 0 : Math.min(longest, 2 ** (failures - free + 1))

export interface Rates {
  /** Counts a try before it is made, as failed until it succeeds, however many come at once. Seconds to wait instead; 0 when one may try. */
  tries(what: string, key: string): Promise<number>
  succeeded(what: string, key: string): Promise<void>
}

/** Delays instead of lock-outs; kept in the database, so that a restart forgives nobody. */
export function ratesOn(gate: Gate, host: HostKeys, clock: Clock): Rates {
  const idOf = (what: string, key: string) => host.hmac('rate', `${what}|${key}`).toString('base64url')
  return {
    tries: (what, key) =>
      gate.write(async db => {
        const id = idOf(what, key)
        const now = clock()
        await db
          .createQueryBuilder()
          .insert()
          .into(RateBucket)
          .values({ id, failures: 0, until: now, changedAt: now })
          .orIgnore()
          .execute()
        const bucket = await findRow(db, RateBucket, { id }, { lock: true }) // of many at once each sees what the one before has counted
        const left = Math.ceil(((bucket?.until.getTime() ?? 0) - now.getTime()) / 1000)
        if (left > 0) return left
        const failures = (bucket?.failures ?? 0) + 1
        const until = new Date(now.getTime() + delayAfter(failures) * 1000)
        await db.update(RateBucket, { id }, { failures, until, changedAt: now })
        return 0
      }),
    succeeded: (what, key) =>
      gate.write(async db => {
        await db.delete(RateBucket, { id: idOf(what, key) })
      }),
  }
}
