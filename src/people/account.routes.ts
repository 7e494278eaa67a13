import { Router } from 'express'
import type { Load, Web } from '../web'
import { languagePath } from '../web/language'
import { keysLost, keysMissing, letIn, listWaiting } from './groups'
import type { PeopleDoors } from './people-doors'
import { ownForm } from './people.forms'
import { peoplePaths as paths } from './people.paths'
import { findOrganisation, findUser, openUser, staffKey } from './people.queries'
import type { User } from './user.entity'

/** One's own account, and letting colleagues in. */
export function accountRoutes({ show, submit, allow }: Web, { host }: PeopleDoors): Router {
  const routes = Router()
  const anybody = allow('lawyer', 'monitor', 'coordinator', 'administrator', 'auditor')

  const own: Load = async ({ db, actor }) => {
    const user = await findUser(db, host, actor.id)
    return { user, organisation: await findOrganisation(db, user.organisationId), missing: await keysMissing(db, user) }
  }
  const waiting: Load = async ({ db, actor }) => {
    const users = await listWaiting(db, actor)
    const shown = users.map(async user => ({
      user: openUser(host, user),
      cases: (await keysLost.of(db, user.id)).length,
    }))
    return { waiting: await Promise.all(shown) }
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
        user.language = form.language as User['language']
        await work.change(user, staffKey(host))
        await work.record('user.changedOwn', user)
        return user.language
      },
      then: language => `${languagePath({ language })}?back=${paths.account()}`,
    }),
  )

  routes.get(paths.letIn.pattern, allow('lawyer', 'monitor', 'coordinator'), show('people/let-in.njk', waiting))
  routes.post(
    paths.letOneIn.pattern,
    allow('lawyer', 'monitor', 'coordinator'),
    submit({ change: (work, _form, params) => letIn(work, params.id ?? ''), then: () => paths.letIn() }),
  )
  return routes
}
