import { z } from 'zod'
import { countedFrom } from '../../codebook'
import { minutesIn } from './intervals'

/** A question as data: what `dalel ask`, saved questions, indicators and the pages share. */
export interface Question {
  readonly unit: string
  readonly measure: Measure
  readonly where: readonly Condition[]
  readonly by: readonly By[]
  readonly period: Period
  readonly minimumVerification: Verification
  readonly scope: 'organisation' | 'coalition'
}

export type Measure =
  | { readonly kind: 'count' }
  | { readonly kind: 'share'; readonly of: readonly Condition[] }
  | { readonly kind: 'median'; readonly clock: string }

export type Condition =
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] }
  | { readonly clock: string; readonly over: string }
  | { readonly clock: string; readonly under: string }
  | { readonly clock: string; readonly known: boolean }
  | { readonly field: string; readonly operator: Operator; readonly values: readonly string[] }

export type By = { readonly field: string } | { readonly clock: string; readonly edges: readonly string[] | undefined }

export interface Period {
  readonly basis: 'event' | 'received' | 'recorded'
  /** Half-open: `from` belongs to it, `to` does not. */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export const operators = ['is', 'has', 'not'] as const
export type Operator = (typeof operators)[number]
export const verifications = ['V0', 'V1', 'V2', 'V3', 'V4'] as const
export type Verification = (typeof verifications)[number]

const duration = z.string().refine(text => minutesIn(text) !== undefined, 'statistics.errors.duration')
const name = z.string().regex(/^[a-z][a-z0-9_.-]{0,80}$/i, 'statistics.errors.name')
const code = z.string().min(1).max(100)
const day = z.iso.date('statistics.errors.day')
const values = z.union([code.transform(one => [one]), z.array(code).min(1).max(200)])

const clockCondition = z.union([
  z.strictObject({ clock: name, over: duration }),
  z.strictObject({ clock: name, under: duration }),
  z.strictObject({ clock: name, known: z.boolean() }),
])
const fieldCondition = z.strictObject({
  field: name,
  is: values.optional(),
  has: values.optional(),
  not: values.optional(),
})

/** Which shape a condition means is told by its key, so that the error is about that shape and not about all of them. */
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.record(z.string(), z.unknown()).transform((raw, context): Condition => {
    const parsed = shapeOf(raw).safeParse(raw)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: raw } as never)
    return z.NEVER
  }),
)
const several = z.array(condition).min(1).max(50)

function shapeOf(raw: Record<string, unknown>): z.ZodType<Condition> {
  if ('any' in raw) return z.strictObject({ any: several })
  if ('all' in raw) return z.strictObject({ all: several })
  if ('clock' in raw) return clockCondition
  return fieldCondition.transform(({ field, ...rest }, context): Condition => {
    const [only, ...others] = operators.filter(operator => rest[operator] !== undefined)
    if (only && others.length === 0) return { field, operator: only, values: rest[only] ?? [] }
    context.issues.push({ code: 'custom', message: 'statistics.errors.operator', input: raw })
    return z.NEVER
  })
}

const by: z.ZodType<By> = z.union([
  name.transform(field => ({ field })),
  z.strictObject({ field: name }),
  z
    .strictObject({ clock: name, edges: z.array(duration).min(1).max(12).optional() })
    .transform(({ clock, edges }) => ({ clock, edges })),
])

const measure = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('share'), of: z.array(condition).max(50).default([]) }),
  z.strictObject({ kind: z.literal('median'), clock: name }),
])

const period = z
  .strictObject({
    basis: z.enum(['event', 'received', 'recorded']).default('event'),
    from: day.optional(),
    to: day.optional(),
  })
  .refine(({ from, to }) => !from || !to || from < to, { message: 'statistics.errors.period', path: ['to'] })

export const questionShape = z.strictObject({
  unit: name,
  measure: measure.default({ kind: 'count' }),
  where: z.array(condition).max(50).default([]),
  by: z.array(by).max(2, 'statistics.errors.twoDimensions').default([]),
  period: period.default({ basis: 'event' }),
  minimumVerification: z.enum(verifications).default(countedFrom),
  scope: z.enum(['organisation', 'coalition']).default('organisation'),
})
