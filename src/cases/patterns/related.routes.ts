import { Router } from 'express'
import type { HostKeys } from '../../vault'
import type { Web } from '../../web'
import { compareNext, letOrganisationIn } from './comparing.service'
import { answerForm, askForm, organisationForm } from './related.forms'
import { askPage, newAskPage, relatedPage } from './related-page'
import { relatedPaths as paths } from './related.paths'
import { answerAsk, askOthers } from './related.service'

/** Files that may be related across organisations, without showing any: for coordinators, who may ask each other. */
export function relatedRoutes({ show, submit, allow }: Web, host: HostKeys): Router {
  const routes = Router()
  const coordinators = allow('coordinator')
  const id = (params: Readonly<Record<string, string>>) => params.askId ?? ''

  routes.get(paths.all.pattern, coordinators, show('related/related.njk', relatedPage))
  routes.post(
    paths.comparing.pattern,
    coordinators,
    submit({ ifInvalid: ['related/related.njk', relatedPage], change: compareNext, then: () => paths.all() }),
  )
  routes.post(
    paths.organisations.pattern,
    coordinators,
    submit({
      form: organisationForm,
      ifInvalid: ['related/related.njk', relatedPage],
      change: (work, { organisationId }) => letOrganisationIn(work, organisationId),
      then: () => paths.all(),
    }),
  )
  routes.get(paths.new.pattern, coordinators, show('related/new.njk', newAskPage))
  routes.post(
    paths.asks.pattern,
    coordinators,
    submit({
      form: askForm,
      ifInvalid: ['related/related.njk', relatedPage],
      change: askOthers,
      then: () => paths.all(),
    }),
  )
  routes.get(paths.one.pattern, coordinators, show('related/ask.njk', askPage(host)))
  routes.post(
    paths.answer.pattern,
    coordinators,
    submit({
      form: answerForm,
      ifInvalid: ['related/ask.njk', askPage(host)],
      change: (work, form, params) => answerAsk(work, id(params), form),
      then: (_answered, params) => paths.one({ askId: id(params) }),
    }),
  )
  return routes
}
