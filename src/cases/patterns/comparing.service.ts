import type { EntityManager } from 'typeorm'
import { In } from 'typeorm'
import type { Work } from '../../core'
import { NotFound } from '../../core'
import { coalitionIndex, coordinatorsOf, idsOf, listOrganisations, type Organisation } from '../../people'
import { hasKey, KeyWrapRow, openSubject, publicKeyOf, share } from '../../vault'
import { openKeys } from '../cases.queries'
import { markPatterns } from './marking'
import { uncompared } from './related.queries'

/** How many files one press of the button compares. */
export const atOnce = 100

/** Marks files that have not been compared yet: those from before, and those of colleagues without the coalition's key. */
export async function compareNext(work: Work): Promise<number> {
  await openSubject(work.db, work.actor, coalitionIndex)
  const cases = await uncompared(work.db, work.actor).orderBy('kase.id', 'DESC').limit(atOnce).getMany()
  const keys = await openKeys(
    work.db,
    work.actor,
    cases.map(kase => kase.id),
  )
  for (const key of keys.values()) await markPatterns(work, key)
  await work.record('pattern.compared', { id: work.actor.organisationId }, { cases: keys.size })
  return keys.size
}

/** The organisations whose coordinators do not hold the coalition's index key, and could. */
export async function listOutside(db: EntityManager): Promise<Organisation[]> {
  const outside: Organisation[] = []
  for (const organisation of await listOrganisations(db)) {
    const group = coordinatorsOf(organisation.id)
    const holders = [group, ...(await idsOf(db, 'coordinator', organisation.id))]
    const isIn = await db.existsBy(KeyWrapRow, { subjectId: coalitionIndex, holderId: In(holders) })
    if (!isIn && (await hasKey(db, group))) outside.push(organisation)
  }
  return outside
}

/** Lets another organisation compare: its coordinators get the coalition's index key, and let their colleagues in. */
export async function letOrganisationIn(work: Work, organisationId: string): Promise<void> {
  const key = await openSubject(work.db, work.actor, coalitionIndex)
  if (!(await listOutside(work.db)).some(one => one.id === organisationId)) throw new NotFound()
  const group = coordinatorsOf(organisationId)
  await share(work, key, { kind: 'group', id: group, publicKey: await publicKeyOf(work.db, group) })
  await work.record('organisation.letIn', { id: organisationId })
}
