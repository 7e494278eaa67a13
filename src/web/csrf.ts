import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { NotAllowed } from '../core'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** The token in the form is the session's own. */
export function holdsToken(req: Request): boolean {
  const sent = (req.body as Record<string, unknown> | undefined)?._csrf
  const own = req.session?.csrfToken
  return typeof sent === 'string' && own !== undefined && timingSafeEqual(digest(sent), digest(own))
}

const reads = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Second layer: a browser that says where the request comes from must say "from here". */
export const sameSite: RequestHandler = (req, _res, next) => {
  const site = req.get('sec-fetch-site')
  if (!reads.has(req.method) && (site === 'cross-site' || site === 'same-site')) {
    throw new NotAllowed('common.errors.crossSite')
  }
  next()
}

/** Every change of a signed-in person carries the token; multipart bodies are checked while they arrive, too. */
export const tokenRequired: RequestHandler = (req, _res, next) => {
  if (!reads.has(req.method) && !holdsToken(req)) throw new NotAllowed('common.errors.csrf')
  next()
}
