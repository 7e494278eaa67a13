import type { EntityManager } from 'typeorm'
import { dayAfter, dayInAlmaty, type Actor } from '../../core'
import { Case } from '../case.entity'
import type { ClockReading } from '../clocks/judge'
import { readingsOf, type Reading } from '../clocks/readings'
import { detention, readAnswers } from '../entries'
import { sightOf } from '../list.queries'
import { openRows, type OpenRow } from '../open-rows'

/** Somebody who was detained lately, of whom no judge and no release is known yet. */
export interface Held extends OpenRow {
  readonly clock: Reading
  readonly standing: 'over' | 'soon' | 'running'
}

const most = 5
const lately = 7
const dayLong = 24 * 60

/** The limits on time before a judge that are running, the latest detention first. */
export async function listHeld(db: EntityManager, actor: Actor, now: Date): Promise<Held[]> {
  const sight = await sightOf(db, actor)
  const query = db
    .createQueryBuilder(detention.entity, 'entry')
    .innerJoin(Case, 'kase', "kase.id = entry.case_id AND kase.state IN ('draft', 'open', 'on_hold')")
    .where("entry.de_facto_at_state = 'at' AND entry.released_at_state IS NULL AND entry.judge_first_at_state IS NULL")
    .andWhere('entry.event_on >= :since', { since: dayAfter(dayInAlmaty(now), -lately) })
  const entries = await sight(query)
    .orderBy('entry.eventOn', 'DESC')
    .addOrderBy('entry.id', 'DESC')
    .limit(most)
    .getMany()
  const rows = await openRows(db, actor, detention, entries)
  return rows.flatMap(row => {
    const { values } = readAnswers(detention, row.entry)
    const clock = readingsOf(detention, row.entry, values).find(one => one.id === 'before-judge')
    return clock ? [{ ...row, clock, standing: standingOf(clock, Math.floor(now.getTime() / 60_000)) }] : []
  })
}

/** Past only when it is surely past: from the latest start, under a rule somebody is sure of. */
function standingOf({ deadline, rule }: ClockReading, minute: number): Held['standing'] {
  if (!deadline || !rule) return 'running'
  const isSure = rule.confidence === 'high' || rule.confidence === 'medium'
  if (isSure && minute > deadline.last) return 'over'
  return minute > deadline.first - dayLong ? 'soon' : 'running'
}
