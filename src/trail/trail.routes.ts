import { Router } from 'express'
import { LessThan } from 'typeorm'
import type { Load, Web } from '../web'
import { one } from '../web'
import { TrailRow } from './trail-row.entity'

const pageSize = 50

/** What was done, newest first, for the auditor: codes and ids, no case content. */
export function trailRoutes({ show, allow }: Web): Router {
  const routes = Router()
  const lately: Load = async ({ db, query }) => {
    const before = Number(one(query, 'before'))
    const where = Number.isSafeInteger(before) && before > 0 ? { sequence: LessThan(before) } : {}
    const rows = await db.find(TrailRow, { where, order: { sequence: 'DESC' }, take: pageSize })
    return { rows, before: rows.length === pageSize ? rows.at(-1)?.sequence : undefined }
  }
  routes.get('/trail', allow('auditor'), show('trail/trail.njk', lately))
  return routes
}
