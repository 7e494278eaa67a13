import { LessThanOrEqual } from 'typeorm'
import type { Clock, InWork, Work } from '../../core'
import { background } from '../../core'
import type { Gate } from '../../database'
import { KeyWrapRow, takeWrapsAway } from '../../vault'
import { Case } from '../case.entity'
import { lockCase } from '../cases.queries'
import { holdersOf } from '../team/holders'
import { TeamMember } from '../team/team.entity'
import { AccessRequest } from './access-request.entity'

/** What was lent goes, and what comes after is sealed under a new key. It needs no key itself: public halves are enough. */
export async function endAccess(work: Work, request: AccessRequest): Promise<void> {
  const { caseId, askedBy: userId } = request
  if (!caseId) return
  request.state = 'ended'
  request.until = request.until && request.until < work.now ? request.until : work.now
  await work.change(request)
  await work.record('access.ended', { id: caseId }, { request: request.id, user: userId })
  const wraps = await work.db.find(KeyWrapRow, { where: { subjectId: caseId, holderId: userId } })
  if (!wraps.some(wrap => wrap.until !== null)) return
  const { organisationId } = await work.db.findOneOrFail(Case, { where: { id: caseId } })
  const members = await work.db.find(TeamMember, { where: { caseId } })
  const staying = members.filter(one => one.until === null && one.userId !== userId).map(one => one.userId)
  const remaining = await holdersOf(work, { id: caseId, organisationId }, staying)
  await takeWrapsAway(
    work,
    caseId,
    userId,
    remaining.filter(holder => holder.id !== userId),
  )
}

/** Before something new is written into a case: whoever's time is over must not be able to open it. */
export async function endAccessMet(work: Work, caseId: string): Promise<void> {
  const where = { caseId, state: 'given' as const, until: LessThanOrEqual(work.now) }
  for (const request of await work.db.find(AccessRequest, { where })) await endAccess(work, request)
}

/** Ends all that has run out, a deed for each: at the start and once a minute. */
export async function endAccessOver(gate: Gate, inWork: InWork, clock: Clock): Promise<void> {
  const where = { state: 'given' as const, until: LessThanOrEqual(clock()) }
  const over = await gate.read(db => db.find(AccessRequest, { select: { id: true }, where }))
  for (const { id } of over) {
    await inWork(background('access'), async work => {
      const request = await work.db.findOne(AccessRequest, { where: { id, state: 'given' } })
      if (request?.caseId) await lockCase(work.db, request.caseId)
      if (request) await endAccess(work, request)
    })
  }
}
