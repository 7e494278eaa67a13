import type { ErrorRequestHandler, Request, Response } from 'express'
import type { Logger } from 'pino'
import { Busy, Conflict, DiskFailed, Full, NotAllowed, NotFound, Refusal, Rejected } from '../core'

const statuses: [new (...args: never[]) => Refusal, number][] = [
  [NotFound, 404],
  [NotAllowed, 403],
  [Conflict, 409],
  [Rejected, 422],
  [Busy, 503],
  [Full, 507],
  [DiskFailed, 500],
]

const broken = /^(unexpected end of (form|file)|malformed|multipart:|request (aborted|closed))/i

type Outer = Error & { type?: string; code?: string; status?: number }

/** The errors of body parsers and of multer, as refusals of ours. */
const outer: readonly (readonly [is: (error: Outer) => boolean, key: string])[] = [
  [({ type, code }) => type === 'entity.too.large' || code === 'LIMIT_FILE_SIZE', 'common.errors.tooLarge'],
  [({ code }) => code?.startsWith('LIMIT_') === true, 'common.errors.tooMany'],
  [
    ({ type, name, message }) => type === 'request.aborted' || name === 'MulterError' || broken.test(message),
    'common.errors.cutOff',
  ],
  [({ status }) => status !== undefined && status >= 400 && status < 500, 'common.errors.rejected'],
]

export function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const key = outer.find(([is]) => is(error as Outer))?.[1]
  return key === undefined ? undefined : new Rejected(key)
}

/** A refusal after which the same page can be shown again with what was typed. */
export const asksAgain = (error: unknown): error is Refusal =>
  [Rejected, Conflict, Busy, Full, DiskFailed].some(kind => error instanceof kind)

export const statusOf = (refusal: Refusal) => statuses.find(([kind]) => refusal instanceof kind)?.[1] ?? 400

type Draw = (req: Request, res: Response, view: string, data: object) => void

export type NoteFault = (req: Request, error: unknown) => void

/** What somebody must look at goes into the log, under the reference the person was shown. */
export const faultsInto =
  (log: Logger): NoteFault =>
  (req, error) =>
    log.error({ reference: req.reference, err: plain(error) }, 'fault')

/** The last handler: a refusal gets its page, a bug a calm one with a reference, and the log the stack. */
export function errorPages(draw: Draw, noteFault: NoteFault): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const refusal = asRefusal(error)
    if (!refusal || refusal instanceof DiskFailed) noteFault(req, refusal?.cause ?? error)
    if (res.headersSent) {
      res.destroy() // half a file must not look like a whole one
      return
    }
    if (refusal instanceof Busy) res.set('Retry-After', String(refusal.retryAfterSeconds))
    const { status, key, values } = told(refusal)
    res.status(status)
    draw(req, res, 'layouts/error.njk', { key, values, reference: req.reference })
  }
}

const told = (refusal: Refusal | undefined) =>
  refusal
    ? { status: statusOf(refusal), key: refusal.key, values: refusal.values }
    : { status: 500, key: 'common.errors.fault', values: {} }

/** Type and stack only: a database error's message and parameters may quote what somebody typed. */
function plain(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return { type: error.constructor.name, code: (error as { code?: unknown }).code, stack: frames.join('\n') }
}
