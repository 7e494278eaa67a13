import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../core'
import { readingsOf } from './clocks/readings'
import { stripOf, type Strip } from './clocks/strip'
import { detention, listFile, readAnswers, type Entry, type EntryKind } from './entries'
import type { Field } from './entries/fields'
import type { Moment } from './moments/moment'
import type { Person } from './persons/person.entity'

/** By id, the persons and entries that answers may lead to. */
export const linkedIn = (persons: readonly Person[], entries: Readonly<Record<string, EntryPage[]>>) =>
  Object.fromEntries<object>([
    ...persons.map(person => [person.id, { person }] as const),
    ...Object.values(entries).flatMap(pages => pages.map(page => [page.entry.id, { page }] as const)),
  ])

/** Where one person is the victim, an entry that does not name anybody is about that person. */
export function onlyVictim(persons: readonly Person[]): string | undefined {
  const victims = persons.filter(person => person.role === 'VICTIM')
  return victims.length === 1 ? victims[0]?.id : undefined
}

export interface EntryPage {
  readonly kind: string
  readonly entry: Entry
  /** When it happened. */
  readonly date: Moment | null
  readonly note: string
  readonly values: Readonly<Record<string, unknown>>
  /** The answers that name it. */
  readonly summary: readonly { readonly field: Field; readonly value: unknown }[]
  readonly clocks: readonly object[]
  readonly gap: object | null
  readonly strip: Strip | undefined
}

/** The pages of every entry of a case, by the name of its kind. */
export async function pagesOfFile(db: EntityManager, key: OpenKey): Promise<Record<string, EntryPage[]>> {
  const file = await listFile(db, key)
  return Object.fromEntries([...file].map(([kind, entries]) => [kind.name, entries.map(one => entryPage(kind, one))]))
}

/** One entry as its views draw it: answers, and each clock from the real and from the recorded time with its rule. */
export function entryPage(kind: EntryKind, entry: Entry): EntryPage {
  const { values, note } = readAnswers(kind, entry)
  const clocks = readingsOf(kind, entry, values)
  return {
    kind: kind.name,
    entry,
    date: values[kind.event] as Moment | null,
    note,
    values,
    summary: kind.summary.flatMap(name => {
      const field = kind.fields[name]
      return field ? [{ field, value: values[name] }] : []
    }),
    clocks,
    gap: clocks.find(clock => clock.id === 'recording') ?? null,
    strip: kind === detention ? detentionStrip(values, entry, clocks) : undefined,
  }
}

function detentionStrip(
  values: Readonly<Record<string, unknown>>,
  entry: Entry,
  clocks: readonly { id: string; limit: number | null }[],
): Strip | undefined {
  const moment = (name: string) => (values[name] ?? null) as Moment | null
  const [judge, released] = [moment('judgeFirstAt'), moment('releasedAt')]
  return stripOf({
    real: moment('deFactoAt'),
    recorded: moment('recordedAt'),
    end: judge?.state === 'at' ? judge : released,
    between: { lawyer: moment('lawyerFirstContactAt'), relative: moment('relativeNotifiedAt') },
    limit: judge?.state === 'at' ? (clocks.find(clock => clock.id === 'before-judge')?.limit ?? null) : null,
    region: entry.regionAtEvent,
  })
}
