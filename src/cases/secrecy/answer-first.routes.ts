import { Router, type RequestHandler } from 'express'
import { evidencePaths } from '../../evidence'
import { actorOf, type Web } from '../../web'
import { casesPaths as paths } from '../cases.paths'
import { isUnaskedInSight } from './secrecy.queries'

/** The pages on which a file grows. */
const growing = [
  paths.about,
  paths.words,
  paths.newPerson,
  paths.person,
  paths.consent,
  paths.kinds,
  paths.newEntry,
  paths.entryChange,
  paths.entryVersions,
  evidencePaths.new,
]

/**
 * Who opens a page that adds to a file before secrecy was asked about is led to that question, so that nothing is typed in vain; the
 * deeds refuse it too.
 */
export function answerFirstRoutes({ allow, doors }: Web): Router {
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')

  const askFirst: RequestHandler = async (req, res, next) => {
    const id = String(req.params.id ?? req.params.holderId)
    if (await doors.gate.read(db => isUnaskedInSight(db, actorOf(req), id))) res.redirect(303, paths.secrecy({ id }))
    else next()
  }
  for (const { pattern } of growing) routes.get(pattern, workers, askFirst)
  return routes
}
