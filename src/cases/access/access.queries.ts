import type { EntityManager } from 'typeorm'
import { In, MoreThan } from 'typeorm'
import type { Actor, OpenKey } from '../../core'
import { NotFound } from '../../core'
import { heldBy, openSubject, wrapsFor } from '../../vault'
import { Case } from '../case.entity'
import { AccessRequest, AccessWords } from './access-request.entity'

export const pageSize = 25

export interface OpenRequest {
  readonly request: AccessRequest
  readonly key: OpenKey
  readonly reason: AccessWords['words']
  readonly reply: string
}

/** Who asked and those who may decide hold its key; for everybody else it does not exist. */
export async function findRequest(db: EntityManager, actor: Actor, id: string): Promise<OpenRequest> {
  const key = await openSubject(db, actor, id)
  const request = await db.findOne(AccessRequest, { where: { id } })
  if (!request) throw new NotFound()
  return { request, key, ...(await wordsOf(db, key)) }
}

async function wordsOf(db: EntityManager, key: OpenKey) {
  const rows = await db.find(AccessWords, { where: { requestId: key.subjectId } })
  for (const row of rows) key.open('access_words', row)
  const said = (kind: AccessWords['kind']) => rows.find(row => row.kind === kind)?.words
  return { reason: said('reason') ?? { reference: '', text: '' }, reply: said('reply')?.text ?? '' }
}

const seenBy = (db: EntityManager, actor: Actor) =>
  heldBy(db.createQueryBuilder(AccessRequest, 'request'), 'request.id', actor)

/** One's own requests, or those of others one may decide on, the latest first, a page by its key. */
export async function listRequests(db: EntityManager, actor: Actor, whose: 'own' | 'others', before?: string) {
  const query = seenBy(db, actor)
    .andWhere(`request.askedBy ${whose === 'own' ? '=' : '<>'} :me`, { me: actor.id })
    .orderBy('request.id', 'DESC')
  if (before) query.andWhere('request.id < :before', { before })
  const found = await query.limit(pageSize + 1).getMany()
  const requests = found.slice(0, pageSize)
  const wraps = await wrapsFor(
    db,
    actor,
    requests.map(one => one.id),
  )
  const opened: OpenRequest[] = []
  for (const request of requests) {
    const key = actor.keys.open(wraps.get(request.id) ?? [])
    opened.push({ request, key, ...(await wordsOf(db, key)) })
  }
  return { requests: opened, before: found.length > pageSize ? requests.at(-1)?.id : undefined }
}

export const countWaitingRequests = (db: EntityManager, actor: Actor): Promise<number> =>
  seenBy(db, actor).andWhere("request.state = 'asked' AND request.askedBy <> :me", { me: actor.id }).getCount()

/** Who looks at a case for a time, and until when. */
export const listLent = (db: EntityManager, caseId: string, now: Date): Promise<AccessRequest[]> =>
  db.find(AccessRequest, { where: { caseId, state: 'given', until: MoreThan(now) }, order: { id: 'ASC' } })

/** The cases somebody may look at for a time, by their numbers, and until when. */
export async function listLentTo(db: EntityManager, { id: askedBy }: Actor, now: Date) {
  const requests = await db.find(AccessRequest, {
    where: { askedBy, state: 'given', until: MoreThan(now) },
    order: { until: 'ASC' },
  })
  const ids = requests.flatMap(({ caseId }) => (caseId ? [caseId] : []))
  const cases = ids.length ? await db.find(Case, { where: { id: In(ids) } }) : []
  const references = new Map(cases.map(kase => [kase.id, kase.reference]))
  return requests.map(({ caseId, until }) => ({ caseId, until, reference: references.get(caseId ?? '') }))
}
