import { Router } from 'express'
import type { HostKeys } from '../../vault'
import type { Web } from '../../web'
import { aLook, casesPaths as paths } from '../cases.paths'
import { findCaseToMove } from '../cases.service'
import { dropDraft } from '../filing/drafts'
import { backTo, keepForLater } from '../filing/later'
import { correctionForm, endingForm, secrecyForm } from './secrecy.forms'
import { markerPage, secrecyDraft, secrecyPage } from './secrecy-page'
import { answerSecrecy, correctSecrecy, endSecrecy } from './secrecy.service'

/** The question asked first, and the markers that came of it. */
export function secrecyRoutes(web: Web, host: HostKeys): Router {
  const { show, submit, allow } = web
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const theCase = secrecyPage(host)

  routes.get(paths.secrecy.pattern, workers, show('cases/secrecy/secrecy.njk', theCase, aLook))
  routes.post(
    paths.secrecy.pattern,
    workers,
    keepForLater(web, secrecyDraft, findCaseToMove),
    submit({
      form: look => Promise.resolve(secrecyForm(look.now)),
      ifInvalid: ['cases/secrecy/secrecy.njk', theCase],
      change: async (work, form, { id = '' }) => {
        const kase = await answerSecrecy(work, id, form)
        await dropDraft(work, id, secrecyDraft())
        return kase
      },
      then: backTo,
    }),
  )

  routes.get(paths.secrecyCorrection.pattern, workers, show('cases/secrecy/correction.njk', markerPage, aLook))
  routes.post(
    paths.secrecyCorrection.pattern,
    workers,
    submit({
      form: look => Promise.resolve(correctionForm(look.now)),
      ifInvalid: ['cases/secrecy/correction.njk', markerPage],
      change: (work, form, { id = '', markerId = '' }) => correctSecrecy(work, id, markerId, form),
      then: ({ id }) => paths.secrecy({ id }),
    }),
  )

  routes.get(paths.secrecyEnding.pattern, workers, show('cases/secrecy/ending.njk', markerPage, aLook))
  routes.post(
    paths.secrecyEnding.pattern,
    workers,
    submit({
      form: look => Promise.resolve(endingForm(look.now)),
      ifInvalid: ['cases/secrecy/ending.njk', markerPage],
      change: (work, form, { id = '', markerId = '' }) => endSecrecy(work, id, markerId, form),
      then: ({ id }) => paths.secrecy({ id }),
    }),
  )
  return routes
}
