import type { Work } from '../../core'
import { newId, Rejected } from '../../core'
import { tell } from '../../people'
import type { Case } from '../case.entity'
import { aboutCase } from '../case-notices'
import type { OpenCase } from '../cases.queries'
import { touchCase } from '../cases.service'
import { HandOver } from './hand-over.entity'
import { changeRole, colleagueFor, findTeamToChange, takeOff, takeOn, type OpenTeam } from './membership'
import type { TeamMember } from './team.entity'
import { isLead } from './team.queries'
import type { HandingOver } from './team.forms'

export interface HandedOver {
  readonly kase: Case
  readonly lead: TeamMember
}

/** Gives the case another lead in one step, and tells the new one. */
export async function handOver(work: Work, caseId: string, form: HandingOver): Promise<HandedOver> {
  const handed = await changeLead(work, caseId, form)
  const { kase, lead } = handed
  await tell(work, [lead.userId], { kind: 'caseHandedOver', about: kase, details: aboutCase(kase, work.actor.id) })
  return handed
}

/** The lead before stays in another role or leaves; the note is sealed with the case. */
export async function changeLead(work: Work, caseId: string, form: HandingOver): Promise<HandedOver> {
  const team = await findTeamToChange(work, caseId)
  const { kase } = team.found
  const user = await colleagueFor(work, kase, form.userId)
  const present = team.members.find(one => one.userId === user.id)
  if (present && isLead(present))
    throw new Rejected('teamwork.handOver.leads', {}, { userId: 'teamwork.handOver.leads' })
  const lead = present ? await changeRole(work, present, 'lead') : await takeOn(work, team.found, user, 'lead')
  const former = team.members.find(isLeadBut(lead))
  const found = former ? await stepBack(work, team, former, lead, form.stays) : team.found
  await noteHandOver(work, found, former?.userId ?? null, form)
  return { kase, lead }
}

const isLeadBut = (lead: TeamMember) => (member: TeamMember) => isLead(member) && member.id !== lead.id

async function stepBack(
  work: Work,
  { found, members }: OpenTeam,
  former: TeamMember,
  lead: TeamMember,
  to: HandingOver['stays'],
): Promise<OpenCase> {
  if (to === 'leaves') {
    const staying = members.filter(one => one.id !== former.id && one.id !== lead.id)
    return takeOff(work, found, former, [...staying, lead])
  }
  await changeRole(work, former, to)
  await touchCase(work, found)
  return found
}

async function noteHandOver(work: Work, { kase, key }: OpenCase, fromId: string | null, form: HandingOver) {
  const { userId: toId, stays, note } = form
  const facts = { caseId: kase.id, fromId, toId, handedBy: work.actor.id, at: work.now, stays, words: { note } }
  await work.add(Object.assign(new HandOver(), { id: newId(), ...facts }), key)
  await work.record('team.handedOver', kase, { from: fromId, to: toId, stays })
}
