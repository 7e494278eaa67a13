import { Router } from 'express'
import { passwordFirst, type PeopleDoors } from '../../people'
import type { Web } from '../../web'
import { askForm, refusalForm } from './access.forms'
import { accessPaths as paths } from './access.paths'
import { requestPage, requestsPage } from './access-page'
import { askForAccess, endAccessNow, giveAccess, refuseAccess } from './access.service'

/** Asking for a case one has no key of; a second person decides, with the password once more. */
export function accessRoutes({ show, submit, allow }: Web, people: PeopleDoors): Router {
  const routes = Router()
  const { host } = people
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const id = (params: Readonly<Record<string, string>>) => params.requestId ?? ''
  const back = (_done: unknown, params: Readonly<Record<string, string>>) => paths.one({ requestId: id(params) })

  routes.get(paths.all.pattern, workers, show('cases/access.njk', requestsPage(host)))
  routes.get(paths.new.pattern, workers, show('cases/access-new.njk'))
  routes.get(paths.one.pattern, workers, show('cases/access-request.njk', requestPage(host)))
  routes.post(
    paths.all.pattern,
    workers,
    submit({
      form: askForm,
      ifInvalid: ['cases/access-new.njk'],
      change: askForAccess,
      then: request => paths.one({ requestId: request.id }),
    }),
  )
  routes.post(
    paths.confirmation.pattern,
    workers,
    passwordFirst(people),
    submit({
      ifInvalid: ['cases/access-request.njk', requestPage(host)],
      change: (work, _form, params) => giveAccess(work, id(params)),
      then: back,
    }),
  )
  routes.post(
    paths.refusal.pattern,
    workers,
    submit({
      form: refusalForm,
      ifInvalid: ['cases/access-request.njk', requestPage(host)],
      change: (work, form, params) => refuseAccess(work, id(params), form),
      then: back,
    }),
  )
  routes.post(
    paths.end.pattern,
    workers,
    submit({
      ifInvalid: ['cases/access-request.njk', requestPage(host)],
      change: (work, _form, params) => endAccessNow(work, id(params)),
      then: back,
    }),
  )
  return routes
}
