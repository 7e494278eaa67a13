import type { EntityManager } from 'typeorm'
import type { Actor } from '../core'
import type { Language } from '../i18n'

/** The session of one signed-in person, as the middleware of `people` opened it for this request. */
export interface OpenSession {
  readonly id: string
  /** The one token every form of this session carries. */
  readonly csrfToken: string
  /** Minutes of idleness after which it ends. */
  readonly idleMinutes: number
}

declare module 'express-serve-static-core' {
  interface Request {
    actor?: Actor
    session?: OpenSession
    language: Language
    /** What a person quotes and the log line carries. */
    reference: string
  }
}

export type Query = Readonly<Record<string, string | string[] | undefined>>

/** What a page may look with: a reading connection, who asks, and the address it asks for. */
export interface Look {
  readonly db: EntityManager
  readonly actor: Actor
  readonly params: Readonly<Record<string, string>>
  readonly query: Query
  readonly now: Date
  readonly language: Language
}

export type Load = (look: Look) => Promise<object>

/** The first value of a query field, trimmed; undefined when it is absent or empty. */
export function one(query: Query, name: string): string | undefined {
  const value = query[name]
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' && first.trim() !== '' ? first.trim() : undefined
}

/** All values of a query field that may be given several times. */
export function several(query: Query, name: string): string[] {
  const value = query[name]
  return (Array.isArray(value) ? value : [value]).filter((v): v is string => typeof v === 'string' && v !== '')
}
