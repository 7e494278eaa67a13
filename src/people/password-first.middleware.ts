import type { RequestHandler } from 'express'
import { Rejected } from '../core'
import { actorOf } from '../web'
import { passwordAgain } from './again'
import type { PeopleDoors } from './people-doors'
import { findUser } from './people.queries'

/** The password once more before a deed that an open screen must not be enough for: the form carries it as `current`. */
export const passwordFirst =
  (doors: PeopleDoors): RequestHandler =>
  async (req, _res, next) => {
    const { current, ...rest } = req.body as Record<string, unknown>
    req.body = rest
    const user = await doors.gate.read(db => findUser(db, doors.host, actorOf(req).id))
    const { privateKey, problem } = await passwordAgain(doors, user, typeof current === 'string' ? current : '')
    privateKey?.fill(0)
    if (problem) req.refused = new Rejected(problem.key, problem.values, { current: problem.key })
    next()
  }
