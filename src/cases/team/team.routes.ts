import { Router } from 'express'
import type { HostKeys } from '../../vault'
import { actorOf, type Web } from '../../web'
import { aLook, casesPaths } from '../cases.paths'
import { handOver } from './hand-over.service'
import { atOnce, colleaguePage, colleaguesPage, runPage } from './hand-over-runs-page'
import { beginHandOver, handOverNext } from './hand-over-runs.service'
import { looksPage } from './looks'
import { handOverForm } from './team.forms'
import { handOverPage } from './team-page'
import { teamPaths as paths } from './team.paths'

/** Handing cases over - one by its lead, all of a colleague by a coordinator - and who looked at a case. */
export function teamRoutes({ show, submit, allow, doors }: Web, host: HostKeys): Router {
  const routes = Router()
  const leads = allow('lawyer', 'coordinator')
  const coordinators = allow('coordinator')

  routes.get(paths.handOver.pattern, leads, show('cases/hand-over.njk', handOverPage(host), aLook))
  routes.post(
    paths.handOver.pattern,
    leads,
    submit({
      form: handOverForm,
      ifInvalid: ['cases/hand-over.njk', handOverPage(host)],
      change: async (work, form, params) => {
        const { kase } = await handOver(work, params.id ?? '', form)
        const stillThere = work.actor.roles.has('coordinator') || form.stays !== 'leaves'
        return stillThere ? casesPaths.team({ id: kase.id }) : casesPaths.all()
      },
      then: place => place,
    }),
  )

  routes.get(
    paths.looks.pattern,
    allow('lawyer', 'monitor', 'coordinator'),
    show('cases/looks.njk', looksPage(host), aLook),
  )

  routes.get(paths.colleagues.pattern, coordinators, show('cases/colleagues.njk', colleaguesPage(host)))
  routes.get(paths.colleague.pattern, coordinators, show('cases/colleague.njk', colleaguePage(host)))
  routes.post(
    paths.colleague.pattern,
    coordinators,
    submit({
      form: handOverForm,
      ifInvalid: ['cases/colleague.njk', colleaguePage(host)],
      change: (work, form, params) => beginHandOver(work, params.userId ?? '', form),
      then: run => paths.run({ runId: run.id }),
    }),
  )
  routes.get(paths.run.pattern, coordinators, show('cases/hand-over-run.njk', runPage(host)))
  routes.post(paths.next.pattern, coordinators, async (req, res) => {
    const runId = String(req.params.runId)
    await handOverNext(doors, actorOf(req), runId, atOnce)
    res.redirect(303, paths.run({ runId }))
  })
  return routes
}
