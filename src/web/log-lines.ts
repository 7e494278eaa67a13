import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Clock } from '../core'

/** One line a request: method, pattern of the path, status, time, reference, who. Nothing typed, no address, no file name. */
export const logLines =
  (log: Logger, clock: Clock): RequestHandler =>
  (req, res, next) => {
    const begun = clock().getTime()
    res.on('finish', () => {
      const { method, reference, actor } = req
      const pattern = (req.route as { path?: string } | undefined)?.path ?? '-'
      log.info({ method, pattern, status: res.statusCode, ms: clock().getTime() - begun, reference, actor: actor?.id })
    })
    next()
  }
