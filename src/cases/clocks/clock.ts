import type { ClockRule } from '../../codebook'
import type { Moment, MomentState } from '../moments/moment'
import { spanOf } from '../moments/moment'

/** The minutes between two moments, at least and at most; or why they are not known. Limits are not part of it. */
export interface ClockValue {
  readonly min: number | null
  readonly max: number | null
  readonly state: 'known' | MomentState | 'negative' | null
}

/** What a rule says of a value on the day it began. */
export type Verdict = 'within' | 'exceeded' | 'coarse' | 'unconfirmed' | 'none' | NonNullable<ClockValue['state']>

export interface ClockReading {
  readonly value: ClockValue
  readonly verdict: Verdict
  readonly limit: number | null
  readonly excess: number | null
  readonly rule: ClockRule | undefined
}

const missing = (state: ClockValue['state']): ClockValue => ({ min: null, max: null, state })

/** Counts from the earliest to the latest minute that each moment allows: precise moments give one figure, others a range. */
export function measure(from: Moment | null, to: Moment | null, region: string | null): ClockValue {
  if (!from || from.state !== 'at') return missing(from?.state === 'at' ? null : (from?.state ?? null))
  if (!to || to.state !== 'at') return missing(to?.state === 'at' ? null : (to?.state ?? null))
  const [begun, ended] = [spanOf(from, region), spanOf(to, region)]
  if (!begun || !ended) return missing('unknown')
  const max = ended.last - begun.first
  if (max < 0) return missing('negative')
  return { min: Math.max(0, ended.first - begun.last), max, state: 'known' }
}

const minutesOf = ({ value, unit }: NonNullable<ClockRule['limit']>) => value * (unit === 'hours' ? 60 : 1440)

/** Holds a value against the rule that was in force. A limit of low confidence never says "exceeded". */
export function judge(value: ClockValue, rule: ClockRule | undefined): ClockReading {
  const limit = rule?.limit ? minutesOf(rule.limit) : null
  const reading = (verdict: Verdict, excess: number | null = null): ClockReading => ({
    value,
    verdict,
    limit,
    excess,
    rule,
  })
  if (value.state !== 'known' || value.min === null || value.max === null) return reading(value.state ?? 'not_asked')
  if (limit === null) return reading('none')
  if (value.max <= limit) return reading('within')
  if (value.min <= limit) return reading('coarse')
  return rule?.confidence === 'low' || rule?.confidence === 'unknown'
    ? reading('unconfirmed')
    : reading('exceeded', value.min - limit)
}
