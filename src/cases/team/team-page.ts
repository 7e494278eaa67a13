import type { EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../../core'
import { NotAllowed } from '../../core'
import { membersOf, staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load } from '../../web'
import { teamPage } from '../case-page'
import { findCase, listTeam, type OpenCase } from '../cases.queries'
import { HandOver } from './hand-over.entity'
import { decidesOn, isLead } from './membership'
import type { TeamMember } from './team.entity'

/** Who is on the case, how it went from hand to hand, and whether one may change it. */
export const wholeTeamPage =
  (host: HostKeys): Load =>
  async look => {
    const { db, actor, params } = look
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const handOvers = await listHandOvers(db, key)
    const page = await teamPage(host)(look)
    return {
      ...page,
      mayDecide: decidesOn(actor, await activeTeam(db, kase.id)),
      handOvers,
      handOverNames: Object.fromEntries(await staffNames(db, host, handOvers.flatMap(peopleOf))),
    }
  }

const peopleOf = ({ fromId, toId, handedBy }: HandOver) => [...(fromId ? [fromId] : []), toId, handedBy]

async function listHandOvers(db: EntityManager, key: OpenKey): Promise<HandOver[]> {
  const handOvers = await db.find(HandOver, { where: { caseId: key.subjectId }, order: { at: 'DESC', id: 'DESC' } })
  for (const one of handOvers) key.open('hand_overs', one)
  return handOvers
}

export const activeTeam = async (db: EntityManager, caseId: string): Promise<TeamMember[]> =>
  (await listTeam(db, caseId)).filter(member => member.until === null)

/** A page of a case for its lead and the coordinators: whoever else sees the case is told so. */
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

/** The form that hands one case over: to any colleague who works on cases but its lead. */
export const handOverPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params }) => {
    const { kase, team } = await findCaseToDecideOn(db, actor, params.id ?? '')
    const lead = team.find(isLead)
    const colleagues = await membersOf(db, host, kase.organisationId, 'lawyer', 'monitor', 'coordinator')
    return {
      case: kase,
      lead,
      names: Object.fromEntries(await staffNames(db, host, lead ? [lead.userId] : [])),
      colleagues: colleagues.filter(user => user.publicKey && user.id !== lead?.userId),
    }
  }
