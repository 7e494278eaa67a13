import type { EntityManager } from 'typeorm'
import { dayInAlmaty, type Actor } from '../../core'
import { listUnseen } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load, Look } from '../../web'
import { listLentTo } from '../access/access.queries'
import { Case } from '../case.entity'
import { openCases } from '../cases.queries'
import { shownOn, weekAfter } from '../deadlines/deadlines-page'
import { countDue, listDeadlines } from '../deadlines/deadlines.queries'
import { justMarked } from '../deadlines/just-marked'
import type { Cases } from '../list-conditions'
import { sightOf } from '../list.queries'
import { listHeld } from './custody'
import { changedByOthers } from './news'
import { officeBlocks } from './office'

interface Waiting {
  readonly count: number
  /** Since when the oldest of it waits, where that is known. */
  readonly since?: Date | undefined
}

interface Counter {
  readonly key: string
  readonly href: string
  readonly look: (db: EntityManager, actor: Actor) => Promise<Waiting>
}

const waiting: Counter[] = []

/** What else waits for somebody, brought by the features it waits in. */
export const waitingFor = {
  add(counter: Counter): void {
    if (!waiting.some(one => one.key === counter.key)) waiting.push(counter)
  },
}

const few = 8
const fewDeadlines = 6

/** The first page, by role: what one was told, what is due, own drafts, what waits, the files last touched; the office's own numbers. */
export const myDay =
  (host: HostKeys): Load =>
  async look => ({
    today: dayInAlmaty(look.now),
    ...(await ownWork(look)),
    office: await officeBlocks(look),
    told: await listUnseen(look.db, host, look.actor),
    just: await justMarked(look),
  })

const worksOnCases = ({ roles }: Actor) => (['lawyer', 'monitor', 'coordinator'] as const).some(role => roles.has(role))

/** Who works on no cases is shown none. */
async function ownWork({ db, actor, now }: Look): Promise<object> {
  if (!worksOnCases(actor)) return { drafts: [], recent: [], waits: [], deadlines: [], lent: [] }
  const today = dayInAlmaty(now)
  const sight = await sightOf(db, actor)
  const latest = (cases: Cases) =>
    sight(cases).orderBy('kase.changedAt', 'DESC').addOrderBy('kase.id', 'DESC').limit(few).getMany()
  const drafts = await latest(
    db.createQueryBuilder(Case, 'kase').where("kase.state = 'draft' AND kase.openedBy = :me", { me: actor.id }),
  )
  const recent = await latest(db.createQueryBuilder(Case, 'kase').where("kase.state IN ('open', 'on_hold')"))
  const due = await listDeadlines(db, actor, { whose: 'all', state: 'open', after: undefined }, fewDeadlines)
  return {
    drafts: await openCases(db, actor, drafts),
    recent: await openCases(db, actor, recent),
    news: await changedByOthers(db, actor, recent),
    deadlines: due.deadlines.map(shownOn(today)),
    held: await listHeld(db, actor, now),
    counts: await countDue(db, actor, today, weekAfter(today)),
    waits: await waitsOf(db, actor),
    lent: await listLentTo(db, actor, now),
  }
}

async function waitsOf(db: EntityManager, actor: Actor) {
  const waits = await Promise.all(
    waiting.map(async ({ key, href, look }) => ({ key, href, ...(await look(db, actor)) })),
  )
  return waits.filter(one => one.count > 0)
}
