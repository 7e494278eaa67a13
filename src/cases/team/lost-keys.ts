import type { EntityManager } from 'typeorm'
import { KeyWrapRow } from '../../vault'
import { TeamMember } from './team.entity'

/** The cases of somebody's teams that the person holds no key of: after a new key pair, until a colleague shares them again. */
export async function casesOutOfReach(db: EntityManager, userId: string): Promise<string[]> {
  const wrap = db.createQueryBuilder().subQuery().select('1').from(KeyWrapRow, 'wrap')
  const found = await db
    .createQueryBuilder(TeamMember, 'member')
    .select('member.caseId', 'id')
    .where('member.userId = :userId AND member.until IS NULL', { userId })
    .andWhere(
      `NOT EXISTS ${wrap.where('wrap.subject_id = member.case_id AND wrap.holder_id = member.user_id AND wrap.until IS NULL').getQuery()}`,
    )
    .getRawMany<{ id: string }>()
  return found.map(member => member.id)
}
