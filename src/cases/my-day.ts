import type { EntityManager } from 'typeorm'
import type { Actor } from '../core'
import type { Load } from '../web'
import { Case } from './case.entity'
import { openCases, visibleTo } from './cases.queries'

type Counter = { readonly key: string; readonly href: string; count(db: EntityManager, actor: Actor): Promise<number> }

const waiting: Counter[] = []

/** What else waits for somebody, brought by the features it waits in. */
export const waitingFor = {
  add(counter: Counter): void {
    if (!waiting.some(one => one.key === counter.key)) waiting.push(counter)
  },
}

const few = 8

/** The first page: drafts to finish, what waits, the files last touched. */
export const myDay: Load = async ({ db, actor }) => {
  const worksOnCases = ['lawyer', 'monitor', 'coordinator'].some(role => actor.roles.has(role as 'lawyer'))
  if (!worksOnCases) return { drafts: [], recent: [], waits: [] }
  const mine = (states: string[]) => visibleTo(db, actor).andWhere('kase.state IN (:...states)', { states }).orderBy('kase.id', 'DESC').limit(few).getMany()
  const drafts: Case[] = await mine(['draft'])
  const recent: Case[] = await mine(['open', 'on_hold'])
  const waits = await Promise.all(waiting.map(async ({ key, href, count }) => ({ key, href, count: await count(db, actor) })))
  return { drafts: await openCases(db, actor, drafts), recent: await openCases(db, actor, recent), waits: waits.filter(one => one.count > 0) }
}
