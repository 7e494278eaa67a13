import { Router } from 'express'
import { z } from 'zod'
import type { HostKeys } from '../../vault'
import type { Load, Web } from '../../web'
import { choice, one } from '../../web'
import { noticesPaths as paths } from './notices.paths'
import { listNotices } from './notices.queries'
import { markAllSeen, markSeen } from './notices.service'

/** The page it was marked on. */
const seenForm = z.object({ from: choice(['day', 'all']) })

/** What one was told: everybody's own, nobody else's. */
export function noticeRoutes({ show, submit, allow }: Web, host: HostKeys): Router {
  const routes = Router()
  const anybody = allow('lawyer', 'monitor', 'coordinator', 'administrator', 'auditor')
  const own: Load = ({ db, actor, query }) => listNotices(db, host, actor, one(query, 'before'))

  routes.get(paths.all.pattern, anybody, show('people/notices.njk', own))
  routes.post(paths.allSeen.pattern, anybody, submit({ change: markAllSeen, then: () => paths.all() }))
  routes.post(
    paths.seen.pattern,
    anybody,
    submit({
      form: seenForm,
      change: async (work, { from }, params) => {
        await markSeen(work, params.noticeId ?? '')
        return from
      },
      then: from => (from === 'all' ? paths.all() : '/'),
    }),
  )
  return routes
}
