import { Router, type Request, type Response } from 'express'
import type { FormState, Problem, Typed, Web } from '../web'
import { ownPath, readForm } from '../web'
import { codeHolds, mustWait, ownerOf } from './again'
import { openCarry } from './carry'
import { makeFirstKeys } from './groups'
import { foldLogin } from './login'
import type { PeopleDoors } from './people-doors'
import { codeForm, signInForm } from './people.forms'
import { peoplePaths as paths } from './people.paths'
import { oneself } from './people.service'
import { currentCode } from './second-factor'
import { csrfOf } from './sessions'
import type { User } from './user.entity'

/** Password, then second factor. Delays, never lock-outs; a device that was here before has a count of its own. */
export function signInRoutes({ draw, allow }: Web, doors: PeopleDoors): Router {
  const routes = Router()
  const anyone = allow('anyone')
  const { sessions, rates, cookies, inWork, host, clock } = doors

  /** In a demonstration the page that asks for the code shows it. */
  const shownTo = ({ words }: User) =>
    doors.demonstration ? { shown: currentCode(words.secondFactor, clock()) } : undefined
  const again = (req: Request, res: Response, view: string, status: number, form: Partial<FormState>, user?: User) => {
    const { password: _, ...values } = (req.body ?? {}) as Typed & { password?: string }
    res.status(status)
    draw(req, res, view, {
      next: ownPath((req.body as Typed).next ?? req.query.next),
      carry: (req.body as Typed).carry,
      form: { values, errors: {}, ...form },
      ...(user && shownTo(user)),
    })
  }
  const refuse = (req: Request, res: Response, view: string, refusal: Problem, user?: User) =>
    again(req, res, view, refusal.key.endsWith('wait') ? 429 : 422, { refusal }, user)

  routes.get(paths.signIn.pattern, anyone, (req, res) => {
    if (req.actor) {
      res.redirect(303, '/')
      return
    }
    draw(req, res, 'people/sign-in.njk', { next: ownPath(req.query.next) })
  })

  routes.post(paths.signIn.pattern, anyone, async (req, res) => {
    const read = readForm(signInForm, req.body as Typed)
    if (read.errors) {
      again(req, res, 'people/sign-in.njk', 422, { errors: read.errors })
      return
    }
    const { login, password } = read.value
    const bucket = bucketOf(req, login)
    const wait = await mustWait(doors, ...bucket)
    if (wait) {
      refuse(req, res, 'people/sign-in.njk', wait)
      return
    }

    const owner = await ownerOf(doors, login, password)
    if (!owner) {
      refuse(req, res, 'people/sign-in.njk', { key: 'people.signIn.wrong' })
      return
    }
    await rates.succeeded(...bucket)
    const token = await sessions.begin(owner.user.id, owner.privateKey, 'code')
    cookies.set(res, 's', token.toString('base64url'))
    const { carry } = req.body as Typed
    if (carry) {
      draw(req, res, 'people/code.njk', { carry, next: '/', csrfToken: csrfOf(token), ...shownTo(owner.user) })
      return
    }
    res.redirect(303, withNext(paths.code(), req))
  })

  routes.get(paths.code.pattern, anyone, async (req, res) => {
    const waiting = await awaited(req)
    if (!waiting) {
      res.redirect(303, withNext(paths.signIn(), req))
      return
    }
    draw(req, res, 'people/code.njk', { next: ownPath(req.query.next), ...shownTo(waiting.user) })
  })

  routes.post(paths.code.pattern, anyone, async (req, res) => {
    const waiting = await awaited(req)
    if (!waiting) {
      res.redirect(303, paths.signIn())
      return
    }
    const { user, session, token } = waiting
    const read = readForm(codeForm, req.body as Typed)
    if (read.errors) {
      again(req, res, 'people/code.njk', 422, { errors: read.errors }, user)
      return
    }
    const bucket = ['code', user.id] as const
    const wait = await mustWait(doors, ...bucket)
    if (wait) {
      refuse(req, res, 'people/code.njk', wait, user)
      return
    }

    if (!(await codeHolds(doors, user, read.value.code))) {
      refuse(req, res, 'people/code.njk', { key: 'people.code.wrong' }, user)
      return
    }
    await rates.succeeded(...bucket)
    const opened = await open(res, user, sessions.privateKey(token, session))
    await sessions.end(token)
    const carried = openCarry(host, (req.body as Typed).carry, user.id)
    if (carried) {
      draw(req, res, 'people/resume.njk', { carried, csrfToken: csrfOf(opened) })
      return
    }
    res.redirect(303, ownPath((req.body as Typed).next))
  })

  routes.post(paths.signOut.pattern, anyone, async (req, res) => {
    if (req.token) await sessions.end(req.token)
    leave(res)
  })
  routes.post(paths.lock.pattern, anyone, async (req, res) => {
    if (req.actor) await sessions.endAll(req.actor.id)
    leave(res)
  })

  return routes

  function bucketOf(req: Request, login: string): [string, string] {
    const device = host.openText('device', cookies.get(req, 'd') ?? '')
    const [who, random] = device?.split('|') ?? []
    return who === foldLogin(login) && random ? ['device', random] : ['login', foldLogin(login)]
  }

  async function awaited(req: Request) {
    const resumed = req.token && (await sessions.resume(req.token))
    if (!req.token || resumed?.session.stage !== 'code') return undefined
    return { user: resumed.user, session: resumed.session, token: req.token }
  }

  async function open(res: Response, user: User, privateKey: Buffer): Promise<Buffer> {
    await inWork(oneself(user), async work => {
      await makeFirstKeys(work, user)
      await work.record('session.begun', user)
    })
    const token = await sessions.begin(user.id, privateKey, 'open')
    cookies.set(res, 's', token.toString('base64url'))
    cookies.set(
      res,
      'd',
      host.sealText('device', `${foldLogin(user.words.login)}|${token.subarray(0, 12).toString('hex')}`),
      90,
    )
    return token
  }

  function leave(res: Response): void {
    cookies.clear(res, 's')
    if (doors.https) res.set('Clear-Site-Data', '"cache", "cookies", "storage"')
    res.redirect(303, paths.signIn())
  }
}

const withNext = (place: string, req: Request): string => {
  const next = ownPath((req.body as Typed | undefined)?.next ?? req.query.next)
  return next === '/' ? place : `${place}?next=${encodeURIComponent(next)}`
}
