import type { Work } from '../../core'
import { NotFound, Rejected } from '../../core'
import { tell } from '../../people'
import { aboutCase } from '../case-notices'
import type { Membership } from '../cases.forms'
import { touchCase } from '../cases.service'
import { handOver } from './hand-over.service'
import { changeRole, colleagueFor, findTeamToChange, takeOff, takeOn } from './membership'
import type { TeamMember } from './team.entity'

/** Takes a colleague of the organisation on, or gives one another role. Giving the lead hands the case over. */
export async function joinTeam(work: Work, caseId: string, { userId, role }: Membership): Promise<TeamMember> {
  const { found, members } = await findTeamToChange(work, caseId)
  const user = await colleagueFor(work, found.kase, userId)
  const present = members.find(one => one.userId === userId)
  if (present?.role === role) throw new Rejected('cases.team.user.there', {}, { userId: 'cases.team.user.there' })
  if (present?.role === 'lead') throw new Rejected('cases.team.leadStays', {}, { userId: 'cases.team.leadStays' })
  if (role === 'lead') return (await handOver(work, caseId, { userId, stays: 'member', note: '' })).lead
  await touchCase(work, found)
  if (present) return changeRole(work, present, role)
  const member = await takeOn(work, found, user, role)
  await tell(work, [userId], { kind: 'caseJoined', about: found.kase, details: aboutCase(found.kase, work.actor.id) })
  return member
}

export async function leaveTeam(work: Work, caseId: string, userId: string): Promise<void> {
  const { found, members } = await findTeamToChange(work, caseId)
  const leaving = members.find(one => one.userId === userId)
  if (!leaving) throw new NotFound()
  if (leaving.role === 'lead') throw new Rejected('cases.team.leadStays')
  const staying = members.filter(one => one !== leaving)
  await takeOff(work, found, leaving, staying)
}
