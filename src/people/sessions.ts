import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { Not } from 'typeorm'
import { Refusal, type Actor, type Clock } from '../core'
import { findRow, findRows, type Gate } from '../database'
import { KeyWrapRow, openRing, openUnderToken, sealUnderToken, type HostKeys } from '../vault'
import { groupsFor } from './groups'
import { openUser } from './people.queries'
import { Session } from './session.entity'
import { User } from './user.entity'

export const idleMinutes = 30
export const idle = idleMinutes * 60_000
export const absolute = 12 * 3_600_000
export const codeStage = 10 * 60_000
const mostAtOnce = 3

export const newToken = (): Buffer => randomBytes(32)
export const sessionId = (token: Buffer): string => createHash('sha256').update(token).digest('base64url')
export const csrfOf = (token: Buffer): string => createHmac('sha256', token).update('csrf').digest('base64url')

export interface Resumed {
  readonly session: Session
  readonly user: User
  readonly actor: Actor
}

export interface Sessions {
  /** Begins a session and returns its token; the oldest of more than three ends. */
  begin(userId: string, privateKey: Buffer, stage: Session['stage']): Promise<Buffer>
  resume(token: Buffer): Promise<Resumed | undefined>
  /** Whose session a token was, even when it has ended: to carry what was typed across the sign-in. */
  ownerOf(token: Buffer): Promise<string | undefined>
  privateKey(token: Buffer, session: Session): Buffer
  end(token: Buffer): Promise<void>
  endAll(userId: string): Promise<void>
}

export const endSessionsOf = (db: EntityManager, userId: string) => db.delete(Session, { userId })

export function sessionsOn(gate: Gate, host: HostKeys, clock: Clock): Sessions {
  const isOver = (session: Session): boolean => {
    const now = clock().getTime()
    const longest = session.stage === 'code' ? codeStage : absolute
    return now - session.startedAt.getTime() >= longest || now - session.seenAt.getTime() >= idle
  }
  const find = (token: Buffer) => gate.read(db => findRow(db, Session, { id: sessionId(token) }))

  return {
    async begin(userId, privateKey, stage) {
      const token = newToken()
      const now = clock()
      await gate.write(async db => {
        await db.insert(Session, {
          id: sessionId(token),
          userId,
          stage,
          sealedKey: sealUnderToken(token, privateKey),
          startedAt: now,
          seenAt: now,
        })
        await endOldest(db, userId)
      })
      return token
    },

    async resume(token) {
      const session = await find(token)
      if (!session || isOver(session)) return undefined
      const user = await gate.read(db => findRow(db, User, { id: session.userId }))
      if (user?.state !== 'active') return undefined
      await touch(session)
      return { session, user: openUser(host, user), actor: await actorOf(token, session, user) }
    },

    ownerOf: async token => (await find(token))?.userId,
    privateKey: (token, session) => openUnderToken(token, session.sealedKey),
    end: token => gate.write(async db => void (await db.delete(Session, { id: sessionId(token) }))),
    endAll: userId => gate.write(async db => void (await endSessionsOf(db, userId))),
  }

  /**
   * At most once a minute: a page must not cost a write. A full or held database is no reason to keep somebody out, or to lose what
   * they have just typed: the session ends the sooner.
   */
  async function touch(session: Session): Promise<void> {
    const now = clock()
    if (now.getTime() - session.seenAt.getTime() < 60_000) return
    await gate.write(db => db.update(Session, { id: session.id }, { seenAt: now })).catch(unlessRefused)
  }

  function actorOf(token: Buffer, session: Session, user: User): Promise<Actor> {
    return actorWith(gate, user, openUnderToken(token, session.sealedKey), clock())
  }
}

/** Somebody at work, with the keys the person holds now. */
export async function actorWith(gate: Gate, user: User, privateKey: Buffer, at: Date): Promise<Actor> {
  const groups = groupsFor(user)
  const where = { holderId: user.id, subjectId: groups }
  const wraps = groups.length ? await gate.read(db => findRows(db, KeyWrapRow, where)) : []
  return {
    id: user.id,
    name: user.words.name,
    organisationId: user.organisationId,
    roles: new Set(user.roles),
    clinician: user.clinician,
    keys: openRing(user, privateKey, wraps, at),
  }
}

const unlessRefused = (error: unknown): void => {
  if (!(error instanceof Refusal)) throw error
}

async function endOldest(db: EntityManager, userId: string): Promise<void> {
  const sessions = await db.find(Session, {
    where: { userId, stage: Not('code') },
    order: { startedAt: 'DESC', id: 'ASC' },
  })
  for (const old of sessions.slice(mostAtOnce)) await db.delete(Session, { id: old.id })
}
