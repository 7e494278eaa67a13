import { Router } from 'express'
import type { Doors } from './app'
import { accountRoutes, usersRoutes, type PeopleDoors } from './people'
import type { Web } from './web'

/** Every feature of the staff face, one line each; all of it behind the sign-in. */
export function featureRoutes(web: Web, _doors: Doors, people: PeopleDoors): Router {
  const routes = Router()
  routes.use(accountRoutes(web, people))
  routes.use(usersRoutes(web, people))
  return routes
}
