import { Router } from 'express'
import type { Load, Web } from '../web'
import { one } from '../web'
import { listDeeds } from './trail.queries'

/** What was done, for the auditor: codes and ids, no case content. */
export function trailRoutes({ show, allow }: Web): Router {
  const routes = Router()
  const lately: Load = ({ db, query }) => listDeeds(db, Number(one(query, 'before')))
  routes.get('/trail', allow('auditor'), show('trail/trail.njk', lately))
  return routes
}
