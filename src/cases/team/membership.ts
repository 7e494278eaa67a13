import type { Work } from '../../core'
import { newId, NotAllowed, Rejected } from '../../core'
import { asHolder, User } from '../../people'
import { share, withdraw } from '../../vault'
import type { Case } from '../case.entity'
import type { OpenCase } from '../cases.queries'
import { findCaseToMove, touchCase } from '../cases.service'
import { holdersOf } from './holders'
import { TeamMember } from './team.entity'
import { decidesOn } from './team.queries'

/** A case whose team is about to change, and who is on it. */
export interface OpenTeam {
  readonly found: OpenCase
  readonly members: readonly TeamMember[]
}

/** Who is on a team, the lead or a coordinator decides. */
export async function findTeamToChange(work: Work, caseId: string): Promise<OpenTeam> {
  const found = await findCaseToMove(work, caseId)
  const members = (await work.db.find(TeamMember, { where: { caseId } })).filter(member => member.until === null)
  if (!decidesOn(work.actor, members)) throw new NotAllowed('cases.team.leadOnly')
  return { found, members }
}

const worksOnCases: ReadonlySet<string> = new Set(['lawyer', 'monitor', 'coordinator'])

/** A colleague of the case's organisation who works on cases and has keys. */
export async function colleagueFor(
  work: Work,
  { organisationId }: Pick<Case, 'organisationId'>,
  userId: string,
): Promise<User> {
  const user = await work.db.findOne(User, { where: { id: userId, organisationId, state: 'active' } })
  if (!user?.publicKey || !user.roles.some(one => worksOnCases.has(one)))
    throw new Rejected('cases.team.user.required', {}, { userId: 'cases.team.user.required' })
  return user
}

/** The key is shared in the same moment. */
export async function takeOn(work: Work, found: OpenCase, user: User, role: TeamMember['role']): Promise<TeamMember> {
  const { id: caseId } = found.kase
  await share(work, found.key, asHolder(user))
  const member = await work.add(
    Object.assign(new TeamMember(), { id: newId(), caseId, userId: user.id, role, since: work.now, until: null }),
  )
  await work.record('team.joined', { id: caseId }, { user: user.id, role })
  return member
}

/** The wrap goes, and what comes after is sealed under a new key, the case itself at once. */
export async function takeOff(
  work: Work,
  { kase, key }: OpenCase,
  leaving: TeamMember,
  staying: readonly TeamMember[],
): Promise<OpenCase> {
  leaving.until = work.now
  await work.change(leaving)
  const userIds = staying.map(one => one.userId)
  const renewed = await withdraw(work, key, leaving.userId, await holdersOf(work, kase, userIds))
  await touchCase(work, { kase, key: renewed })
  await work.record('team.left', kase, { user: leaving.userId })
  return { kase, key: renewed }
}

export async function changeRole(work: Work, member: TeamMember, role: TeamMember['role']): Promise<TeamMember> {
  member.role = role
  await work.change(member)
  await work.record('team.roleChanged', { id: member.caseId }, { user: member.userId, role })
  return member
}
