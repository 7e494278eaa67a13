import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import { Case } from '../case.entity'
import { casesPaths } from '../cases.paths'
import { sightOf } from '../list.queries'

/** The filed cases whose verification nobody has judged yet, as the list shows them. */
export const unverifiedCases = `${casesPaths.all()}?below=V1&state=open&state=on_hold`

/** How many of them wait for a coordinator, and since when the oldest does. */
export async function lookForUnverified(db: EntityManager, actor: Actor) {
  if (!actor.roles.has('coordinator')) return { count: 0 }
  const sight = await sightOf(db, actor)
  const cases = db
    .createQueryBuilder(Case, 'kase')
    .select('COUNT(*)', 'count')
    .addSelect('MIN(kase.opened_at)', 'since')
    .where("kase.state IN ('open', 'on_hold') AND kase.verification = 'V0'")
  const row = await sight(cases).getRawOne<{ count: string | number; since: string | null }>()
  return { count: Number(row?.count), since: row?.since ? new Date(row.since) : undefined }
}
