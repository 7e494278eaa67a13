import { Router, type Request, type RequestHandler, type Response } from 'express'
import { toBuffer } from 'qrcode'
import { NotFound } from '../core'
import type { Form, Problem, Query, Typed, Web } from '../web'
import { actorOf, one, readForm } from '../web'
import { passwordAgain } from './again'
import { passwordProblem } from './password-rules'
import { anotherPrintedCode, rewrap, type PeopleDoors } from './people-doors'
import { againForm, authenticatorForm, changePasswordForm } from './people.forms'
import { peoplePaths as paths } from './people.paths'
import { findUser, ownWords, staffKey } from './people.queries'
import { endSessions } from './people.service'
import { changeAuthenticator, enrolmentUri, newSecret, renewSpareCodes, stepOf } from './second-factor'
import type { User } from './user.entity'

interface Secrets {
  readonly current: string
  readonly password?: string
}

/** What opens an account, renewed by its owner: each time the password is asked again, so that an open screen is not enough. */
export function ownSecretRoutes({ draw, show, allow }: Web, doors: PeopleDoors): Router {
  const routes = Router()
  const { gate, inWork, host, clock } = doors
  const anybody = allow('lawyer', 'monitor', 'coordinator', 'administrator', 'auditor')
  const own = (req: Request) => gate.read(db => findUser(db, host, actorOf(req).id))

  type Deed<T> = (req: Request, res: Response, user: User, privateKey: Buffer, form: T) => Promise<void>
  const renews =
    <T extends Secrets>(view: string, form: Form<T>, deed: Deed<T>): RequestHandler =>
    async (req, res) => {
      const again = (errors: Record<string, Problem>) => {
        res.status(422)
        draw(req, res, view, { form: { values: {}, errors } })
      }
      const read = readForm(form, req.body as Typed)
      if (read.errors) {
        again(read.errors)
        return
      }
      const user = await own(req)
      const { current, password } = read.value
      const weak = password && passwordProblem(password, await gate.read(db => ownWords(db, user)))
      if (weak) {
        again({ password: { key: weak } })
        return
      }
      const { privateKey, problem } = await passwordAgain(doors, user, current)
      if (problem) {
        again({ current: problem })
        return
      }
      await deed(req, res, user, privateKey, read.value).finally(() => privateKey.fill(0))
    }

  routes.get(paths.password.pattern, anybody, show('people/own-password.njk'))
  routes.post(
    paths.password.pattern,
    anybody,
    renews('people/own-password.njk', changePasswordForm, async (req, res, { id }, privateKey, { password }) => {
      const renewed = await rewrap(doors, id, password, privateKey)
      await inWork(actorOf(req), async work => {
        const user = await findUser(work.db, host, id)
        user.password = renewed.record
        user.privateWrapped = renewed.privateWrapped
        await work.change(user, staffKey(host))
        await endSessions(work, host, user.id)
        await work.record('user.passwordChanged', user)
      })
      const token = await doors.sessions.begin(id, privateKey, 'open')
      doors.cookies.set(res, 's', token.toString('base64url'))
      res.redirect(303, paths.account())
    }),
  )

  routes.get(paths.recoveryCode.pattern, anybody, show('people/own-recovery-code.njk'))
  routes.post(
    paths.recoveryCode.pattern,
    anybody,
    renews('people/own-recovery-code.njk', againForm, async (req, res, { id }, privateKey) => {
      const { recoveryCode, recoveryWrapped } = anotherPrintedCode(id, privateKey)
      await inWork(actorOf(req), async work => {
        const user = await findUser(work.db, host, id)
        user.recoveryWrapped = recoveryWrapped
        await work.change(user, staffKey(host))
        await work.record('user.recoveryCodeRenewed', user)
      })
      draw(req, res, 'people/recovery-code.njk', { recoveryCode, next: paths.account() })
    }),
  )

  routes.get(paths.spareCodes.pattern, anybody, show('people/own-spare-codes.njk'))
  routes.post(
    paths.spareCodes.pattern,
    anybody,
    renews('people/own-spare-codes.njk', againForm, async (req, res, user) => {
      const spareCodes = await inWork(actorOf(req), work => renewSpareCodes(work, user))
      draw(req, res, 'people/spare-codes.njk', { spareCodes, next: paths.account() })
    }),
  )

  routes.get(paths.authenticator.pattern, anybody, show('people/own-authenticator.njk'))
  routes.post(
    paths.authenticator.pattern,
    anybody,
    renews('people/own-authenticator.njk', againForm, async (req, res, user) => {
      newAuthenticator(req, res, user.id, newSecret())
      return Promise.resolve()
    }),
  )
  routes.post(paths.newAuthenticator.pattern, anybody, async (req, res) => {
    const user = await own(req)
    const secret = sealedFor(user.id, (req.body as Typed).sealed)
    const read = readForm(authenticatorForm, req.body as Typed)
    const step = read.value && stepOf(secret, read.value.code, clock())
    if (step === undefined) {
      res.status(422)
      newAuthenticator(req, res, user.id, secret, read.errors ?? { code: { key: 'people.code.wrong' } })
      return
    }
    await inWork(actorOf(req), work => changeAuthenticator(work, user, staffKey(host), secret, step))
    res.redirect(303, paths.account())
  })
  routes.get(paths.authenticatorPicture.pattern, anybody, async (req, res) => {
    const user = await own(req)
    const secret = sealedFor(user.id, one(req.query as Query, 'of'))
    res.type('png').send(await toBuffer(enrolmentUri(user.words.login, secret), { margin: 2, width: 240 }))
  })
  return routes

  /** The secret is nowhere but on this page until a code of it has come back. */
  function newAuthenticator(
    req: Request,
    res: Response,
    userId: string,
    secret: string,
    errors: Record<string, Problem> = {},
  ): void {
    const sealed = host.sealText('authenticator', `${userId}|${secret}`)
    const picture = `${paths.authenticatorPicture()}?of=${sealed}`
    const spaced = secret.replace(/(.{4})(?=.)/g, '$1 ')
    draw(req, res, 'people/new-authenticator.njk', { form: { values: {}, errors }, sealed, picture, secret: spaced })
  }

  function sealedFor(userId: string, sealed: unknown): string {
    const [owner, secret] = host.openText('authenticator', typeof sealed === 'string' ? sealed : '')?.split('|') ?? []
    if (owner !== userId || !secret) throw new NotFound()
    return secret
  }
}
