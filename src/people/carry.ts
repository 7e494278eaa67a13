import type { Request, RequestHandler } from 'express'
import type { HostKeys } from '../vault'
import type { Typed, Web } from '../web'
import { ownPath } from '../web'
import { csrfOf, type Sessions } from './sessions'

/** What somebody typed when the session had already ended: sealed for that person, carried by the page itself, kept nowhere. */
export interface Carried {
  readonly userId: string
  readonly place: string
  readonly typed: Typed
}

const carryOf = (host: HostKeys, carried: Carried): string => host.sealText('carry', JSON.stringify(carried))

/** Undefined for anybody but the person who typed it. */
export function openCarry(host: HostKeys, sealed: unknown, userId: string | undefined): Carried | undefined {
  const text = typeof sealed === 'string' ? host.openText('carry', sealed) : undefined
  const carried = text === undefined ? undefined : (JSON.parse(text) as Carried)
  return carried && carried.userId === userId ? carried : undefined
}

/** Stands before every page that needs a person: a look leads to the sign-in and back, a form takes what was typed with it. */
export function signInRequired({ draw }: Web, sessions: Sessions, host: HostKeys): RequestHandler {
  return async (req, res, next) => {
    if (req.actor) {
      next()
      return
    }
    const reads = req.method === 'GET' || req.method === 'HEAD'
    if (reads) {
      res.redirect(303, `/sign-in?next=${encodeURIComponent(ownPath(req.originalUrl))}`)
      return
    }
    res.status(401)
    draw(req, res, 'people/sign-in.njk', { ended: true, carry: await carryFrom(req), next: '/' })
  }

  async function carryFrom(req: Request): Promise<string | undefined> {
    const { _csrf, ...typed } = (req.body ?? {}) as Record<string, string>
    const owner = req.token && _csrf === csrfOf(req.token) ? await sessions.ownerOf(req.token) : undefined
    return owner ? carryOf(host, { userId: owner, place: ownPath(req.originalUrl), typed }) : undefined
  }
}
