import { DateTime } from 'luxon'
import type { EntityManager } from 'typeorm'
import type { Actor } from '../core'
import { listUnseen } from '../people'
import type { HostKeys } from '../vault'
import type { Load } from '../web'
import { Case } from './case.entity'
import { openCases } from './cases.queries'
import type { Cases } from './list-conditions'
import { sightOf } from './list.queries'

type Counter = {
  readonly key: string
  readonly href: string
  readonly count: (db: EntityManager, actor: Actor) => Promise<number>
}

const waiting: Counter[] = []

/** What else waits for somebody, brought by the features it waits in. */
export const waitingFor = {
  add(counter: Counter): void {
    if (!waiting.some(one => one.key === counter.key)) waiting.push(counter)
  },
}

const few = 8

/** The first page: what one was told, own drafts, what waits, the files last touched. Who works on no cases is shown none. */
export const myDay =
  (host: HostKeys): Load =>
  async look => ({ ...(await ownWork(look)), told: await listUnseen(look.db, host, look.actor) })

const ownWork: Load = async ({ db, actor, now }) => {
  const today = DateTime.fromJSDate(now, { zone: 'Asia/Almaty' }).toISODate()
  const worksOnCases = (['lawyer', 'monitor', 'coordinator'] as const).some(role => actor.roles.has(role))
  if (!worksOnCases) return { today, drafts: [], recent: [], waits: [] }
  const sight = await sightOf(db, actor)
  const latest = (cases: Cases) =>
    sight(cases).orderBy('kase.changedAt', 'DESC').addOrderBy('kase.id', 'DESC').limit(few).getMany()
  const drafts = await latest(
    db.createQueryBuilder(Case, 'kase').where("kase.state = 'draft' AND kase.openedBy = :me", { me: actor.id }),
  )
  const recent = await latest(db.createQueryBuilder(Case, 'kase').where("kase.state IN ('open', 'on_hold')"))
  const waits = await Promise.all(
    waiting.map(async ({ key, href, count }) => ({ key, href, count: await count(db, actor) })),
  )
  return {
    today,
    drafts: await openCases(db, actor, drafts),
    recent: await openCases(db, actor, recent),
    waits: waits.filter(one => one.count > 0),
  }
}
