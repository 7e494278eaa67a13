import { DateTime } from 'luxon'
import { dayInAlmaty } from '../core'
import type { ClockValue } from './clocks/clock'
import type { Verdict } from './clocks/judge'
import { chainsOf, kinds, type ChainStep } from './entries'
import type { EntryPage } from './entry-page'
import type { Moment } from './moments/moment'

interface Days {
  readonly first: number
  readonly last: number
}

export interface StepShown extends ChainStep<EntryPage> {
  /** How long it took to be registered, decided ..., by the clock. */
  readonly took: readonly { readonly id: string; readonly verdict: Verdict; readonly days: Days }[]
  /** How many days it has waited for an answer; null when it has one, or nobody knows since when. */
  readonly waited: number | null
}

/** The chains of every kind whose entries form them, by the kind: each step with its durations in days. */
export const chainsPage = (
  entries: Readonly<Record<string, readonly EntryPage[]>>,
  now: Date,
): Record<string, StepShown[][]> =>
  Object.fromEntries(
    kinds.flatMap(({ name, follows }) =>
      follows ? [[name, chainsOf(entries[name] ?? [], follows).map(chain => chain.map(step => shown(step, now)))]] : [],
    ),
  )

function shown(step: ChainStep<EntryPage>, now: Date): StepShown {
  const clocks = step.page.clocks as readonly { id: string; verdict: Verdict; value: ClockValue }[]
  const took = clocks.flatMap(({ id, verdict, value }) => {
    const days = daysOf(value)
    return days ? [{ id, verdict, days }] : []
  })
  return { ...step, took, waited: isAnswered(step.page) ? null : daysSince(step.page.date, now) }
}

const isAnswered = ({ values: { decision, withdrawn } }: EntryPage) =>
  (decision !== null && decision !== 'pending') || withdrawn === 'yes'

const day = 1440

/** Times known to the day differ by up to two days: that is one number; what is known less well is two. */
function daysOf({ state, min, max }: ClockValue): Days | undefined {
  if (state !== 'known' || min === null || max === null) return undefined
  const middle = Math.round((min + max) / 2 / day)
  return max - min <= 2 * day
    ? { first: middle, last: middle }
    : { first: Math.floor(min / day), last: Math.ceil(max / day) }
}

function daysSince(made: Moment | null, now: Date): number | null {
  if (!made?.on || made.precision === 'month' || made.until) return null
  const since = DateTime.fromISO(dayInAlmaty(now)).diff(DateTime.fromISO(made.on), 'days').days
  return Math.round(since)
}
