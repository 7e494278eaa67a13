import { Router } from 'express'
import type { Doors } from './app'
import {
  accessRoutes,
  caseRoutes,
  deadlineRoutes,
  entryRoutes,
  historyRoutes,
  identityRoutes,
  ownFeedRoutes,
  referralRoutes,
  relatedRoutes,
  savedListRoutes,
} from './cases'
import { carryingRoutes } from './carrying'
import { classificationRoutes } from './classification'
import { codebookRoutes } from './codebook'
import { evidenceRoutes } from './evidence'
import { readingWatch } from './reading-watch'
import { accountRoutes, noticeRoutes, ownSecretRoutes, usersRoutes, type PeopleDoors } from './people'
import { joinFeatures } from './joints'
import { statisticsRoutes } from './statistics'
import { trailRoutes } from './trail'
import type { Web } from './web'

/** Every feature of the staff face, one line each; all of it behind the sign-in. */
export function featureRoutes(web: Web, doors: Doors, people: PeopleDoors): Router {
  joinFeatures(doors.host)
  const routes = Router()
  routes.use(accountRoutes(web, people))
  routes.use(ownSecretRoutes(web, people))
  routes.use(usersRoutes(web, people))
  routes.use(noticeRoutes(web, doors.host))
  routes.use(caseRoutes(web, doors.host))
  routes.use(entryRoutes(web, doors.host))
  routes.use(deadlineRoutes(web))
  routes.use(ownFeedRoutes(web, people))
  routes.use(savedListRoutes(web, doors.host))
  routes.use(historyRoutes(web, doors.host))
  routes.use(identityRoutes(web, doors.host))
  routes.use(accessRoutes(web, people))
  routes.use(referralRoutes(web, doors.host))
  routes.use(relatedRoutes(web, doors.host))
  routes.use(evidenceRoutes(web, { files: doors.files, host: doors.host, longestFile: doors.config.longestFile }))
  routes.use(classificationRoutes(web, doors.host))
  const watch = readingWatch(doors.config.unusualReading)
  const { files, texts, config } = doors
  routes.use(carryingRoutes(web, { files, people, texts, longest: config.longestFile, watch }))
  routes.use(statisticsRoutes(web, doors.texts))
  routes.use(codebookRoutes(web))
  routes.use(trailRoutes(web))
  return routes
}
