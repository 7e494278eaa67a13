import { Router, type RequestHandler } from 'express'
import type { HostKeys } from '../../vault'
import { actorOf, type Query, type Web } from '../../web'
import { takeFacts } from './facts.service'
import { factsForm, onwardForm } from './identities.forms'
import { comparisonPage, duplicatesPage, factsPage, samePage, type Passing } from './identities.pages'
import { aLook } from '../cases.paths'
import { identitiesPaths as paths } from './identities.paths'
import { findSeen } from './identities.queries'
import { mergePersons, separatePersons, tellApart } from './merges.service'

type Params = Readonly<Record<string, string>>

/** One human being in several files: proposals, comparison, merging and its undoing, facts taken over. */
export function identityRoutes(web: Web, host: HostKeys): Router {
  const { show, submit, allow } = web
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const personId = (params: Params) => params.personId ?? ''
  const otherId = (params: Params) => params.otherId ?? ''

  routes.get(paths.same.pattern, workers, showOrGoOn(web, 'identities/same.njk', samePage(host)))
  routes.get(paths.facts.pattern, workers, showOrGoOn(web, 'identities/facts.njk', factsPage))
  routes.get(paths.duplicates.pattern, allow('coordinator'), show('identities/duplicates.njk', duplicatesPage(host)))
  routes.get(paths.merging.pattern, workers, show('identities/comparison.njk', comparisonPage, aLook))

  routes.post(
    paths.merging.pattern,
    workers,
    submit({
      form: onwardForm,
      ifInvalid: ['identities/comparison.njk', comparisonPage],
      change: async (work, { back }, params) => {
        await mergePersons(work, personId(params), otherId(params))
        const { kase } = await findSeen(work.db, work.actor, personId(params))
        return { back, kase }
      },
      then: ({ back, kase }, params) => {
        const facts = paths.facts({ id: kase.id, personId: personId(params) })
        return back.startsWith(paths.duplicates()) ? back : `${facts}?back=${encodeURIComponent(back)}`
      },
    }),
  )
  routes.post(
    paths.difference.pattern,
    workers,
    submit({
      form: onwardForm,
      ifInvalid: ['identities/comparison.njk', comparisonPage],
      change: async (work, { back }, params) => {
        await tellApart(work, personId(params), otherId(params))
        return back
      },
      then: back => back,
    }),
  )
  routes.post(
    paths.separation.pattern,
    workers,
    submit({
      form: onwardForm,
      change: async (work, { back }, params) => {
        await separatePersons(work, params.mergeId ?? '')
        return back
      },
      then: back => back,
    }),
  )
  routes.post(
    paths.facts.pattern,
    workers,
    submit({
      form: factsForm.and(onwardForm),
      ifInvalid: ['identities/facts.njk', factsPage],
      change: async (work, { fact, back }, params) => {
        await takeFacts(work, params.id ?? '', personId(params), fact)
        return back
      },
      then: back => back,
    }),
  )
  return routes
}

/** Draws a page, or leads on where there is nothing to draw. */
function showOrGoOn({ doors, draw }: Web, view: string, load: Passing): RequestHandler {
  return async (req, res) => {
    const look = {
      actor: actorOf(req),
      params: req.params as Params,
      query: req.query as Query,
      now: doors.clock(),
      language: req.language,
    }
    const data = await doors.gate.read(db => load({ db, ...look }))
    if (data.onward !== undefined) {
      res.redirect(303, data.onward)
      return
    }
    await doors.noteView(look.actor, aLook.records, { id: String(req.params.id) })
    draw(req, res, view, data)
  }
}
