import { Router } from 'express'
import type { HostKeys } from '../../vault'
import type { Web } from '../../web'
import { aLook, casesPaths as paths } from '../cases.paths'
import { findPerson } from '../cases.queries'
import { findCaseToChange, touchCase } from '../cases.service'
import { dropDraft } from '../filing/drafts'
import { backTo, keepForLater } from '../filing/later'
import { consentDraft, consentPage, withdrawalPage } from './consent-page'
import { consentForm, withdrawalForm } from './consent.forms'
import { recordConsent, withdrawConsent } from './consent.service'
import { usesPage } from './uses-page'

/** What persons agree to, and what a file may therefore be used for. */
export function consentRoutes(web: Web, host: HostKeys): Router {
  const { show, submit, allow } = web
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const thePerson = consentPage(host)

  routes.get(paths.uses.pattern, workers, show('cases/consent/uses.njk', usesPage, aLook))
  routes.get(paths.consent.pattern, workers, show('cases/consent/person.njk', thePerson, aLook))
  routes.post(
    paths.consent.pattern,
    workers,
    keepForLater(web, consentDraft),
    submit({
      form: look => Promise.resolve(consentForm(look.now)),
      ifInvalid: ['cases/consent/person.njk', thePerson],
      change: async (work, said, params) => {
        const found = await findCaseToChange(work, params.id ?? '')
        await dropDraft(work, found.kase.id, consentDraft(params))
        await touchCase(work, found)
        await recordConsent(work, found.key, await findPerson(work.db, found.key, params.personId ?? ''), said)
        return found.kase
      },
      then: backTo,
    }),
  )
  routes.get(paths.withdrawal.pattern, workers, show('cases/consent/withdrawal.njk', withdrawalPage, aLook))
  routes.post(
    paths.withdrawal.pattern,
    workers,
    submit({
      form: look => Promise.resolve(withdrawalForm(look.now)),
      ifInvalid: ['cases/consent/withdrawal.njk', withdrawalPage],
      change: (work, form, { id = '', personId = '', scope = '' }) => withdrawConsent(work, id, personId, scope, form),
      then: (_done, { id = '', personId = '' }) => paths.consent({ id, personId }),
    }),
  )
  return routes
}
