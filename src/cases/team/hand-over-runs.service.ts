import type { Actor, Work } from '../../core'
import { Busy, Full, newId, NotFound, Refusal, Rejected } from '../../core'
import { tell, User } from '../../people'
import type { WebDoors } from '../../web'
import { HandOverRun, HandOverStep } from './hand-over.entity'
import { changeLead } from './hand-over.service'
import { casesLeft, countHandedOver, findRun, groupKey } from './hand-over-runs.queries'
import { colleagueFor } from './membership'
import { TeamMember } from './team.entity'
import { isLead } from './team.queries'
import type { HandingOver } from './team.forms'
import { leaveTeam } from './team.service'

type Doors = Pick<WebDoors, 'gate' | 'inWork'>

/** Begins to hand all cases of a colleague over; no case is touched yet. */
export async function beginHandOver(work: Work, fromId: string, form: HandingOver): Promise<HandOverRun> {
  const { organisationId } = work.actor
  if (!(await work.db.existsBy(User, { id: fromId, organisationId }))) throw new NotFound()
  const to = await colleagueFor(work, { organisationId }, form.userId)
  if (to.id === fromId) throw new Rejected('teamwork.handOver.leads', {}, { userId: 'teamwork.handOver.leads' })
  const facts = { organisationId, fromId, toId: to.id, stays: form.stays, begunBy: work.actor.id, begunAt: work.now }
  const run = Object.assign(new HandOverRun(), { id: newId(), ...facts, endedAt: null, words: { note: form.note } })
  await work.add(run, await groupKey(work.db, work.actor))
  await work.record('handOver.begun', run, { from: fromId, to: to.id, stays: form.stays })
  return run
}

/** Hands the next cases of a run over, a deed for each: what is done stays done, whatever happens to the rest. */
export async function handOverNext(
  { gate, inWork }: Doors,
  actor: Actor,
  runId: string,
  atOnce: number,
): Promise<void> {
  const { run, ids } = await gate.read(async db => {
    const found = await findRun(db, actor, runId)
    return { run: found, ids: await casesLeft(db, actor, found, atOnce) }
  })
  for (const caseId of ids) {
    try {
      await inWork(actor, work => handOverOne(work, run, caseId))
    } catch (error) {
      if (error instanceof Busy || error instanceof Full) throw error
      await inWork(actor, work => noteStep(work, run, caseId, 'refused', keyOf(error)))
      if (!(error instanceof Refusal)) throw error
    }
  }
  if (ids.length < atOnce) await inWork(actor, work => endRun(work, runId))
}

const keyOf = (error: unknown): string => (error instanceof Refusal ? error.key : 'common.errors.fault')

/** Where the colleague led, somebody else leads; from other teams he is taken off. Done by now in another window: nothing is left to do. */
async function handOverOne(work: Work, run: HandOverRun, caseId: string): Promise<void> {
  const places = await work.db.find(TeamMember, { where: { caseId, userId: run.fromId } })
  const place = places.find(one => one.until === null)
  if (!place) return
  if (isLead(place)) await changeLead(work, caseId, { userId: run.toId, stays: run.stays, note: run.words.note })
  else await leaveTeam(work, caseId, run.fromId)
  await noteStep(work, run, caseId, isLead(place) ? 'handedOver' : 'left', null)
}

async function noteStep(
  work: Work,
  run: HandOverRun,
  caseId: string,
  result: HandOverStep['result'],
  reason: string | null,
) {
  await work.add(Object.assign(new HandOverStep(), { id: newId(), runId: run.id, caseId, result, reason }))
  await work.record('handOver.stepped', run, { case: caseId, result })
}

async function endRun(work: Work, runId: string): Promise<void> {
  const run = await findRun(work.db, work.actor, runId)
  if (run.endedAt) return
  run.endedAt = work.now
  await work.change(run, await groupKey(work.db, work.actor))
  const count = await countHandedOver(work.db, run)
  await work.record('handOver.ended', run, { cases: count })
  if (count === 0) return
  await tell(work, [run.toId], { kind: 'casesHandedOver', about: run, details: { by: work.actor.id, count } })
}
