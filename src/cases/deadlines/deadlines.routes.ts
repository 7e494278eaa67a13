import { Router } from 'express'
import { z } from 'zod'
import { choice, type Web } from '../../web'
import { casesPaths } from '../cases.paths'
import { deadlinesAddress } from './deadlines-asked'
import { deadlinesPage } from './deadlines-page'
import { deadlinesPaths as paths } from './deadlines.paths'
import { finishDeadline } from './deadlines.service'

/** The version that was looked at, and the page it was marked on. */
const doneForm = z.object({ version: z.coerce.number().int(), from: choice(['day', 'all', 'mine']) })

/** What must be done and by when, over all files in sight. */
export function deadlineRoutes({ show, submit, allow }: Web): Router {
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')

  routes.get(paths.all.pattern, workers, show('deadlines/deadlines.njk', deadlinesPage))
  routes.post(
    paths.done.pattern,
    workers,
    submit({
      form: doneForm,
      ifInvalid: ['deadlines/deadlines.njk', deadlinesPage],
      change: async (work, { version, from }, params) => {
        await finishDeadline(work, params.id ?? '', params.deadlineId ?? '', version)
        return from
      },
      then: from =>
        from === 'day'
          ? casesPaths.day()
          : deadlinesAddress({ whose: from === 'mine' ? 'mine' : 'all', state: 'open', after: undefined }),
    }),
  )
  return routes
}
