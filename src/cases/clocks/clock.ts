import type { Moment, MomentState } from '../moments/moment'
import { spanOf } from '../moments/moment'

/** The minutes between two moments, at least and at most; or why they are not known. Limits are not part of it. */
export interface ClockValue {
  readonly min: number | null
  readonly max: number | null
  readonly state: 'known' | MomentState | 'negative' | null
}

type Timeless = Moment & { readonly state: MomentState }
const isTimeless = (moment: Moment | null): moment is Timeless | null => moment?.state !== 'at'

const missing = (state: ClockValue['state']): ClockValue => ({ min: null, max: null, state })
const without = (moment: Timeless | null) => missing(moment?.state ?? null)

/** Counts from the earliest to the latest minute that each moment allows: precise moments give one figure, others a range. */
export function measure(from: Moment | null, to: Moment | null, region: string | null): ClockValue {
  if (isTimeless(from)) return without(from)
  if (isTimeless(to)) return without(to)
  const [begun, ended] = [spanOf(from, region), spanOf(to, region)]
  if (!begun || !ended) return missing('unknown')
  const max = ended.last - begun.first
  if (max < 0) return missing('negative')
  return { min: Math.max(0, ended.first - begun.last), max, state: 'known' }
}
