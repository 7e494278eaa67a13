import { Router } from 'express'
import type { HostKeys } from '../../vault'
import type { Web } from '../../web'
import { aLook, casesPaths } from '../cases.paths'
import { parcelPage, receivedPage } from './parcel-page'
import { acceptReferral, refuseReferral } from './receiving.service'
import { acceptanceForm, referralForm, refusalForm } from './referrals.forms'
import { newReferralPage, sentPage } from './referrals-page'
import { referralsPaths as paths } from './referrals.paths'
import { sendReferral, withdrawReferral } from './referrals.service'

type Params = Readonly<Record<string, string>>
const caseId = (params: Params) => params.id ?? ''
const id = (params: Params) => params.referralId ?? ''

/** Referring parts of a case to another organisation, and what its coordinators do with what they receive. */
export function referralRoutes({ show, submit, allow }: Web, host: HostKeys): Router {
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const coordinators = allow('coordinator')

  routes.get(paths.ofCase.pattern, workers, show('referrals/sent.njk', sentPage(host), aLook))
  routes.get(paths.new.pattern, workers, show('referrals/new.njk', newReferralPage, aLook))
  routes.post(
    paths.ofCase.pattern,
    workers,
    submit({
      form: referralForm,
      ifInvalid: ['referrals/new.njk', newReferralPage],
      change: (work, form, params) => sendReferral(work, caseId(params), form),
      then: (_sent, params) => paths.ofCase({ id: caseId(params) }),
    }),
  )
  routes.post(
    paths.withdrawal.pattern,
    workers,
    submit({
      ifInvalid: ['referrals/sent.njk', sentPage(host)],
      change: (work, _form, params) => withdrawReferral(work, caseId(params), id(params)),
      then: (_withdrawn, params) => paths.ofCase({ id: caseId(params) }),
    }),
  )

  routes.get(paths.all.pattern, coordinators, show('referrals/received.njk', receivedPage))
  routes.get(paths.one.pattern, coordinators, show('referrals/parcel.njk', parcelPage, { records: 'referral.viewed' }))
  routes.post(
    paths.acceptance.pattern,
    coordinators,
    submit({
      form: acceptanceForm,
      ifInvalid: ['referrals/parcel.njk', parcelPage],
      change: (work, form, params) => acceptReferral(work, id(params), form),
      then: ({ newCaseId }) => (newCaseId ? casesPaths.filing({ id: newCaseId }) : paths.all()),
    }),
  )
  routes.post(
    paths.refusal.pattern,
    coordinators,
    submit({
      form: refusalForm,
      ifInvalid: ['referrals/parcel.njk', parcelPage],
      change: (work, form, params) => refuseReferral(work, id(params), form),
      then: (_refused, params) => paths.one({ referralId: id(params) }),
    }),
  )
  return routes
}
