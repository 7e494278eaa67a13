import { In } from 'typeorm'
import { NotFound } from '../../core'
import { findUser, listUsers, membersOf, staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load } from '../../web'
import { one } from '../../web'
import { openCases, visibleTo } from '../cases.queries'
import { countLeft, countPlaces, findRun, listPlaces, listSteps } from './hand-over-runs.queries'

/** How many cases one press of the button hands over. */
export const atOnce = 200

/** The colleagues of the organisation who are on a case, those who have left too. */
export const colleaguesPage =
  (host: HostKeys): Load =>
  async ({ db, actor }) => {
    const places = await countPlaces(db, actor)
    const users = (await listUsers(db, host)).filter(user => places.has(user.id))
    return { colleagues: users.map(user => ({ user, ...places.get(user.id) })) }
  }

export const colleaguePage =
  (host: HostKeys): Load =>
  async ({ db, actor, params, query }) => {
    const from = await findUser(db, host, params.userId ?? '')
    if (from.organisationId !== actor.organisationId) throw new NotFound()
    const colleagues = await membersOf(db, host, actor.organisationId, 'lawyer', 'monitor', 'coordinator')
    const places = (await countPlaces(db, actor)).get(from.id)
    return {
      from,
      colleagues: colleagues.filter(user => user.publicKey && user.id !== from.id),
      leads: places?.leads ?? 0,
      others: places?.others ?? 0,
      ...(await listPlaces(db, actor, from.id, one(query, 'after'))),
    }
  }

/** How far a run is: what was done, what was refused and why, what is left. */
export const runPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params, query }) => {
    const run = await findRun(db, actor, params.runId ?? '')
    const { steps, before, counts } = await listSteps(db, run, one(query, 'before'))
    const ids = steps.map(step => step.caseId)
    const cases = ids.length
      ? await visibleTo(db, actor)
          .andWhere({ id: In(ids) })
          .getMany()
      : []
    await openCases(db, actor, cases)
    return {
      run,
      steps,
      before,
      counts,
      left: await countLeft(db, actor, run),
      atOnce,
      cases: Object.fromEntries(cases.map(kase => [kase.id, kase])),
      names: Object.fromEntries(await staffNames(db, host, [run.fromId, run.toId, run.begunBy])),
    }
  }
