import type { Request, RequestHandler, Response } from 'express'
import type { Actor, Clock, InWork, Role, Work } from '../core'
import { Busy, Conflict, DiskFailed, NotAllowed, NotFound, Rejected, type Refusal } from '../core'
import type { Gate } from '../database'
import { holdsToken } from './csrf'
import { asksAgain, statusOf, type NoteFault } from './errors'
import type { Form, FormState, Typed } from './forms'
import { emptyForm, readForm } from './forms'
import { earlierAnswer, rememberAnswer } from './once'
import type { Load, Look, Query } from './request'
import { viewedIn } from './viewed'
import type { Views } from './views'

export interface WebDoors {
  readonly gate: Gate
  readonly inWork: InWork
  readonly clock: Clock
  readonly views: Views
  /** Writes that somebody saw something, once per person, subject and ten minutes; the page waits for it. */
  readonly noteView: (actor: Actor, action: string, subject: { id: string }) => Promise<void>
  /** What every page shows besides its own: navigation, demonstration line. */
  readonly furniture: (req: Request) => object
  readonly noteFault: NoteFault
}

export interface Submission<T, R> {
  /** What may be typed; a form that asks nothing has none. A function where it depends on what is edited. */
  form?: Form<T> | ((look: Look) => Promise<Form<T>>)
  /** The page to show again when the form does not hold, and what it needs. */
  ifInvalid?: readonly [view: string, load?: Load]
  change: (work: Work, form: T, params: Readonly<Record<string, string>>) => Promise<R>
  /** Where to go when it is done. */
  then: (result: R, params: Readonly<Record<string, string>>) => string
}

export interface Web {
  readonly show: (view: string, load?: Load, options?: { records?: string }) => RequestHandler
  readonly submit: <T = undefined, R = unknown>(submission: Submission<T, R>) => RequestHandler
  readonly allow: (...roles: readonly (Role | 'anyone')[]) => RequestHandler
  /** Draws one page into the answer; for the few handlers that are written out by hand. */
  readonly draw: (req: Request, res: Response, view: string, data?: object) => void
  readonly doors: WebDoors
}

/** Handlers that say who may come in; the matrix test walks the router and asks each route for it. */
export interface Guard extends RequestHandler {
  readonly allows: readonly (Role | 'anyone')[]
}

function allow(...roles: readonly (Role | 'anyone')[]): RequestHandler {
  const guard: RequestHandler = (req, _res, next) => {
    if (roles.includes('anyone')) {
      next()
      return
    }
    if (!roles.some(role => role !== 'anyone' && req.actor?.roles.has(role))) throw new NotFound()
    next()
  }
  return Object.assign(guard, { allows: roles })
}

export const actorOf = (req: Request): Actor => {
  if (!req.actor) throw new NotFound()
  return req.actor
}

const typedIn = (req: Request): Typed => {
  const { _csrf, _once, ...typed } = (req.body ?? {}) as Record<string, string | string[]>
  return typed
}

/** No field of ours lies within another: what was typed into one that does would be lost unseen. */
const isNested = (typed: Typed): boolean => Object.keys(typed).some(name => /[[\]]/.test(name))

/** What is wrong before anything is read: what came in broken, and fields within fields. */
const refusedEarly = (req: Request, typed: Typed): Refusal | undefined =>
  req.refused ?? (isNested(typed) ? new Rejected('common.errors.rejected') : undefined)

function pageAgain<View>(view: View | undefined): View {
  if (!view) throw new Rejected('common.errors.rejected', {}, {})
  return view
}

const onceIn = (req: Request): string | undefined => {
  const once = (req.body as Record<string, unknown> | undefined)?._once
  return typeof once === 'string' ? once : undefined
}

