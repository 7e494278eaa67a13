import type { EntityManager } from 'typeorm'
import type { KeyRing, OpenKey } from './keys'
import { noKeys } from './keys'
import type { Recorded } from './recorded'

export const roles = ['lawyer', 'monitor', 'coordinator', 'administrator', 'auditor'] as const
export type Role = (typeof roles)[number]

/** Who is asking. Enough to decide and to sign the trail; never the whole user record. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly organisationId: string
  readonly roles: ReadonlySet<Role>
  /** May enter what only a clinician may judge (Istanbul Protocol consistency). */
  readonly clinician: boolean
  /** Opens what this person may open; empty for jobs. */
  readonly keys: KeyRing
}

/** All that one change needs: the open transaction, who asks for it, and when it happens. */
export interface Work {
  readonly db: EntityManager
  readonly actor: Actor
  readonly now: Date
  /** Inserts a row that the trail keeps watch over, at version 1; sealed with `key` when it holds words. */
  add<T extends Recorded>(row: T, key?: OpenKey): Promise<T>
  /** Several rows of one kind, in one statement. */
  addAll<T extends Recorded>(rows: readonly T[], key?: OpenKey): Promise<void>
  /** Writes a row back under the next version; Conflict when somebody else has changed it since it was read. */
  change<T extends Recorded>(row: T, key?: OpenKey): Promise<T>
  /** Keeps what a row about people is now, before it is changed or removed: its history can be read, and it can be put back. */
  keep(row: Recorded): Promise<void>
  /** Puts a removed row back under the version after its last. */
  restore<T extends Recorded>(row: T, key: OpenKey): Promise<T>
  /** Deletes a row; the trail remembers that it was there. */
  remove(row: Recorded): Promise<void>
  /** Signs the trail inside the same transaction: no change without its trace. Details are codes and ids only. */
  record(action: string, subject: { id: string }, details?: Record<string, unknown>): Promise<void>
}

export type InWork = <T>(actor: Actor, change: (work: Work) => Promise<T>) => Promise<T>

/** A job or a command at work: no roles, no keys. */
export const background = (job: string): Actor => ({
  id: `job:${job}`,
  name: job,
  organisationId: '',
  roles: new Set(),
  clinician: false,
  keys: noKeys,
})
