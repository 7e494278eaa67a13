import { z } from 'zod'
import { codebook } from '../../codebook'
import type { Form, Typed } from '../../web'
import { choice, choices, optional, statement } from '../../web'
import type { Moment } from '../moments/moment'
import { readMoment, typedMoment } from '../moments/read-moment'
import type { EntryKind } from './entry-kind'
import type { Field } from './fields'

export type Value = Moment | string | readonly string[] | number | null

/** What was answered, by field; and what every entry is asked. */
export interface EntryAnswers {
  readonly values: Readonly<Record<string, Value>>
  readonly verification: string
  readonly regionAtEvent: string | null
  /** The version that was open: somebody else may have changed it since. */
  readonly version: number | null
}

export const answers = ['yes', 'no', 'unknown', 'not_asked', 'refused', 'na'] as const

/** The check of one kind of entry, as of now: everything a form of it may hold. */
export function entryForm(kind: EntryKind, now: Date): Form<EntryAnswers> {
  return z.record(z.string(), z.unknown()).transform((sent, context): EntryAnswers => {
    const typed = sent as Typed
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    const values = Object.fromEntries(
      Object.entries(kind.fields).map(([name, field]) => [name, valueOf(name, field, typed, now, refuse)]),
    )
    endsAfterItBegan(kind, values, refuse)
    return {
      values,
      verification: plain(choice(codebook.codes('verification_levels')), 'verification', typed, refuse) ?? 'V0',
      regionAtEvent: plain(choice(codebook.codes('regions')), 'regionAtEvent', typed, refuse),
      version: typeof typed.version === 'string' && /^\d{1,9}$/.test(typed.version) ? Number(typed.version) : null,
    }
  })
}

type Refuse = (name: string, message: string) => void

function plain<T>(schema: z.ZodType<T>, name: string, typed: Typed, refuse: Refuse): T | null {
  if (typed[name] === undefined) return null
  const read = schema.safeParse(typed[name])
  if (read.success) return read.data
  refuse(name, read.error.issues[0]?.message ?? 'common.form.unknownChoice')
  return null
}

function valueOf(name: string, field: Field, typed: Typed, now: Date, refuse: Refuse): Value {
  switch (field.type) {
    case 'moment': {
      const { moment, problem } = readMoment(typed, name, now)
      if (problem) refuse(name, problem)
      return moment ?? null
    }
    case 'answer':
      return plain(choice(answers), name, typed, refuse)
    case 'code':
      return plain(choice(codebook.codes(field.list)), name, typed, refuse)
    case 'codes':
      return plain(choices(codebook.codes(field.list)), name, typed, refuse) ?? []
    case 'number':
    case 'text':
      return plain(checkOf(field), name, typed, refuse)
  }
}

const checks = new Map<Field, z.ZodType<string | number | null>>()
function checkOf(field: Extract<Field, { type: 'number' | 'text' }>): z.ZodType<string | number | null> {
  const check =
    checks.get(field) ??
    (field.type === 'number' ? wholeNumber(field.most) : optional(statement({ longest: field.longest })))
  checks.set(field, check)
  return check
}

const wholeNumber = (most: number) =>
  z.preprocess(
    value => value ?? '',
    z
      .string('common.form.twice')
      .trim()
      .refine(text => text === '' || (/^\d{1,6}$/.test(text) && Number(text) <= most), 'entries.number')
      .transform(text => (text === '' ? null : Number(text))),
  )

/** The end of the same thing lies before its beginning: asked again at the end. */
function endsAfterItBegan(kind: EntryKind, values: Record<string, Value>, refuse: Refuse): void {
  const begun = values[kind.event] as Moment | null
  for (const end of ['releasedAt', 'endedAt']) {
    const ended = values[end] as Moment | null | undefined
    if (
      begun?.on &&
      ended?.on &&
      (ended.on < begun.on || (ended.on === begun.on && (ended.time ?? '24') < (begun.time ?? '00')))
    ) {
      refuse(end, 'entries.endBeforeStart')
    }
  }
}

/** The form fields that would give these answers: to open an entry again, or to show what somebody else wrote. */
export function typedEntry(kind: EntryKind, entry: EntryAnswers): Record<string, string | string[]> {
  const fields = Object.entries(kind.fields).map(([name, field]): Record<string, string | string[]> => {
    const value = entry.values[name] ?? null
    if (field.type === 'moment') return typedMoment(name, value as Moment | null)
    if (field.type === 'codes') return { [name]: [...((value ?? []) as string[])] }
    return typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {}
  })
  return Object.assign(
    { verification: entry.verification, regionAtEvent: entry.regionAtEvent ?? '' },
    ...fields,
  ) as Record<string, string | string[]>
}
