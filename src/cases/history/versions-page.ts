import { z } from 'zod'
import { codebook } from '../../codebook'
import { NotFound, type Work } from '../../core'
import { listEvidence } from '../../evidence'
import { choice, one, optional, type Look, type Typed } from '../../web'
import { findCase, listPersons, type OpenCase } from '../cases.queries'
import {
  contest,
  findEntry,
  otherVersion,
  readAnswers,
  typeOf,
  writeEntry,
  type Entry,
  type EntryKind,
  type OtherVersion,
} from '../entries'
import { kindIn, linksOf } from '../entry-pages'

type Params = Readonly<Record<string, string>>

/** One question of an entry with both its versions: what the entry says, and what the other side says. */
export async function versionsPage({ db, actor, params, query }: Look) {
  const kind = kindIn(params)
  const open = await findCase(db, actor, params.id ?? '')
  const entry = await findEntry(db, open.key, kind, params.entryId ?? '')
  const field = one(query, 'field') ?? ''
  const persons = await listPersons(db, open.key)
  return {
    viewed: open.kase,
    case: open.kase,
    kind,
    entry,
    field,
    ...versionsOf(kind, entry, field),
    items: await listEvidence(db, open.key),
    links: await linksOf(db, open, kind, persons, entry.id),
  }
}

function versionsOf(kind: EntryKind, entry: Entry, field: string) {
  const asked = kind.fields[field]
  if (!asked) return { asked, known: {}, hasOther: false }
  const other = otherVersion(entry, field)
  const own = readAnswers(kind, entry).values[field]
  return { asked, own, known: other ? typedOther(asked, field, other) : {}, hasOther: other !== null }
}

const typedOther = (
  asked: EntryKind['fields'][string],
  name: string,
  { value, source, item, ownSource, ownItem }: OtherVersion,
) => ({
  ...typeOf(asked).typed(name, value),
  otherSource: source,
  otherItem: item,
  ownSource,
  ownItem,
})

export interface VersionAnswers {
  readonly field: string
  /** Null when the other version is taken away. */
  readonly other: OtherVersion | null
}

const source = optional(choice(codebook.codes('moment_sources')))
const item = optional(z.string('common.form.twice').transform(text => (text === '' ? null : text)))
const sources = z.object({
  otherSource: source,
  ownSource: source,
  otherItem: item,
  ownItem: item,
  none: z.string().optional(),
})

/** The other version as its form gives it, read by the question's own type. */
export const versionsForm = (kind: EntryKind, now: Date): z.ZodType<VersionAnswers> =>
  z.record(z.string(), z.unknown()).transform((sent, context): VersionAnswers => {
    const typed = sent as Typed
    const field = typeof typed.field === 'string' ? typed.field : ''
    const asked = kind.fields[field]
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    const said = sources.safeParse(typed)
    if (!asked || !said.success) {
      refuse('field', 'common.form.unknownChoice')
      return z.NEVER
    }
    if (said.data.none) return { field, other: null }
    const value = typeOf(asked).read(field, asked, { typed, now, refuse })
    const { otherSource, otherItem, ownSource, ownItem } = said.data
    return { field, other: { value, source: otherSource, item: otherItem, ownSource, ownItem } }
  })

/** Sets the two versions of one answer side by side. */
export async function keepBoth(work: Work, { key }: OpenCase, params: Params, { field, other }: VersionAnswers) {
  const kind = kindIn(params)
  const entry = await findEntry(work.db, key, kind, params.entryId ?? '')
  const items = other ? [other.item, other.ownItem].filter(id => id !== null) : []
  const known = items.length ? new Set((await listEvidence(work.db, key)).map(one => one.id)) : new Set()
  if (items.some(id => !known.has(id))) throw new NotFound()
  await work.keep(entry)
  contest(kind, entry, field, other)
  await writeEntry(work, key, kind, entry)
  await work.record(`${kind.name}.${other ? 'contested' : 'agreed'}`, entry, { case: key.subjectId, field })
  return entry
}
