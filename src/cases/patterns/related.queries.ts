import type { EntityManager } from 'typeorm'
import type { Actor } from '../../core'
import { dayInAlmaty, NotFound } from '../../core'
import type { OpenKey } from '../../core'
import { heldBy, openSubject } from '../../vault'
import { visibleTo } from '../cases.queries'
import { alikeElsewhere, type Alike } from './alike.queries'
import { PatternAsk, PatternWords } from './pattern.entity'

/** Files that may be related: what they have in common, the own ones among them, and how many there are of others. */
export interface Related {
  readonly kind: Alike['kind']
  readonly methods: readonly string[]
  readonly quarter: string
  readonly tokens: readonly string[]
  readonly ours: readonly string[]
  readonly theirs: number
  /** For the program only: a page does not show them. */
  readonly organisations: readonly string[]
}

/** What may be related to the files of the actor's organisation, the latest quarter first. */
export async function listRelated(db: EntityManager, { organisationId }: Actor, now: Date): Promise<Related[]> {
  const found = await alikeElsewhere(db, organisationId, dayInAlmaty(now))
  const byToken = groupedBy(found, one => one.token)
  const bySame = groupedBy([...byToken.values()], of => sameness(of))
  return [...bySame.values()].map(related).sort((a, b) => b.quarter.localeCompare(a.quarter))
}

/** The same files in the same quarter are one alert, by however many methods and parts of a name they meet. */
const sameness = (of: readonly Alike[]): string =>
  JSON.stringify([of[0]?.kind, of[0]?.quarter, casesIn(of, 'ourCase'), casesIn(of, 'theirCase')])

function related(groups: readonly (readonly Alike[])[]): Related {
  const all = groups.flat()
  const [first] = all
  if (!first) throw new Error('A group of none')
  return {
    kind: first.kind,
    quarter: first.quarter,
    methods: [...new Set(all.map(one => one.method))].sort(),
    tokens: [...new Set(all.map(one => one.token))],
    ours: casesIn(all, 'ourCase'),
    theirs: casesIn(all, 'theirCase').length,
    organisations: [...new Set(all.map(one => one.theirOrganisation))],
  }
}

const casesIn = (of: readonly Alike[], which: 'ourCase' | 'theirCase'): string[] =>
  [...new Set(of.map(one => one[which]))].sort()

function groupedBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}

/** The alert a token belongs to; without one there is nothing to ask about. */
export async function findRelated(db: EntityManager, actor: Actor, now: Date, token: string): Promise<Related> {
  const found = (await listRelated(db, actor, now)).find(one => one.tokens.includes(token))
  if (!found) throw new NotFound()
  return found
}

export interface OpenAsk {
  readonly ask: PatternAsk
  readonly key: OpenKey
  readonly message: string
  readonly reply: string
}

/** One ask, for the coordinators of both sides. */
export async function findAsk(db: EntityManager, actor: Actor, id: string): Promise<OpenAsk> {
  const key = await openSubject(db, actor, id)
  const ask = await db.findOne(PatternAsk, { where: { id } })
  if (!ask) throw new NotFound()
  const rows = await db.find(PatternWords, { where: { askId: id } })
  for (const row of rows) key.open('pattern_words', row)
  const said = (kind: PatternWords['kind']) => rows.find(row => row.kind === kind)?.words.text ?? ''
  return { ask, key, message: said('message'), reply: said('reply') }
}

const asksOf = (db: EntityManager, actor: Actor) => heldBy(db.createQueryBuilder(PatternAsk, 'ask'), 'ask.id', actor)

/** What was asked of the own organisation and by it, the latest first. */
export async function listAsks(db: EntityManager, actor: Actor) {
  const asks = await asksOf(db, actor).orderBy('ask.id', 'DESC').limit(200).getMany()
  return {
    ofUs: asks.filter(ask => ask.toId === actor.organisationId),
    byUs: asks.filter(ask => ask.fromId === actor.organisationId),
  }
}

export const countWaitingAsks = (db: EntityManager, actor: Actor): Promise<number> =>
  actor.roles.has('coordinator')
    ? asksOf(db, actor).andWhere("ask.toId = :mine AND ask.state = 'asked'", { mine: actor.organisationId }).getCount()
    : Promise.resolve(0)

/** Filed cases of the organisation that have not been compared: nobody with the coalition's key has written in them since. */
export const uncompared = (db: EntityManager, actor: Actor) =>
  visibleTo(db, actor)
    .andWhere('kase.organisationId = :mine', { mine: actor.organisationId })
    .andWhere("kase.state NOT IN ('draft', 'erased')")
    .andWhere('NOT EXISTS (SELECT 1 FROM pattern_cases compared WHERE compared.case_id = kase.id)')
