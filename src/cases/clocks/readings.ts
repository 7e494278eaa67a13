import { codebook } from '../../codebook'
import type { Moment } from '../moments/moment'
import { measure, type ClockValue } from './clock'
import { explain, type Explanation } from './explain'
import { judge, type ClockReading } from './judge'

/** What a kind of entry says of its clocks. */
interface Clocked {
  readonly event: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly clocks: readonly { readonly id: string; readonly from: string; readonly to: string }[]
}

/** One clock of an entry as a page shows it: the reading, what it was read from, and how. */
export interface Reading extends ClockReading {
  readonly id: string
  readonly from: NamedMoment
  readonly to: NamedMoment
  /** The same from the time on paper, where an entry has one beside the real one. */
  readonly fromRecorded: ClockValue | null
  readonly how: Explanation
}

interface NamedMoment {
  readonly name: string
  readonly moment: Moment | null
}

export function readingsOf(
  kind: Clocked,
  { regionAtEvent: region }: { readonly regionAtEvent: string | null },
  values: Readonly<Record<string, unknown>>,
): Reading[] {
  const named = (name: string): NamedMoment => ({ name, moment: (values[name] ?? null) as Moment | null })
  return kind.clocks.map(({ id, ...between }) => {
    const [from, to] = [named(between.from), named(between.to)]
    const versions = codebook.clockRules.filter(rule => rule.id === id)
    const reading = judge(from.moment, to.moment, region, versions)
    const onPaper = 'recordedAt' in kind.fields && from.name === kind.event && to.name !== 'recordedAt'
    return {
      ...reading,
      id,
      from,
      to,
      fromRecorded: onPaper ? measure(named('recordedAt').moment, to.moment, region) : null,
      how: explain(from.moment, to.moment, region, reading),
    }
  })
}
