import { Router } from 'express'
import { readPrintedCode, unwrapWithCode, unwrapWithPassword } from '../vault'
import type { Load, Typed, Web } from '../web'
import { actorOf, readForm } from '../web'
import { letIn, listWaiting, keysMissing } from './groups'
import { foldLogin } from './login'
import { rewrap, type PeopleDoors } from './people-doors'
import { changePasswordForm, forgottenForm, ownForm } from './people.forms'
import { peoplePaths as paths } from './people.paths'
import { findOrganisation, findUser, findUserByLogin, openUser, staffKey } from './people.queries'
import { endSessions, oneself } from './people.service'
import { passwordProblem } from './password-rules'
import { renewSpareCodes, stepOf, useStep } from './second-factor'
import { endSessionsOf } from './sessions'

/** Without a way in: the printed recovery code, the second factor, a new password; all sessions end. */
export function forgottenRoutes({ draw, allow }: Web, doors: PeopleDoors): Router {
  const routes = Router()
  const { gate, inWork, host, rates, clock } = doors

  routes.get(paths.forgotten.pattern, allow('anyone'), (req, res) => draw(req, res, 'people/forgotten.njk'))
  routes.post(paths.forgotten.pattern, allow('anyone'), async (req, res) => {
    const { password: _, ...values } = req.body as Typed
    const again = (
      status: number,
      errors: Record<string, { key: string }>,
      refusal?: { key: string; values?: Record<string, number> },
    ) => {
      res.status(status)
      draw(req, res, 'people/forgotten.njk', { form: { values, errors, refusal } })
    }
    const read = readForm(forgottenForm, req.body as Typed)
    if (read.errors) {
      again(422, read.errors)
      return
    }
    const { login, recoveryCode, code, password } = read.value
    const problem = passwordProblem(password, [login])
    if (problem) {
      again(422, { password: { key: problem } })
      return
    }
    const bucket = ['login', foldLogin(login)] as const
    const seconds = await rates.left(...bucket)
    if (seconds > 0) {
      again(429, {}, { key: 'people.signIn.wait', values: { count: Math.ceil(seconds / 60) } })
      return
    }

    const user = await gate.read(db => findUserByLogin(db, host, login))
    const printed = readPrintedCode(recoveryCode)
    const privateKey =
      user?.recoveryWrapped && printed ? unwrapWithCode(user.id, printed, user.recoveryWrapped) : undefined
    const step = user && stepOf(user.words.secondFactor, code, clock())
    const renewed = await rewrap(doors, user?.id ?? '', password, privateKey ?? Buffer.alloc(32))
    if (
      user?.state !== 'active' ||
      !privateKey ||
      typeof step !== 'number' ||
      !(await gate.write(db => useStep(db, user.id, step)))
    ) {
      await rates.failed(...bucket)
      again(422, {}, { key: 'people.forgotten.wrong' })
      return
    }
    await inWork(oneself(user), async work => {
      user.password = renewed.record
      user.privateWrapped = renewed.privateWrapped
      await work.change(user, staffKey(host))
      await endSessionsOf(work.db, user.id)
      await work.record('user.passwordRecovered', user)
    })
    await rates.succeeded(...bucket)
    res.redirect(303, paths.signIn())
  })
  return routes
}

/** One's own account, and letting colleagues in. */
export function accountRoutes({ show, submit, draw, allow }: Web, doors: PeopleDoors): Router {
  const routes = Router()
  const { inWork, host, passwords } = doors
  const anybody = allow('lawyer', 'monitor', 'coordinator', 'administrator', 'auditor')

  const own: Load = async ({ db, actor }) => {
    const user = await findUser(db, host, actor.id)
    return { user, organisation: await findOrganisation(db, user.organisationId), missing: await keysMissing(db, user) }
  }
  const waiting: Load = async ({ db, actor }) => {
    const users = await listWaiting(db, actor)
    return { waiting: users.map(user => openUser(host, user)) }
  }

  routes.get(paths.account.pattern, anybody, show('people/account.njk', own))
  routes.post(
    paths.account.pattern,
    anybody,
    submit({
      form: ownForm,
      ifInvalid: ['people/account.njk', own],
      change: async (work, form) => {
        const user = await findUser(work.db, host, work.actor.id)
        user.words = { ...user.words, name: form.name }
        user.language = form.language as 'en' | 'ru' | 'kk'
        await work.change(user, staffKey(host))
        await work.record('user.changedOwn', user)
      },
      then: () => paths.account(),
    }),
  )

  routes.post(paths.password.pattern, anybody, async (req, res) => {
    const actor = actorOf(req)
    const user = await doors.gate.read(db => findUser(db, host, actor.id))
    const again = async (errors: Record<string, { key: string }>) => {
      const page = await doors.gate.read(db =>
        own({ db, actor, params: {}, query: {}, now: doors.clock(), language: req.language }),
      )
      res.status(422)
      draw(req, res, 'people/account.njk', { ...page, form: { values: {}, errors } })
    }
    const read = readForm(changePasswordForm, req.body as Typed)
    if (read.errors) return again(read.errors)
    const problem = passwordProblem(read.value.password, [user.words.login, user.words.name])
    if (problem) return again({ password: { key: problem } })
    const kek = await passwords.check(read.value.current, user.password ?? undefined)
    if (!kek || !user.privateWrapped) return again({ current: { key: 'people.account.current.wrong' } })

    const privateKey = unwrapWithPassword(host, user.id, kek, user.privateWrapped)
    const renewed = await rewrap(doors, user.id, read.value.password, privateKey)
    await inWork(actor, async work => {
      user.password = renewed.record
      user.privateWrapped = renewed.privateWrapped
      await work.change(user, staffKey(host))
      await endSessions(work, user.id)
      await work.record('user.passwordChanged', user)
    })
    const token = await doors.sessions.begin(user.id, privateKey, 'open')
    doors.cookies.set(res, 's', token.toString('base64url'))
    privateKey.fill(0)
    res.redirect(303, paths.account())
  })

  routes.post(paths.spareCodes.pattern, anybody, async (req, res) => {
    const spareCodes = await inWork(actorOf(req), async work =>
      renewSpareCodes(work, await findUser(work.db, host, work.actor.id)),
    )
    draw(req, res, 'people/spare-codes.njk', { spareCodes, next: paths.account() })
  })

  routes.get(paths.letIn.pattern, allow('lawyer', 'monitor', 'coordinator'), show('people/let-in.njk', waiting))
  routes.post(
    paths.letOneIn.pattern,
    allow('lawyer', 'monitor', 'coordinator'),
    submit({ change: (work, _form, params) => letIn(work, params.id ?? ''), then: () => paths.letIn() }),
  )
  return routes
}
