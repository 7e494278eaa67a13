import { Router } from 'express'
import { z } from 'zod'
import { choice, type Web } from '../../web'
import { casesPaths } from '../cases.paths'
import type { Entry } from '../entries'
import { deadlinesAddress } from './deadlines-asked'
import { deadlinesPage } from './deadlines-page'
import { deadlinesPaths as paths } from './deadlines.paths'
import { finishDeadline } from './deadlines.service'
import { saying } from './just-marked'
import { takeMarkBack } from './taking-back'

/** The version that was looked at, and the page it was marked on. */
const seenForm = z.object({ version: z.coerce.number().int(), from: choice(['day', 'all', 'mine']) })
type Seen = z.infer<typeof seenForm>

/** What must be done and by when, over all files in sight. */
export function deadlineRoutes({ show, submit, allow }: Web): Router {
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')

  routes.get(paths.all.pattern, workers, show('deadlines/deadlines.njk', deadlinesPage))
  routes.post(paths.done.pattern, workers, marks(finishDeadline))
  routes.post(paths.reopening.pattern, workers, marks(takeMarkBack))
  return routes

  /** One button beside a deadline, and its undoing: back to where it was pressed. */
  function marks(deed: typeof finishDeadline) {
    return submit({
      form: seenForm,
      ifInvalid: ['deadlines/deadlines.njk', deadlinesPage],
      change: async (work, { version, from }, params) => {
        const entry = await deed(work, params.id ?? '', params.deadlineId ?? '', version)
        return { entry, from }
      },
      then: whereItWasSeen,
    })
  }
}

function whereItWasSeen({ entry, from }: { entry: Entry; from: Seen['from'] }): string {
  const list = deadlinesAddress({ whose: from === 'mine' ? 'mine' : 'all', state: 'open', after: undefined })
  return saying(from === 'day' ? casesPaths.day() : list, entry)
}
