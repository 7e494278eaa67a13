import { Router, type Request, type Response } from 'express'
import type { Load, Typed, Web } from '../web'
import { actorOf, readForm } from '../web'
import { Rejected } from '../core'
import { inviteAgain, inviteUser } from './invitations.service'
import { dutiesForm, invitationForm, organisationForm } from './people.forms'
import type { PeopleDoors } from './people-doors'
import { peoplePaths as paths } from './people.paths'
import { findUser, listOrganisations, listUsers } from './people.queries'
import { addOrganisation, disableUser, endSessions, setDuties } from './people.service'

/** Accounts and organisations: an administrator's pages. None of them opens a case to anybody. */
export function usersRoutes({ show, submit, draw, allow }: Web, { inWork, host, gate }: PeopleDoors): Router {
  const routes = Router()
  const administrator = allow('administrator')

  const everybody: Load = async ({ db }) => {
    const organisations = await listOrganisations(db)
    return {
      users: await listUsers(db, host),
      organisations,
      organisationOf: Object.fromEntries(organisations.map(one => [one.id, one])),
    }
  }
  const one: Load = async ({ db, params }) => ({ person: await findUser(db, host, params.id ?? '') })

  routes.get(paths.users.pattern, administrator, show('people/users.njk', everybody))
  routes.get(paths.newUser.pattern, administrator, show('people/new-user.njk', everybody))
  routes.get(paths.organisations.pattern, administrator, show('people/organisations.njk', everybody))
  routes.post(
    paths.organisations.pattern,
    administrator,
    submit({
      form: organisationForm,
      ifInvalid: ['people/organisations.njk', everybody],
      change: addOrganisation,
      then: () => paths.organisations(),
    }),
  )

  // The link is shown once, on the page that answers: it must be in no address and no history.
  routes.post(paths.users.pattern, administrator, async (req, res) => {
    const read = readForm(invitationForm, req.body as Typed)
    const again = async (errors: Record<string, { key: string }>) => {
      res.status(422)
      const page = await gate.read(db => listOrganisations(db))
      draw(req, res, 'people/new-user.njk', { organisations: page, form: { values: req.body as Typed, errors } })
    }
    if (read.errors) return again(read.errors)
    try {
      const { user, code } = await inWork(actorOf(req), work => inviteUser(work, host, read.value))
      link(req, res, user.words.name, code)
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      await again(Object.fromEntries(Object.entries(error.fields).map(([name, key]) => [name, { key }])))
    }
  })
  routes.post(paths.newInvitation.pattern, administrator, async (req, res) => {
    const id = String(req.params.id)
    try {
      const { user, code } = await inWork(actorOf(req), work => inviteAgain(work, host, id))
      link(req, res, user.words.name, code)
    } catch (refusal) {
      if (!(refusal instanceof Rejected)) throw refusal
      const person = await gate.read(db => findUser(db, host, id))
      res.status(422)
      draw(req, res, 'people/user.njk', { person, form: { values: {}, errors: {}, refusal: { key: refusal.key } } })
    }
  })

  routes.get(paths.user.pattern, administrator, show('people/user.njk', one))
  routes.post(
    paths.duties.pattern,
    administrator,
    submit({
      form: dutiesForm,
      ifInvalid: ['people/user.njk', one],
      change: (work, form, params) => setDuties(work, host, params.id ?? '', form),
      then: user => paths.user({ id: user.id }),
    }),
  )
  routes.post(
    paths.disabling.pattern,
    administrator,
    submit({
      ifInvalid: ['people/user.njk', one],
      change: (work, _form, params) => disableUser(work, host, params.id ?? ''),
      then: user => paths.user({ id: user.id }),
    }),
  )
  routes.post(
    paths.sessionsEnd.pattern,
    administrator,
    submit({
      change: (work, _form, params) => endSessions(work, host, params.id ?? ''),
      then: (_done, params) => paths.user({ id: params.id ?? '' }),
    }),
  )
  return routes

  function link(req: Request, res: Response, name: string, code: string): void {
    draw(req, res, 'people/invited.njk', { name, link: paths.invitation({ code }) })
  }
}
