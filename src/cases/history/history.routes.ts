import { Router } from 'express'
import { z } from 'zod'
import type { Work } from '../../core'
import type { HostKeys } from '../../vault'
import type { Web } from '../../web'
import { aLook, casesPaths as paths } from '../cases.paths'
import { findCaseToChange, touchCase } from '../cases.service'
import { kindIn } from '../entry-pages'
import { entryHistoryPage } from './entry-history'
import { putBack, undoChange } from './history.service'
import { keepBoth, versionsForm, versionsPage } from './versions-page'

type Params = Readonly<Record<string, string>>

const seen = z.object({ version: z.coerce.number().int() })

/** What an entry was before, undoing its last change, putting it back; and the two versions of a contested answer. */
export function historyRoutes({ show, submit, allow }: Web, host: HostKeys): Router {
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')
  const reading = (_result: unknown, params: Params) =>
    paths.entry({ id: params.id ?? '', kind: params.kind ?? '', entryId: params.entryId ?? '' })

  routes.get(paths.entryHistory.pattern, workers, show('entries/history.njk', entryHistoryPage(host), aLook))
  routes.get(paths.entryVersions.pattern, workers, show('entries/versions.njk', versionsPage, aLook))

  routes.post(
    paths.entryVersions.pattern,
    workers,
    submit({
      form: look => Promise.resolve(versionsForm(kindIn(look.params), look.now)),
      ifInvalid: ['entries/versions.njk', versionsPage],
      change: async (work, form, params) => keepBoth(work, await caseToDate(work, params), params, form),
      then: reading,
    }),
  )
  routes.post(
    paths.entryUndoing.pattern,
    workers,
    submit({
      form: seen,
      ifInvalid: ['entries/history.njk', entryHistoryPage(host)],
      change: async (work, { version }, params) => {
        const { key } = await caseToDate(work, params)
        return undoChange(work, key, kindIn(params), params.entryId ?? '', version)
      },
      then: reading,
    }),
  )
  routes.post(
    paths.entryReturn.pattern,
    workers,
    submit({
      change: async (work, _form, params) => {
        const { key } = await caseToDate(work, params)
        return putBack(work, key, kindIn(params), params.entryId ?? '')
      },
      then: reading,
    }),
  )
  return routes
}

async function caseToDate(work: Work, params: Params) {
  const found = await findCaseToChange(work, params.id ?? '')
  await touchCase(work, found)
  return found
}
