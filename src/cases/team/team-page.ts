import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../../core'
import { membersOf, staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load } from '../../web'
import { teamPage } from '../case-page'
import { listLent } from '../access/access.queries'
import { findCase } from '../cases.queries'
import { HandOver } from './hand-over.entity'
import { activeTeam, decidesOn, findCaseToDecideOn, isLead } from './team.queries'

/** Who is on the case, who was lent its key, how it went from hand to hand, and whether one may change it. */
export const wholeTeamPage =
  (host: HostKeys): Load =>
  async look => {
    const { db, actor, params, now } = look
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const handOvers = await listHandOvers(db, key)
    const lent = await listLent(db, kase.id, now)
    const people = [...handOvers.flatMap(peopleOf), ...lent.flatMap(one => [one.askedBy, one.decidedBy ?? ''])]
    const page = await teamPage(host)(look)
    return {
      ...page,
      mayDecide: decidesOn(actor, await activeTeam(db, kase.id)),
      handOvers,
      lent,
      otherNames: Object.fromEntries(await staffNames(db, host, people)),
    }
  }

const peopleOf = ({ fromId, toId, handedBy }: HandOver) => [...(fromId ? [fromId] : []), toId, handedBy]

async function listHandOvers(db: EntityManager, key: OpenKey): Promise<HandOver[]> {
  const handOvers = await db.find(HandOver, { where: { caseId: key.subjectId }, order: { at: 'DESC', id: 'DESC' } })
  for (const one of handOvers) key.open('hand_overs', one)
  return handOvers
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
