import { z } from 'zod'
import { dayInAlmaty } from '../core'

/** What was sent: each field once or, where a list of boxes is meant, several times. */
export type Typed = Readonly<Record<string, string | string[]>>

export interface Problem {
  readonly key: string
  readonly values?: Record<string, string | number>
}

/** What a page needs to show a form again as it was sent. */
export interface FormState {
  readonly values: Typed
  readonly errors: Readonly<Record<string, Problem>>
  /** A refusal of the whole form: changed meanwhile, state forbids it. */
  readonly refusal?: Problem & { difference?: readonly object[] }
}

export const emptyForm: FormState = { values: {}, errors: {} }

export type Form<T> = z.ZodType<T>

const keyAndValues = (message: string): Problem => {
  const [key, values] = message.split('|', 2)
  return values ? { key: key ?? message, values: JSON.parse(values) as Record<string, string> } : { key: message }
}

/** A message key with its values, carried through zod as one string. */
export const say = (key: string, values?: Record<string, string | number>) =>
  values ? `${key}|${JSON.stringify(values)}` : key

export function readForm<T>(
  form: Form<T>,
  typed: Typed,
): { value: T; errors?: never } | { value?: never; errors: Record<string, Problem> } {
  const parsed = form.safeParse(withDays(typed))
  if (parsed.success) return { value: parsed.data }
  const errors: Record<string, Problem> = {}
  for (const issue of parsed.error.issues) errors[String(issue.path[0] ?? 'form')] ??= keyAndValues(issue.message)
  return { errors }
}

/** Day, month and year of one question become one field, `2024-03-01`, beside the three that were typed. */
export function withDays(typed: Typed): Typed {
  const days: Record<string, string> = {}
  for (const name of Object.keys(typed)) {
    const field = /^(.+)-year$/.exec(name)?.[1]
    if (!field || typed[field] !== undefined) continue
    days[field] = dayIn(typed, field)
  }
  return { ...typed, ...days }
}

function dayIn(typed: Typed, field: string): string {
  const part = (which: string) => String(typed[`${field}-${which}`] ?? '').trim()
  const [year, month, day] = [part('year'), part('month'), part('day')]
  return year || month || day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : ''
}

const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/
const isWhole = (text: string) => text.isWellFormed()

const typedOnce = z.string({
  error: issue => (issue.input === undefined ? 'common.form.missing' : 'common.form.twice'),
})

/** One line: no control, direction or zero-width characters, which would make a name lie about itself. */
export const line = ({ longest = 200, required }: { longest?: number; required?: string } = {}) =>
  typedOnce
    .transform(text => text.normalize('NFC').trim())
    .refine(text => text !== '' || !required, required)
    .refine(text => isWhole(text) && !controls.test(text) && !/[\n\r]/.test(text), 'common.form.control')
    .refine(text => !invisible.test(text), 'common.form.invisible')
    .refine(text => text.length <= longest, say('common.form.tooLong', { longest }))

/** A statement of several lines, kept verbatim but for line ends. */
export const statement = ({ longest = 100_000, required }: { longest?: number; required?: string } = {}) =>
  typedOnce
    .transform(text => text.replace(/\r\n?/g, '\n').trim())
    .refine(text => text !== '' || !required, required)
    .refine(text => isWhole(text) && !controls.test(text), 'common.form.control')
    .refine(text => text.length <= longest, say('common.form.tooLong', { longest }))

/** Optional field: what was not sent is empty. */
export const optional = <T extends z.ZodType>(field: T) => z.preprocess(value => value ?? '', field)

const isCalendarDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text)

/** A calendar day, past or to come; empty when nothing was typed and nothing is required. */
export const calendarDay = ({ required }: { required?: string } = {}) =>
  typedOnce
    .refine(text => text !== '' || !required, required)
    .refine(text => text === '' || isCalendarDay(text), 'common.form.day')
    .refine(text => text === '' || text >= '1900-01-01', 'common.form.dayTooEarly')

/** A calendar day that has come, in Kazakhstan. */
export const pastDay = (now: Date, { required }: { required?: string } = {}) =>
  calendarDay(required === undefined ? {} : { required }).refine(
    text => text === '' || text <= dayInAlmaty(now),
    'common.form.dayInFuture',
  )

/** One of a list of codes; empty is null unless required. */
export const choice = madeOnce((codes: readonly string[], required?: string) =>
  z.preprocess(
    value => value ?? '',
    typedOnce
      .refine(code => code !== '' || !required, required)
      .refine(code => code === '' || codes.includes(code), 'common.form.unknownChoice')
      .transform(code => (code === '' ? null : code)),
  ),
)

/** Any of a list of codes, from boxes of one name. */
export const choices = madeOnce((codes: readonly string[]) =>
  z.preprocess(
    value => (value === undefined || value === '' ? [] : Array.isArray(value) ? (value as unknown[]) : [value]),
    z
      .array(
        z.string().refine(code => codes.includes(code), 'common.form.unknownChoice'),
        'common.form.unknownChoice',
      )
      .transform(list => [...new Set(list)]),
  ),
)

/** The check of a list is the same whenever that very list is handed over again, and dear to make. */
function madeOnce<Check>(make: (codes: readonly string[], required?: string) => Check) {
  const made = new WeakMap<readonly string[], Map<string | undefined, Check>>()
  return (codes: readonly string[], required?: string): Check => {
    const checks = made.get(codes) ?? new Map<string | undefined, Check>()
    made.set(codes, checks)
    const check = checks.get(required) ?? make(codes, required)
    checks.set(required, check)
    return check
  }
}

/** A form that is another one on another day only - it knows what has come - and is made once for each. */
export function daily<F>(make: (now: Date) => F): (now: Date) => F {
  let made: { day: string; form: F } | undefined
  return now => {
    const day = dayInAlmaty(now)
    if (made?.day !== day) made = { day, form: make(now) }
    return made.form
  }
}

/** A box that is ticked or not. */
export const tick = () => z.preprocess(value => value === 'yes', z.boolean())
