import { Router } from 'express'
import { readPrintedCode, unwrapWithCode } from '../vault'
import type { FormState, Typed, Web } from '../web'
import { readForm } from '../web'
import { codeHolds, mustWait } from './again'
import { foldLogin } from './login'
import { passwordProblem } from './password-rules'
import { anotherPrintedCode, rewrap, type PeopleDoors } from './people-doors'
import { forgottenForm } from './people.forms'
import { peoplePaths as paths } from './people.paths'
import { findUserByLogin, ownWords, staffKey } from './people.queries'
import { oneself } from './people.service'
import { endSessionsOf } from './sessions'

/** Without a way in: the printed recovery code, the second factor, a new password. The code is spent, all sessions end. */
export function forgottenRoutes({ draw, allow }: Web, doors: PeopleDoors): Router {
  const routes = Router()
  const { gate, inWork, host, rates } = doors

  routes.get(paths.forgotten.pattern, allow('anyone'), (req, res) => draw(req, res, 'people/forgotten.njk'))
  routes.post(paths.forgotten.pattern, allow('anyone'), async (req, res) => {
    const typed = req.body as Typed
    const again = (status: number, state: Partial<FormState>) => {
      const values = { login: typed.login ?? '', recoveryCode: typed.recoveryCode ?? '' }
      res.status(status)
      draw(req, res, 'people/forgotten.njk', { form: { values, errors: {}, ...state } })
    }
    const read = readForm(forgottenForm, typed)
    if (read.errors) {
      again(422, { errors: read.errors })
      return
    }
    const { login, recoveryCode, code, password } = read.value
    const weak = passwordProblem(password, [login])
    if (weak) {
      again(422, { errors: { password: { key: weak } } })
      return
    }
    const bucket = ['forgotten', foldLogin(login)] as const
    const wait = await mustWait(doors, ...bucket)
    if (wait) {
      again(429, { refusal: wait })
      return
    }

    // The same work whether the name, the code or nothing is right: the answer takes no longer for an account that is there.
    const user = await gate.read(db => findUserByLogin(db, host, login))
    const printed = readPrintedCode(recoveryCode)
    const privateKey =
      user?.recoveryWrapped && printed ? unwrapWithCode(user.id, printed, user.recoveryWrapped) : undefined
    const renewed = await rewrap(doors, user?.id ?? '', password, privateKey ?? Buffer.alloc(32))
    const wrong = async () => {
      await rates.failed(...bucket)
      again(422, { refusal: { key: 'people.forgotten.wrong' } })
    }
    if (user?.state !== 'active' || !privateKey) return wrong()
    const own = passwordProblem(password, await gate.read(db => ownWords(db, user)))
    if (own) {
      again(422, { errors: { password: { key: own } } })
      return
    }
    if (!(await codeHolds(doors, user, code))) return wrong()

    const next = anotherPrintedCode(user.id, privateKey)
    privateKey.fill(0)
    await inWork(oneself(user), async work => {
      user.password = renewed.record
      user.privateWrapped = renewed.privateWrapped
      user.recoveryWrapped = next.recoveryWrapped
      await work.change(user, staffKey(host))
      await endSessionsOf(work.db, user.id)
      await work.record('user.passwordRecovered', user)
    })
    await rates.succeeded(...bucket)
    draw(req, res, 'people/recovery-code.njk', { recoveryCode: next.recoveryCode, next: paths.signIn() })
  })
  return routes
}