export function webOn(doors: WebDoors): Web {
  const lookOf = (req: Request) => ({
    actor: actorOf(req),
    params: req.params as Record<string, string>,
    query: req.query as Query,
    now: doors.clock(),
    language: req.language,
  })
  const load = (req: Request, what: Load | undefined): Promise<object> =>
    what ? doors.gate.read(db => what({ db, ...lookOf(req) })) : Promise.resolve({})

  const draw: Web['draw'] = (req, res, view, data = {}) => {
    const page = { form: emptyForm, ...doors.furniture(req), ...data }
    res.type('html').send(doors.views.render(req.language, view, page))
  }

  const again = async (
    req: Request,
    res: Response,
    [view, what]: readonly [string, Load?],
    form: FormState,
    status: number,
  ) => {
    const data = await load(req, what)
    res.status(status)
    draw(req, res, view, { ...data, form })
  }

  return {
    doors,
    allow,
    draw,

    show:
      (view, what, { records } = {}) =>
      async (req, res) => {
        const data = await load(req, what)
        if (records) for (const one of viewedIn(req, data)) await doors.noteView(actorOf(req), records, one)
        draw(req, res, view, data)
      },

    submit: submission => async (req, res) => {
      if (!holdsToken(req)) throw new NotAllowed('common.errors.csrf')
      const { ifInvalid, change, then } = submission
      const typed = typedIn(req)
      const refused = (refusal: Refusal) => {
        if (!ifInvalid || !asksAgain(refusal)) throw refusal
        if (refusal instanceof DiskFailed) doors.noteFault(req, refusal.cause)
        if (refusal instanceof Busy) res.set('Retry-After', String(refusal.retryAfterSeconds))
        return again(req, res, ifInvalid, refusedForm(typed, refusal), statusOf(refusal))
      }
      const early = refusedEarly(req, typed)
      if (early) return refused(early)
      const read = await readSubmission(submission.form, typed, look =>
        doors.gate.read(db => look({ db, ...lookOf(req) })),
      )
      if (read.errors) return again(req, res, pageAgain(ifInvalid), { values: typed, errors: read.errors }, 422)
      const params = req.params as Record<string, string>
      try {
        const { place, isAgain } = await once(
          req,
          work => change(work, read.value, params),
          result => then(result, params),
        )
        if (isAgain) await req.discardReceived?.()
        res.status(303).location(place).end()
      } catch (refusal) {
        await refused(refusal as Refusal)
      }
    },
  }

  /**
   * Does the deed once however often the form is sent: the second time leads where the first one led. Whether it was sent before is
   * asked when the deed comes to nothing - by its own mark at the latest - and not on the way of every first one.
   */
  async function once<R>(req: Request, deed: (work: Work) => Promise<R>, then: (result: R) => string) {
    const actor = actorOf(req)
    const token = onceIn(req)
    try {
      return await doors.inWork(actor, async work => {
        const place = then(await deed(work))
        if (token) await rememberAnswer(work.db, token, actor.id, place, work.now)
        return { place, isAgain: false }
      })
    } catch (error) {
      const earlier = token && (await doors.gate.read(db => earlierAnswer(db, token, actor.id)).catch(() => undefined)) // the first fault counts
      if (!earlier) throw error
      return { place: earlier, isAgain: true }
    }
  }
}

async function readSubmission<T>(
  form: Form<T> | ((look: Look) => Promise<Form<T>>) | undefined,
  typed: Typed,
  read: (look: (look: Look) => Promise<Form<T>>) => Promise<Form<T>>,
) {
  if (!form) return { value: undefined as T }
  return readForm(typeof form === 'function' ? await read(form) : form, typed)
}

function refusedForm(typed: Typed, refusal: Refusal): FormState {
  const fields = refusal instanceof Rejected ? Object.entries(refusal.fields) : []
  const difference = refusal instanceof Conflict ? refusal.difference : []
  const isSaidAtAField = fields.some(([, key]) => key === refusal.key)
  return {
    values: typed,
    errors: Object.fromEntries(fields.map(([name, key]) => [name, { key }])),
    ...(!isSaidAtAField && { refusal: { key: refusal.key, values: refusal.values, difference } }),
  }
}
