import { countedFrom, isCounted } from '../codebook'
import type { Case } from './case.entity'
import type { Entry } from './entries'

/** What questions leave out for its level of verification, and from which level they would count it. */
export interface NotCounted {
  readonly from: string
  /** The level of the case, where it is too low. */
  readonly level: string | undefined
  readonly entries: number
  readonly all: number
}

/** Of a filed case and its entries, each by its own level; nothing where all is counted. */
export function notCounted({ state, verification }: Case, entries: readonly Entry[]): NotCounted | undefined {
  const below = entries.filter(entry => !isCounted(entry.verification)).length
  if (state === 'draft' || (isCounted(verification) && below === 0)) return undefined
  const level = isCounted(verification) ? undefined : verification
  return { from: countedFrom, level, entries: below, all: entries.length }
}
