import type { Work } from '../../core'
import { Conflict, newId, NotAllowed, NotFound, Rejected } from '../../core'
import { asHolder, coordinatorsOf, idsOf, tell, User } from '../../people'
import { hasKey, makeSubjectKey, openSubject, publicKeyOf, share, type Holder } from '../../vault'
import { Case } from '../case.entity'
import { aboutCase } from '../case-notices'
import { lockCase, type OpenCase } from '../cases.queries'
import { activeTeam, findCaseToDecideOn, isLead } from '../team/team.queries'
import type { Asking, Refusing } from './access.forms'
import { findRequest, type OpenRequest } from './access.queries'
import { AccessRequest, AccessWords } from './access-request.entity'
import { endAccess, endAccessMet } from './ending'

const atOnce = 5
const day = 24 * 3_600_000

/** Passes a request on. A number the organisation has no case of is passed on alike: who asks learns nothing from asking. */
export async function askForAccess(work: Work, { reference, reason }: Asking): Promise<AccessRequest> {
  const { db, actor } = work
  const { organisationId, id: askedBy } = actor
  if ((await db.countBy(AccessRequest, { askedBy, state: 'asked' })) >= atOnce)
    throw new Rejected('requests.new.tooMany', { most: atOnce })
  const caseId = await caseBehind(work, reference)
  if (caseId && (await holds(work, caseId)))
    throw new Rejected('requests.new.yours', {}, { reference: 'requests.new.yours' })
  const leads = caseId ? await leadsOf(work, caseId) : []
  const id = newId()
  const key = await makeSubjectKey(work, { id, kind: 'access' }, await whoReads(work, leads))
  const undecided = { state: 'asked' as const, decidedBy: null, decidedAt: null, until: null }
  const request = await work.add(
    Object.assign(new AccessRequest(), { id, organisationId, caseId, askedBy, askedAt: work.now, ...undecided }),
  )
  const words = { reference, text: reason }
  await work.add(Object.assign(new AccessWords(), { id: newId(), requestId: id, kind: 'reason', words }), key)
  await work.record('access.asked', { id: caseId ?? id }, { request: id })
  const coordinators = await idsOf(db, 'coordinator', organisationId)
  await tell(work, [...coordinators, ...leads], { kind: 'accessAsked', about: request, details: { by: askedBy } })
  return request
}

async function caseBehind({ db, actor: { organisationId } }: Work, reference: string): Promise<string | null> {
  const kase = await db.findOne(Case, { where: { reference, organisationId } })
  return kase && kase.state !== 'erased' ? kase.id : null
}

const leadsOf = async ({ db }: Work, caseId: string): Promise<string[]> =>
  (await activeTeam(db, caseId)).filter(isLead).map(lead => lead.userId)

const holds = ({ db, actor }: Work, caseId: string): Promise<boolean> =>
  openSubject(db, actor, caseId).then(
    () => true,
    () => false,
  )

/** Who may read why somebody asks: who asks, the coordinators, and who leads the case. */
async function whoReads({ db, actor }: Work, leads: readonly string[]): Promise<Holder[]> {
  const group = coordinatorsOf(actor.organisationId)
  if (!(await hasKey(db, group))) throw new Rejected('cases.new.noCoordinators')
  const users = await Promise.all(leads.map(id => db.findOneByOrFail(User, { id })))
  return [
    asHolder({ id: actor.id, publicKey: actor.keys.publicKey }),
    { kind: 'group', id: group, publicKey: await publicKeyOf(db, group) },
    ...users.filter(user => user.publicKey && user.id !== actor.id).map(asHolder),
  ]
}

/** A second person lends the key for a day; everybody on the case is told. */
export async function giveAccess(work: Work, id: string): Promise<AccessRequest> {
  const { request } = await findRequestToDecide(work, id)
  const { kase, key } = await findCaseToLend(work, request)
  const user = await work.db.findOne(User, { where: { id: request.askedBy, state: 'active' } })
  if (!user?.publicKey) throw new Conflict('requests.one.gone')
  const until = new Date(work.now.getTime() + day)
  await share(work, key, { ...asHolder(user), until })
  Object.assign(request, { state: 'given', until, decidedBy: work.actor.id, decidedAt: work.now })
  await work.change(request)
  await work.record('access.given', kase, { request: id, user: user.id, until: until.toISOString() })
  await tell(work, [user.id], { kind: 'accessGiven', about: kase, details: aboutCase(kase, work.actor.id) })
  const team = (await activeTeam(work.db, kase.id)).map(member => member.userId)
  const others = [...team, ...(await idsOf(work.db, 'coordinator', kase.organisationId))].filter(one => one !== user.id)
  await tell(work, others, { kind: 'accessOpened', about: kase, details: aboutCase(kase, user.id) })
  return request
}

export async function refuseAccess(work: Work, id: string, { reply }: Refusing): Promise<AccessRequest> {
  const { request, key } = await findRequestToDecide(work, id)
  if (request.caseId) await findCaseFor(work, request.caseId)
  Object.assign(request, { state: 'refused', decidedBy: work.actor.id, decidedAt: work.now })
  await work.change(request)
  const words = { reference: '', text: reply }
  await work.add(Object.assign(new AccessWords(), { id: newId(), requestId: id, kind: 'reply', words }), key)
  await work.record('access.refused', { id: request.caseId ?? id }, { request: id, user: request.askedBy })
  await tell(work, [request.askedBy], { kind: 'accessRefused', about: request, details: { by: work.actor.id } })
  return request
}

/** Before the day is over: by who was lent the case, its lead or a coordinator. */
export async function endAccessNow(work: Work, id: string): Promise<AccessRequest> {
  const { request } = await findRequest(work.db, work.actor, id)
  if (request.state !== 'given' || !request.caseId) throw new Conflict('requests.one.decided')
  await lockCase(work.db, request.caseId)
  if (request.askedBy !== work.actor.id) await findCaseFor(work, request.caseId)
  await endAccess(work, request)
  return request
}

/** One cannot give oneself what one asked for, and what is decided stays decided. */
async function findRequestToDecide(work: Work, id: string): Promise<OpenRequest> {
  const found = await findRequest(work.db, work.actor, id)
  if (found.request.askedBy === work.actor.id) throw new NotAllowed('requests.one.notYourself')
  if (found.request.state !== 'asked') throw new Conflict('requests.one.decided')
  return found
}

async function findCaseToLend(work: Work, { caseId, askedBy }: AccessRequest): Promise<OpenCase> {
  if (!caseId) throw new Conflict('requests.one.noCase')
  await lockCase(work.db, caseId)
  await endAccessMet(work, caseId)
  const found = await findCaseFor(work, caseId)
  if ((await activeTeam(work.db, caseId)).some(member => member.userId === askedBy))
    throw new Conflict('requests.one.onTeam')
  return found
}

/** Its lead or a coordinator who holds its key. */
const findCaseFor = (work: Work, caseId: string): Promise<OpenCase> =>
  findCaseToDecideOn(work.db, work.actor, caseId).catch((refusal: unknown) => {
    throw refusal instanceof NotFound ? new NotAllowed('requests.one.noKey') : refusal
  })
