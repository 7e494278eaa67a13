import { Router, type Request, type Response } from 'express'
import { toBuffer } from 'qrcode'
import { NotFound } from '../core'
import { unwrapWithCode } from '../vault'
import type { FormState, Query, Typed, Web } from '../web'
import { one, readForm } from '../web'
import { newKeysFor, type PeopleDoors } from './people-doors'
import { enrolmentForm, newPasswordForm } from './people.forms'
import { peoplePaths as paths } from './people.paths'
import { ownWords } from './people.queries'
import { chooseFirstPassword, enterOffice, findInvitation } from './invitations.service'
import { oneself } from './people.service'
import { passwordProblem } from './password-rules'
import { enrolmentUri, renewSpareCodes, stepOf } from './second-factor'
import type { User } from './user.entity'

/** From a one-time link to an account: a password of one's own, a printed recovery code, a second factor. */
export function invitationRoutes({ draw, allow }: Web, doors: PeopleDoors): Router {
  const routes = Router()
  const anyone = allow('anyone')
  const { gate, inWork, host, clock } = doors
  const invited = (req: Request) => gate.read(db => findInvitation(db, host, String(req.params.code), clock()))

  routes.get(paths.invitation.pattern, anyone, async (req, res) => {
    const { user } = await invited(req)
    draw(req, res, 'people/invitation.njk', { invitee: user.words })
  })

  routes.post(paths.invitation.pattern, anyone, async (req, res) => {
    const { user } = await invited(req)
    const again = (errors: FormState['errors']) => {
      res.status(422)
      draw(req, res, 'people/invitation.njk', { invitee: user.words, form: { values: {}, errors } })
    }
    const read = readForm(newPasswordForm, req.body as Typed)
    if (read.errors) {
      again(read.errors)
      return
    }
    const weak = passwordProblem(read.value.password, await gate.read(db => ownWords(db, user)))
    if (weak) {
      again({ password: { key: weak } })
      return
    }
    const { recoveryCode, ...keys } = await newKeysFor(doors, user.id, read.value.password)
    const chosen = await inWork(oneself(user), work => chooseFirstPassword(work, host, String(req.params.code), keys))
    enrolment(req, res, chosen, recoveryCode)
  })

  routes.get(paths.picture.pattern, anyone, async (req, res) => {
    const { user } = await invited(req)
    // Only the page that made the secret can ask for its picture: a link alone shows nobody's second factor.
    const [owner, secret] = host.openText('picture', one(req.query as Query, 'of') ?? '')?.split('|') ?? []
    if (owner !== user.id || !secret) throw new NotFound()
    res.type('png').send(await toBuffer(enrolmentUri(user.words.login, secret), { margin: 2, width: 240 }))
  })

  routes.post(paths.enrolment.pattern, anyone, async (req, res) => {
    const { user } = await invited(req)
    const recoveryCode = host.openText('printed', String((req.body as Typed).printed ?? '')) ?? ''
    if (!isCodeOf(user, recoveryCode)) {
      res.redirect(303, paths.invitation({ code: String(req.params.code) }))
      return
    }
    const read = readEnrolment(req.body as Typed, user, recoveryCode, clock())
    if (read.errors) {
      res.status(422)
      enrolment(req, res, user, recoveryCode, { values: req.body as Typed, errors: read.errors })
      return
    }
    const spareCodes = await inWork(oneself(user), async work => {
      const entered = await enterOffice(work, host, String(req.params.code), read.step)
      return renewSpareCodes(work, entered)
    })
    draw(req, res, 'people/spare-codes.njk', { spareCodes, next: paths.signIn() })
  })

  return routes

  function enrolment(req: Request, res: Response, { id, words }: User, recoveryCode: string, form?: FormState) {
    draw(req, res, 'people/enrolment.njk', {
      code: req.params.code,
      picture: `${paths.picture({ code: String(req.params.code) })}?of=${host.sealText('picture', `${id}|${words.secondFactor}`)}`,
      secret: words.secondFactor.replace(/(.{4})(?=.)/g, '$1 '),
      recoveryCode,
      printed: host.sealText('printed', recoveryCode),
      ...(form && { form }),
    })
  }
}

const isCodeOf = ({ id, recoveryWrapped }: User, printed: string): boolean =>
  recoveryWrapped !== null && unwrapWithCode(id, printed.replace(/-/g, ''), recoveryWrapped)?.fill(0) !== undefined

/** The step of the code that was typed, when the end of the printed code is right as well. */
function readEnrolment(
  typed: Typed,
  { words }: User,
  printed: string,
  now: Date,
): { step: number; errors?: never } | { errors: FormState['errors'] } {
  const read = readForm(enrolmentForm, typed)
  if (read.errors) return { errors: read.errors }
  const step = stepOf(words.secondFactor, read.value.code, now)
  const lastFourHold = read.value.lastFour.toUpperCase() === printed.slice(-4)
  if (step !== undefined && lastFourHold) return { step }
  return {
    errors: {
      ...(step === undefined && { code: { key: 'people.code.wrong' } }),
      ...(!lastFourHold && { lastFour: { key: 'people.enrol.lastFour.wrong' } }),
    },
  }
}
