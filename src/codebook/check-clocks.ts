import { z } from 'zod'
import type { CalendarYear, ClockRule, Holiday } from './types'

/** What the dated rules of clocks and working days must be like. */
const word = z.string().min(1)
const label = z.strictObject({ en: word, ru: word, kk: word })
const day = z.iso.date()
const confidence = z.enum(['high', 'medium', 'low', 'unknown'])

export const clockRule = z.strictObject({
  id: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  kind: word,
  from: word,
  to: word,
  limit: z
    .strictObject({
      value: z.number().int().positive(),
      unit: z.enum(['hours', 'days']),
      counting: z.enum(['calendar', 'working']),
    })
    .refine(limit => limit.unit === 'days' || limit.counting === 'calendar', 'hours are not counted by working days')
    .nullable(),
  law: label,
  exceptions: label.nullable(),
  validFrom: day,
  validTo: day.nullable(),
  confidence,
  checkedBy: word.nullable(),
  checkedOn: day,
})

export interface WorkingDays {
  readonly holidays: readonly Holiday[]
  readonly years: readonly CalendarYear[]
}

export const workingDays: z.ZodType<WorkingDays> = z.strictObject({
  holidays: z.array(
    z.strictObject({
      code: word,
      label,
      days: z.array(z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)),
      madeUp: z.boolean(),
      law: label,
      validFrom: day,
      validTo: day.nullable(),
    }),
  ),
  years: z.array(
    z.strictObject({
      year: z.number().int(),
      kurbanAit: day,
      moved: z.array(z.strictObject({ off: day, worked: day })),
      decision: label.nullable(),
      note: label.nullable(),
      confidence,
      checkedBy: word.nullable(),
      checkedOn: day,
    }),
  ),
})

interface Dated {
  readonly validFrom: string
  readonly validTo: string | null
}

const endOf = ({ validTo }: Dated) => validTo ?? '9999-12-31'

/** On any day a name stands for one version at most. */
function oneVersionADay<T extends Dated>(file: string, all: readonly T[], nameOf: (one: T) => string): void {
  for (const [place, one] of all.entries()) {
    const twice = all
      .slice(place + 1)
      .some(next => nameOf(next) === nameOf(one) && next.validFrom < endOf(one) && one.validFrom < endOf(next))
    if (twice || endOf(one) <= one.validFrom)
      throw new Error(`${file}: ${nameOf(one)} from ${one.validFrom} has days that contradict`)
  }
}

/** The versions of a clock do not overlap and measure between the same two moments. */
export function checkClocks(rules: readonly ClockRule[]): void {
  oneVersionADay('clock-rules.json', rules, rule => rule.id)
  for (const { id, ...rule } of rules) {
    const first = rules.find(other => other.id === id)
    if (first?.kind !== rule.kind || first.from !== rule.from || first.to !== rule.to)
      throw new Error(`clock-rules.json: ${id} from ${rule.validFrom} measures something else than the version before`)
  }
}

/** Years follow one another, and what moves in a year stays in it. */
export function checkWorkingDays({ holidays, years }: WorkingDays): void {
  oneVersionADay('holidays.json', holidays, holiday => holiday.code)
  for (const [place, { year, kurbanAit, moved }] of years.entries()) {
    if (year !== (years[0]?.year ?? 0) + place) throw new Error(`holidays.json: ${year} stands in the wrong place`)
    const days = [kurbanAit, ...moved.flatMap(({ off, worked }) => [off, worked])]
    const lost = days.find(one => !one.startsWith(String(year)))
    if (lost !== undefined) throw new Error(`holidays.json: ${lost} does not lie in ${year}`)
  }
}
