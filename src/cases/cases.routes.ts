import { Router } from 'express'
import { NotFound } from '../core'
import type { HostKeys } from '../vault'
import type { Query, Web } from '../web'
import { casePage } from './case-page'
import { isPlainMove } from './case-state'
import { memberForm, newCaseForm, quickForm } from './cases.forms'
import { afterFiling, aLook, casesPaths as paths } from './cases.paths'
import { fileCase, findCaseToMove, moveCase, openCase } from './cases.service'
import { consentRoutes } from './consent/consent.routes'
import { myDay } from './day/my-day'
import { filePartRoutes } from './file-parts.routes'
import { discardDraft } from './filing/discard-draft'
import { filingPage } from './filing/filing-page'
import { fileQuickly, quickTitle } from './filing/quick-intake'
import { historyPage } from './history-page'
import { listSought } from './list-words'
import { afterAdding } from './identities/identities.paths'
import { answerFirstRoutes } from './secrecy/answer-first.routes'
import { secrecyRoutes } from './secrecy/secrecy.routes'
import { theList } from './the-list'
import { timelinePage } from './timeline-page'
import { teamRoutes } from './team/team.routes'
import { joinTeam, leaveTeam } from './team/team.service'
import { wholeTeamPage } from './team/team-page'

/** Filing, the case page, its team and history, the list and the first page. */
export function caseRoutes(web: Web, host: HostKeys): Router {
  const { show, submit, allow } = web
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const filers = allow('lawyer', 'coordinator')
  const id = (params: Readonly<Record<string, string>>) => params.id ?? ''

  routes.get(
    paths.day.pattern,
    allow('lawyer', 'monitor', 'coordinator', 'administrator', 'auditor'),
    show('cases/my-day.njk', myDay(host)),
  )
  routes.get(paths.all.pattern, workers, show('cases/list.njk', theList(host, web.doors.gate)))
  routes.post(paths.search.pattern, workers, (req, res) => res.redirect(303, listSought(host, req.body as Query)))
  routes.get(paths.new.pattern, filers, show('cases/new.njk'))
  routes.get(paths.quick.pattern, filers, show('cases/quick.njk'))
  routes.get(paths.one.pattern, workers, show('cases/case.njk', casePage(host), aLook))
  routes.get(paths.filing.pattern, workers, show('cases/filing.njk', filingPage, aLook))
  routes.get(paths.discarding.pattern, filers, show('cases/discard.njk', filingPage, aLook))
  routes.get(paths.timeline.pattern, workers, show('cases/whole-timeline.njk', timelinePage, aLook))
  routes.get(paths.team.pattern, workers, show('cases/team.njk', wholeTeamPage(host), aLook))
  routes.get(paths.history.pattern, workers, show('cases/history.njk', historyPage(host), aLook))

  routes.post(
    paths.all.pattern,
    filers,
    submit({
      form: look => Promise.resolve(newCaseForm(look.now)),
      ifInvalid: ['cases/new.njk'],
      change: (work, form) => openCase(work, form),
      then: ({ kase }) => paths.filing({ id: kase.id }),
    }),
  )
  routes.post(
    paths.quick.pattern,
    filers,
    submit({
      form: ({ now, language }) =>
        Promise.resolve(quickForm(now).transform(form => ({ ...form, title: quickTitle(language, form) }))),
      ifInvalid: ['cases/quick.njk'],
      change: fileQuickly,
      then: ({ kase, person }) => afterAdding(kase.id, person.id, 'quick'),
    }),
  )
  routes.post(
    paths.file.pattern,
    filers,
    submit({
      ifInvalid: ['cases/filing.njk', filingPage],
      change: (work, _form, params) => fileCase(work, id(params)),
      then: kase => afterFiling(kase.id, 'steps'),
    }),
  )
  routes.post(
    paths.discarding.pattern,
    filers,
    submit({ change: (work, _form, params) => discardDraft(work, id(params)), then: () => paths.day() }),
  )
  routes.post(
    paths.state.pattern,
    filers,
    submit({
      change: async (work, _form, params) => {
        if (!isPlainMove(params.move)) throw new NotFound()
        return moveCase(work, await findCaseToMove(work, id(params)), params.move)
      },
      then: kase => paths.one({ id: kase.id }),
    }),
  )
  routes.post(
    paths.team.pattern,
    filers,
    submit({
      form: memberForm,
      ifInvalid: ['cases/team.njk', wholeTeamPage(host)],
      change: (work, form, params) => joinTeam(work, id(params), form),
      then: (_member, params) => paths.team({ id: id(params) }),
    }),
  )
  routes.post(
    paths.leaving.pattern,
    filers,
    submit({
      ifInvalid: ['cases/team.njk', wholeTeamPage(host)],
      change: (work, _form, params) => leaveTeam(work, id(params), params.userId ?? ''),
      then: (_done, params) => paths.team({ id: id(params) }),
    }),
  )
  routes.use(answerFirstRoutes(web))
  routes.use(filePartRoutes(web))
  routes.use(consentRoutes(web, host))
  routes.use(secrecyRoutes(web, host))
  routes.use(teamRoutes(web, host))
  return routes
}
