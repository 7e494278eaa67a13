import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../core'
import { NotFound } from '../core'
import { EvidenceItem, listEvidence } from '../evidence'
import { staffNames } from '../people'
import type { HostKeys } from '../vault'
import { one, type Load, type Look, type Query } from '../web'
import { findCase, listPersons, type OpenCase } from './cases.queries'
import {
  chapters,
  findEntry,
  kindOf,
  kinds,
  listEntries,
  otherVersion,
  readAnswers,
  typedEntry,
  type Entry,
  type EntryKind,
} from './entries'
import { entryPage, type EntryPage } from './entry-page'
import { findDraft } from './filing/drafts'
import { formGroups } from './form-groups'
import type { Person } from './persons/person.entity'

type Params = Readonly<Record<string, string>>

export const kindIn = (params: Params): EntryKind => {
  const kind = kindOf(params.kind ?? '')
  if (!kind) throw new NotFound()
  return kind
}

export const draftPage = (params: Params) => `entry/${kindIn(params).name}/${params.entryId ?? 'new'}`

/** What may be added to the file, chapter by chapter. */
export const kindsPage: Load = async ({ db, actor, params }) => {
  const { kase } = await findCase(db, actor, params.id ?? '')
  const whole = kinds.filter(kind => kind.parent === undefined)
  return {
    case: kase,
    chapters: chapters
      .map(name => ({ name, kinds: whole.filter(kind => kind.chapter === name) }))
      .filter(chapter => chapter.kinds.length > 0),
  }
}

/** The form of an entry, new or known, with what its links may lead to. */
export const formPage: Load = async ({ db, actor, params, query }) => {
  const kind = kindIn(params)
  const open = await findCase(db, actor, params.id ?? '')
  const { kase, key } = open
  const entry = params.entryId ? await findEntry(db, key, kind, params.entryId) : undefined
  const draft = await findDraft(db, key, actor.id, draftPage(params))
  const persons = await listPersons(db, key)
  return {
    case: kase,
    kind,
    groups: formGroups(kind),
    entry,
    persons: persons.filter(person => !accused.has(person.role)),
    links: await linksOf(db, open, kind, persons, entry?.id),
    linked: await linkedFrom(db, key, kind),
    items: await listEvidence(db, key),
    parentId: parentOf(query, entry, draft),
    known: knownAnswers(kind, query, entry, draft, persons),
    isDraft: draft !== undefined,
    version: entry?.version,
  }
}

type Draft = Awaited<ReturnType<typeof findDraft>>

const parentOf = (query: Query, entry: Entry | undefined, draft: Draft) =>
  entry?.parentId ?? one(query, 'of') ?? draft?.parentId

/** A draft says more than the entry it changes; the first harmed person is who an entry is about, until somebody says otherwise. */
const knownAnswers = (
  kind: EntryKind,
  query: Query,
  entry: Entry | undefined,
  draft: Draft,
  persons: readonly Person[],
) => ({
  ...(entry && typedEntry(kind, readAnswers(kind, entry))),
  ...following(kind, query),
  ...draft,
  personId: draft?.personId ?? entry?.personId ?? firstVictim(persons),
})

/** A new step is asked for from the step it answers. */
const following = (kind: EntryKind, query: Query): Record<string, string> => {
  const after = one(query, 'after')
  return kind.follows && after ? { [kind.follows]: after } : {}
}

const accused: ReadonlySet<string> = new Set(['ALLEGED_PERP', 'PERP_SUPERIOR'])
export const firstVictim = (persons: readonly Person[]) => persons.find(one => one.role === 'VICTIM')?.id

/** For each question that points somewhere, where it may point. */
export async function linksOf(
  db: EntityManager,
  { key }: OpenCase,
  kind: EntryKind,
  persons: readonly Person[],
  itself: string | undefined,
): Promise<Record<string, object>> {
  const links: Record<string, object> = {}
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.type === 'person')
      links[name] = persons.filter(person => field.roles.length === 0 || field.roles.includes(person.role))
    if (field.type === 'entry')
      links[name] = (await pagesOf(db, key, field.kind)).filter(page => page.entry.id !== itself)
  }
  return links
}

async function pagesOf(db: EntityManager, key: OpenKey, name: string): Promise<EntryPage[]> {
  const kind = kindOf(name)
  return kind ? (await listEntries(db, key, kind)).map(entry => entryPage(kind, entry)) : []
}

/** One entry as it is read: every answer, its parts, what it rests on. */
export const readingPage =
  (host: HostKeys) =>
  async ({ db, actor, params }: Look) => {
    const kind = kindIn(params)
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const entry = await findEntry(db, key, kind, params.entryId ?? '')
    const parts: Record<string, EntryPage[]> = {}
    for (const part of kinds.filter(one => one.parent === kind.name))
      parts[part.name] = (await pagesOf(db, key, part.name)).filter(page => page.entry.parentId === entry.id)
    const persons = await listPersons(db, key)
    const items = await listEvidence(db, key)
    return {
      viewed: kase,
      case: kase,
      kind,
      page: entryPage(kind, entry),
      person: persons.find(one => one.id === entry.personId),
      parts,
      partKinds: kinds.filter(one => one.parent === kind.name),
      linked: await linkedFrom(db, key, kind),
      contested: bothVersions(kind, entry, items),
      supporting: items.filter(item => entry.supportedBy.includes(item.id)),
      contradicting: items.filter(item => entry.contradictedBy.includes(item.id)),
      names: Object.fromEntries(await staffNames(db, host, [entry.createdBy, entry.changedBy])),
    }
  }

/** The answers that have a second version, each with where both stand. */
function bothVersions(kind: EntryKind, entry: Entry, items: readonly EvidenceItem[]) {
  const { values } = readAnswers(kind, entry)
  const itemOf = (id: string | null) => items.find(one => one.id === id)
  return Object.entries(kind.fields).flatMap(([name, field]) => {
    const other = otherVersion(entry, name)
    if (!other) return []
    const own = { value: values[name], source: other.ownSource, item: itemOf(other.ownItem) }
    const differs = entry.contested.includes(name)
    return [{ name, field, own, other: { ...other, item: itemOf(other.item) }, differs }]
  })
}

/** By id, the persons and entries that answers of a kind, or of its parts, may lead to. */
export async function linkedFrom(db: EntityManager, key: OpenKey, kind: EntryKind): Promise<Record<string, object>> {
  const persons = await listPersons(db, key)
  const asked = kinds.filter(one => one === kind || one.parent === kind.name).flatMap(one => Object.values(one.fields))
  const names = new Set(asked.flatMap(field => (field.type === 'entry' ? [field.kind] : [])))
  const pages = (await Promise.all([...names].map(name => pagesOf(db, key, name)))).flat()
  return Object.fromEntries<object>([
    ...persons.map(person => [person.id, { person }] as const),
    ...pages.map(page => [page.entry.id, { page }] as const),
  ])
}
