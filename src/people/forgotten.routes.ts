import { Router } from 'express'
import { readPrintedCode, unwrapWithCode } from '../vault'
import type { FormState, Typed, Web } from '../web'
import { readForm } from '../web'
import { codeHolds, mustWait } from './again'
import { foldLogin } from './login'
import { passwordProblem } from './password-rules'
import { anotherPrintedCode, rewrap, type PeopleDoors } from './people-doors'
import { forgottenForm, type Forgotten } from './people.forms'
import { peoplePaths as paths } from './people.paths'
import { findUser, findUserByLogin, ownWords, staffKey } from './people.queries'
import { oneself } from './people.service'
import { endSessionsOf } from './sessions'
import type { User } from './user.entity'

interface Owner {
  readonly user: User
  readonly privateKey: Buffer
  readonly renewed: Awaited<ReturnType<typeof rewrap>>
}

/** Without a way in: the printed recovery code, the second factor, a new password. The code is spent, all sessions end. */
export function forgottenRoutes({ draw, allow }: Web, doors: PeopleDoors): Router {
  const routes = Router()
  const { gate, inWork, host, rates } = doors

  routes.get(paths.forgotten.pattern, allow('anyone'), (req, res) => draw(req, res, 'people/forgotten.njk'))
  routes.post(paths.forgotten.pattern, allow('anyone'), async (req, res) => {
    const again = (status: number, state: Partial<FormState>) => {
      res.status(status)
      draw(req, res, 'people/forgotten.njk', { form: { values: keptOf(req.body as Typed), errors: {}, ...state } })
    }
    const read = readForgotten(req.body as Typed)
    if (read.errors) {
      again(422, { errors: read.errors })
      return
    }
    const { login, code, password } = read.value
    const bucket = ['forgotten', foldLogin(login)] as const
    const wait = await mustWait(doors, ...bucket)
    if (wait) {
      again(429, { refusal: wait })
      return
    }
    const wrong = () => again(422, { refusal: { key: 'people.forgotten.wrong' } })
    const owner = await ownerByCode(read.value)
    if (!owner) {
      wrong()
      return
    }
    const own = passwordProblem(password, await gate.read(db => ownWords(db, owner.user)))
    if (own) {
      again(422, { errors: { password: { key: own } } })
      return
    }
    if (!(await codeHolds(doors, owner.user, code))) {
      wrong()
      return
    }
    const recoveryCode = await renew(owner)
    await rates.succeeded(...bucket)
    draw(req, res, 'people/recovery-code.njk', { recoveryCode, next: paths.signIn() })
  })
  return routes

  /** The same work whether the name, the code or nothing is right: the answer takes no longer for an account that is there. */
  async function ownerByCode({ login, recoveryCode, password }: Forgotten): Promise<Owner | undefined> {
    const user = await gate.read(db => findUserByLogin(db, host, login))
    const printed = readPrintedCode(recoveryCode)
    const privateKey = keyUnder(user, printed)
    const renewed = await rewrap(doors, user?.id ?? '', password, privateKey ?? Buffer.alloc(32))
    return user?.state === 'active' && privateKey ? { user, privateKey, renewed } : undefined
  }

  /** The printed code that holds from now on. */
  async function renew({ user: owner, privateKey, renewed }: Owner): Promise<string> {
    const next = anotherPrintedCode(owner.id, privateKey)
    privateKey.fill(0)
    await inWork(oneself(owner), async work => {
      const user = await findUser(work.db, host, owner.id)
      user.password = renewed.record
      user.privateWrapped = renewed.privateWrapped
      user.recoveryWrapped = next.recoveryWrapped
      await work.change(user, staffKey(host))
      await endSessionsOf(work.db, user.id)
      await work.record('user.passwordRecovered', user)
    })
    return next.recoveryCode
  }
}

const keyUnder = (user: User | undefined, printed: string | undefined): Buffer | undefined =>
  user?.recoveryWrapped && printed ? unwrapWithCode(user.id, printed, user.recoveryWrapped) : undefined

const keptOf = ({ login = '', recoveryCode = '' }: Typed) => ({ login, recoveryCode })

/** What was typed; a password weak for anybody is wrong before anybody is looked for. */
function readForgotten(typed: Typed): ReturnType<typeof readForm<Forgotten>> {
  const read = readForm(forgottenForm, typed)
  const weak = read.value && passwordProblem(read.value.password, [read.value.login])
  return weak ? { errors: { password: { key: weak } } } : read
}
