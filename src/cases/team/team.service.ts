import type { OpenKey, Work } from '../../core'
import { newId, NotFound, Rejected } from '../../core'
import { asHolder, coordinatorsOf, User } from '../../people'
import { findFact, publicKeyOf, recoveryHolder, share, withdraw, type Holder } from '../../vault'
import { TeamMember } from './team.entity'

/** Takes a colleague of the organisation on: the key is shared in the same moment. */
export async function joinTeam(work: Work, key: OpenKey, userId: string, role: TeamMember['role']): Promise<TeamMember> {
  const user = await work.db.findOne(User, { where: { id: userId, organisationId: work.actor.organisationId, state: 'active' } })
  if (!user?.publicKey) throw new Rejected('cases.team.user.required', {}, { userId: 'cases.team.user.required' })
  const present = await membersNow(work, key.subjectId)
  if (present.some(one => one.userId === userId)) throw new Rejected('cases.team.user.there', {}, { userId: 'cases.team.user.there' })
  if (role === 'lead') await stepBack(work, present)
  await share(work, key, asHolder(user))
  const member = Object.assign(new TeamMember(), { id: newId(), caseId: key.subjectId, userId, role, since: work.now, until: null })
  await work.add(member)
  await work.record('team.joined', member, { case: key.subjectId, user: userId, role })
  return member
}

/** The wrap goes, and what comes after is sealed under a new key. */
export async function leaveTeam(work: Work, key: OpenKey, userId: string): Promise<void> {
  const members = await membersNow(work, key.subjectId)
  const leaving = members.find(one => one.userId === userId)
  if (!leaving) throw new NotFound()
  if (leaving.role === 'lead') throw new Rejected('cases.team.leadStays')
  leaving.until = work.now
  await work.change(leaving)
  const staying = members.filter(one => one.userId !== userId).map(one => one.userId)
  await withdraw(work, key, userId, await holdersOf(work, staying))
  await work.record('team.left', leaving, { case: key.subjectId, user: userId })
}

const membersNow = async (work: Work, caseId: string): Promise<TeamMember[]> =>
  (await work.db.find(TeamMember, { where: { caseId } })).filter(member => member.until === null)

async function stepBack(work: Work, members: readonly TeamMember[]): Promise<void> {
  for (const lead of members.filter(member => member.role === 'lead')) {
    lead.role = 'member'
    await work.change(lead)
    await work.record('team.handedOver', lead, { case: lead.caseId })
  }
}

async function holdersOf({ db, actor }: Work, userIds: readonly string[]): Promise<Holder[]> {
  const group = coordinatorsOf(actor.organisationId)
  const users = await Promise.all(userIds.map(id => db.findOneByOrFail(User, { id })))
  const recovery = await findFact(db, 'recovery-key')
  return [
    ...users.map(asHolder),
    { kind: 'group', id: group, publicKey: await publicKeyOf(db, group) },
    ...(recovery ? [{ kind: 'recovery' as const, id: recoveryHolder, publicKey: Buffer.from(recovery, 'base64url') }] : []),
  ]
}
