import { z } from 'zod'
import { codebook } from '../../codebook'
import { isId } from '../../core'
import type { Form, Typed } from '../../web'
import { choice, optional, statement } from '../../web'
import type { Moment } from '../moments/moment'
import type { EntryKind } from './entry-kind'
import { typeOf, type Reading, type Value } from './types'
import { plain } from './types/plain'

/** What was answered, by field; and what every entry is asked. */
export interface EntryAnswers {
  readonly values: Readonly<Record<string, Value>>
  readonly verification: string
  readonly regionAtEvent: string | null
  readonly note: string
  /** Ids of evidence items. */
  readonly supportedBy: readonly string[]
  readonly contradictedBy: readonly string[]
  /** The version that was open: somebody else may have changed it since. */
  readonly version: number | null
}

const note = optional(statement({ longest: 5000 }))
const anything = z.record(z.string(), z.unknown())

/** The check of one kind of entry, as of now: everything a form of it may hold. */
export function entryForm(kind: EntryKind, now: Date): Form<EntryAnswers> {
  return anything.transform((sent, context): EntryAnswers => {
    const typed = sent as Typed
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    const form: Reading = { typed, now, refuse }
    const values = Object.fromEntries(
      Object.entries(kind.fields).map(([name, field]) => [name, typeOf(field).read(name, field, form)]),
    )
    endsAfterItBegan(kind, values, refuse)
    return {
      values,
      verification: plain(() => choice(codebook.codes('verification_levels')), 'verification', form) ?? 'V0',
      regionAtEvent: plain(() => choice(codebook.codes('regions')), 'regionAtEvent', form),
      note: plain(() => note, 'note', form) ?? '',
      supportedBy: bearing(typed, 'supporting'),
      contradictedBy: bearing(typed, 'contradicting'),
      version: typeof typed.version === 'string' && /^\d{1,9}$/.test(typed.version) ? Number(typed.version) : null,
    }
  })
}

const bearingName = 'bearing-'

/** The evidence items of which the form says that they support the entry, or contradict it. */
const bearing = (typed: Typed, which: 'supporting' | 'contradicting'): string[] =>
  Object.entries(typed)
    .filter(([name, said]) => name.startsWith(bearingName) && said === which)
    .map(([name]) => name.slice(bearingName.length))
    .filter(isId)

/** The end of the same thing lies before its beginning: asked again at the end. */
function endsAfterItBegan(kind: EntryKind, values: Record<string, Value>, refuse: Reading['refuse']): void {
  const begun = values[kind.event] as Moment | null
  for (const end of kind.ends ?? []) {
    const ended = values[end] as Moment | null | undefined
    if (begun && ended && isBefore(ended, begun)) refuse(end, 'entries.endBeforeStart')
  }
}

const isBefore = (ended: Moment, begun: Moment): boolean => {
  const [last, first] = [ended.until ?? ended.on, begun.on]
  if (!last || !first) return false
  return last === first ? (ended.time ?? '24') < (begun.time ?? '00') : last < first
}

/** The form fields that would give these answers: to open an entry again, or to show what somebody else wrote. */
export function typedEntry(kind: EntryKind, entry: EntryAnswers): Record<string, string | string[]> {
  const fields = Object.entries(kind.fields).map(([name, field]) => typeOf(field).typed(name, entry.values[name] ?? empty(field.type))) // prettier-ignore
  const said = (ids: readonly string[], which: string) => ids.map(id => [bearingName + id, which])
  return Object.assign(
    { verification: entry.verification, regionAtEvent: entry.regionAtEvent ?? '', note: entry.note },
    Object.fromEntries([...said(entry.supportedBy, 'supporting'), ...said(entry.contradictedBy, 'contradicting')]),
    ...fields,
  ) as Record<string, string | string[]>
}

const empty = (type: string): Value => (type === 'codes' ? [] : type === 'text' ? '' : null)
