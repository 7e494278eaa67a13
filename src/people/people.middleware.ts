import { randomBytes } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import type { KeyRing } from '../core'
import type { HostKeys } from '../vault'
import type { Cookies } from './cookies'
import { csrfOf, idleMinutes, type Sessions } from './sessions'
import type { User } from './user.entity'

declare module 'express-serve-static-core' {
  interface Request {
    /** The signed-in user's row, for pages about oneself. */
    user?: User
    /** The session's token; only `people` looks at it. */
    token?: Buffer
  }
}

const tokenOf = (text: string | undefined): Buffer | undefined => {
  const bytes = Buffer.from(text ?? '', 'base64url')
  return bytes.length === 32 ? bytes : undefined
}

/** Whoever asked may have gone while the session was opened: then 'close' comes no more. */
function wipeWhenOver(res: Response, keys: KeyRing): void {
  if (res.closed) keys.wipe()
  else res.on('close', () => keys.wipe())
}

/** Opens the session of this request, if there is one, and forgets its keys when the answer is out. */
export function openSessions(sessions: Sessions, cookies: Cookies, host: HostKeys): RequestHandler {
  return async (req, res, next) => {
    const token = tokenOf(cookies.get(req, 's'))
    const resumed = token && (await sessions.resume(token))
    if (token) req.token = token
    if (token && resumed) {
      wipeWhenOver(res, resumed.actor.keys)
      req.session = { id: resumed.session.id, csrfToken: csrfOf(token), idleMinutes }
      if (resumed.session.stage === 'open') {
        req.actor = resumed.actor
        req.user = resumed.user
      }
      next()
      return
    }
    req.session = { id: '', csrfToken: visitorsToken(), idleMinutes }
    next()

    /** A form before sign-in carries a token too, bound to a cookie of its own. */
    function visitorsToken(): string {
      let visitor = cookies.get(req, 'v')
      if (!visitor || visitor.length !== 22) cookies.set(res, 'v', (visitor = randomBytes(16).toString('base64url')))
      return host.hmac('visitor', visitor).toString('base64url')
    }
  }
}
