import type { EntityManager } from 'typeorm'
import { PatternMark } from './pattern.entity'

/** One token that stands in a file of one's own and in a file of another organisation. */
export interface Alike {
  readonly token: string
  readonly kind: PatternMark['kind']
  readonly method: string
  readonly quarter: string
  readonly ourCase: string
  readonly theirCase: string
  readonly theirOrganisation: string
}

/** More pairs than this are not worked through on one page; the latest quarters come first. */
const most = 5000

/**
 * What the files of an organisation have in common with those of others. Files under secrecy, those whose keeping somebody no longer
 * agrees to, and a file with the one it was referred from are not compared.
 */
export async function alikeElsewhere(
  db: EntityManager,
  organisationId: string,
  on: string,
  tokens?: readonly string[],
): Promise<Alike[]> {
  const query = db
    .createQueryBuilder(PatternMark, 'ours')
    .innerJoin(
      'pattern_marks',
      'theirs',
      'theirs.token = ours.token AND theirs.organisation_id <> ours.organisation_id',
    )
    .select('ours.token', 'token')
    .addSelect('ours.kind', 'kind')
    .addSelect('ours.method', 'method')
    .addSelect('ours.quarter', 'quarter')
    .addSelect('ours.case_id', 'ourCase')
    .addSelect('theirs.case_id', 'theirCase')
    .addSelect('theirs.organisation_id', 'theirOrganisation')
    .where('ours.organisation_id = :organisationId', { organisationId })
    .andWhere(isOpen('ours'), { on })
    .andWhere(isOpen('theirs'))
    .andWhere(isNoCopy)
    .orderBy('ours.quarter', 'DESC')
    .limit(most)
  if (tokens) query.andWhere('ours.token IN (:...tokens)', { tokens })
  return query.getRawMany<Alike>()
}

const isOpen = (alias: string): string =>
  `NOT EXISTS (SELECT 1 FROM secrecy_markers marker WHERE marker.case_id = ${alias}.case_id AND (marker.closed_at IS NULL OR marker.ended_on > :on)) ` +
  `AND NOT EXISTS (SELECT 1 FROM consents said WHERE said.case_id = ${alias}.case_id AND said.scope = 'C_STORE' ` +
  `AND said.replaced_at IS NULL AND said.status IN ('refused', 'withdrawn'))`

const isNoCopy =
  'NOT EXISTS (SELECT 1 FROM referrals sent WHERE (sent.case_id = ours.case_id AND sent.new_case_id = theirs.case_id) ' +
  'OR (sent.case_id = theirs.case_id AND sent.new_case_id = ours.case_id))'
