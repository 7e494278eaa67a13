import { staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load } from '../../web'
import { one } from '../../web'
import { caseIfSeen } from '../cases.queries'
import { activeTeam, decidesOn } from '../team/team.queries'
import { findRequest, listRequests } from './access.queries'
import type { AccessRequest } from './access-request.entity'

/** What was asked of one, and what one asked for. */
export const requestsPage =
  (host: HostKeys): Load =>
  async ({ db, actor, query, now }) => {
    const others = await listRequests(db, actor, 'others', one(query, 'asked'))
    const own = await listRequests(db, actor, 'own', one(query, 'own'))
    const people = [...others.requests, ...own.requests].flatMap(({ request }) => peopleOf(request))
    return { others, own, now, names: Object.fromEntries(await staffNames(db, host, people)) }
  }

const peopleOf = ({ askedBy, decidedBy }: AccessRequest) => [askedBy, ...(decidedBy ? [decidedBy] : [])]

const isRunning = ({ state, until }: AccessRequest, now: Date) => state === 'given' && until !== null && until > now

/** One request, for who asked and for who may decide; only the second learns whether there is such a case. */
export const requestPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params, now }) => {
    const { request, reason, reply } = await findRequest(db, actor, params.requestId ?? '')
    const isOwn = request.askedBy === actor.id
    const kase = await caseIfSeen(db, actor, request.caseId)
    const mayDecide = !isOwn && kase !== undefined && decidesOn(actor, await activeTeam(db, kase.id))
    return {
      request,
      reason,
      reply,
      isOwn,
      now,
      case: kase,
      isCase: request.caseId !== null,
      mayDecide,
      mayRefuse: mayDecide || (!isOwn && request.caseId === null),
      isRunning: isRunning(request, now),
      names: Object.fromEntries(await staffNames(db, host, peopleOf(request))),
    }
  }
