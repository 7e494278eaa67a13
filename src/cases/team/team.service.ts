import type { Work } from '../../core'
import { newId, NotAllowed, NotFound, Rejected } from '../../core'
import { asHolder, coordinatorsOf, tell, User } from '../../people'
import { findFact, hasKey, publicKeyOf, recoveryHolder, share, withdraw, type Holder } from '../../vault'
import { aboutCase } from '../case-notices'
import type { Membership } from '../cases.forms'
import type { OpenCase } from '../cases.queries'
import { findCaseToMove, touchCase } from '../cases.service'
import { TeamMember } from './team.entity'

/** Takes a colleague of the organisation on, or gives one another role: the key is shared in the same moment. */
export async function joinTeam(work: Work, caseId: string, { userId, role }: Membership): Promise<TeamMember> {
  const { found, members } = await findTeamToChange(work, caseId)
  const user = await work.db.findOne(User, {
    where: { id: userId, organisationId: found.kase.organisationId, state: 'active' },
  })
  if (!user?.publicKey || !user.roles.some(one => worksOnCases.has(one)))
    throw new Rejected('cases.team.user.required', {}, { userId: 'cases.team.user.required' })
  const present = members.find(one => one.userId === userId)
  if (present?.role === role) throw new Rejected('cases.team.user.there', {}, { userId: 'cases.team.user.there' })
  if (present?.role === 'lead') throw new Rejected('cases.team.leadStays', {}, { userId: 'cases.team.leadStays' })
  if (role === 'lead') await stepBack(work, members)
  await touchCase(work, found)
  if (present) return changeRole(work, present, role)
  await share(work, found.key, asHolder(user))
  const member = await work.add(
    Object.assign(new TeamMember(), { id: newId(), caseId, userId, role, since: work.now, until: null }),
  )
  await work.record('team.joined', { id: caseId }, { user: userId, role })
  await tell(work, [userId], { kind: 'caseJoined', about: found.kase, details: aboutCase(found.kase, work.actor.id) })
  return member
}

const worksOnCases: ReadonlySet<string> = new Set(['lawyer', 'monitor', 'coordinator'])

/** The wrap goes, and what comes after is sealed under a new key. */
export async function leaveTeam(work: Work, caseId: string, userId: string): Promise<void> {
  const { found, members } = await findTeamToChange(work, caseId)
  const leaving = members.find(one => one.userId === userId)
  if (!leaving) throw new NotFound()
  if (leaving.role === 'lead') throw new Rejected('cases.team.leadStays')
  leaving.until = work.now
  await work.change(leaving)
  const staying = members.filter(one => one.userId !== userId).map(one => one.userId)
  const key = await withdraw(work, found.key, userId, await holdersOf(work, found.kase.organisationId, staying))
  await touchCase(work, { kase: found.kase, key })
  await work.record('team.left', { id: caseId }, { user: userId })
}

/** Who is on a team, the lead or a coordinator decides. */
async function findTeamToChange(work: Work, caseId: string): Promise<{ found: OpenCase; members: TeamMember[] }> {
  const found = await findCaseToMove(work, caseId)
  const members = (await work.db.find(TeamMember, { where: { caseId } })).filter(member => member.until === null)
  const leads = members.some(member => member.userId === work.actor.id && member.role === 'lead')
  if (!leads && !work.actor.roles.has('coordinator')) throw new NotAllowed('cases.team.leadOnly')
  return { found, members }
}

async function stepBack(work: Work, members: readonly TeamMember[]): Promise<void> {
  for (const lead of members.filter(member => member.role === 'lead')) {
    lead.role = 'member'
    await work.change(lead)
    await work.record('team.handedOver', { id: lead.caseId }, { from: lead.userId })
  }
}

async function changeRole(work: Work, member: TeamMember, role: TeamMember['role']): Promise<TeamMember> {
  member.role = role
  await work.change(member)
  await work.record('team.roleChanged', { id: member.caseId }, { user: member.userId, role })
  return member
}

async function holdersOf({ db }: Work, organisationId: string, userIds: readonly string[]): Promise<Holder[]> {
  const group = coordinatorsOf(organisationId)
  const users = await Promise.all(userIds.map(id => db.findOneByOrFail(User, { id })))
  const recovery = await findFact(db, 'recovery-key')
  return [
    ...users.filter(user => user.publicKey).map(asHolder),
    ...((await hasKey(db, group))
      ? [{ kind: 'group' as const, id: group, publicKey: await publicKeyOf(db, group) }]
      : []),
    ...(recovery
      ? [{ kind: 'recovery' as const, id: recoveryHolder, publicKey: Buffer.from(recovery, 'base64url') }]
      : []),
  ]
}
