import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import { NotAllowed } from '../../core'
import { findCase, listTeam, type OpenCase } from '../cases.queries'
import type { TeamMember } from './team.entity'

export const isLead = ({ role, until }: TeamMember): boolean => role === 'lead' && until === null

/** Who is on a team, who is lent a key and who looked, is for the lead and the coordinators to say or to know. */
export const decidesOn = (actor: Actor, members: readonly TeamMember[]): boolean =>
  actor.roles.has('coordinator') || members.some(member => member.userId === actor.id && isLead(member))

export const activeTeam = async (db: EntityManager, caseId: string): Promise<TeamMember[]> =>
  (await listTeam(db, caseId)).filter(member => member.until === null)

/** A case for its lead and the coordinators: whoever else sees it is told so. */
export async function findCaseToDecideOn(
  db: EntityManager,
  actor: Actor,
  caseId: string,
): Promise<OpenCase & { team: TeamMember[] }> {
  const found = await findCase(db, actor, caseId)
  const team = await activeTeam(db, caseId)
  if (!decidesOn(actor, team)) throw new NotAllowed('cases.team.leadOnly')
  return { ...found, team }
}
