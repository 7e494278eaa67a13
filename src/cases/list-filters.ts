import { codebook } from '../codebook'
import { one, several, type Query } from '../web'
import { caseStates, type CaseState } from './case-state'

/** In which order a list stands, and by which column it is paged. */
export const sorts = ['changed', 'received', 'oldest'] as const
export type Sort = (typeof sorts)[number]

/** What a list can say of each case, in the order in which it stands. */
export const columns = [
  'event',
  'provisions',
  'verified',
  'risk',
  'stage',
  'state',
  'source',
  'received',
  'changed',
] as const
export type Column = (typeof columns)[number]
const usual: readonly Column[] = ['event', 'provisions', 'verified', 'received', 'changed']

/** Sealed words are longer than those that are typed. */
const longestWords = 1500

/** What the address asks a list for, checked: what is no code, day or key of ours asks for nothing. */
export interface Filters {
  readonly q: string | undefined
  readonly state: readonly CaseState[]
  readonly stage: string | undefined
  /** This level or a higher one; `VX` (refuted) by itself. */
  readonly verification: string | undefined
  /** Under this level; what is refuted stands under none. */
  readonly below: string | undefined
  readonly risk: string | undefined
  readonly source: string | undefined
  readonly cluster: string | undefined
  readonly region: string | undefined
  readonly article: string | undefined
  readonly from: string | undefined
  readonly to: string | undefined
  readonly urgent: boolean
  readonly columns: readonly Column[]
  readonly sort: Sort
  readonly after: Cursor | undefined
}

/** The last row of the page before: its place in the order and its id. */
export interface Cursor {
  readonly at: string
  readonly id: string
}

export function readFilters(query: Query): Filters {
  const code = (name: string, codes: readonly string[]) => codes.find(known => known === one(query, name))
  const day = (name: string) => /^\d{4}-\d\d-\d\d$/.exec(one(query, name) ?? '')?.[0]
  return {
    q: one(query, 'q')?.slice(0, longestWords),
    state: caseStates.filter(state => state !== 'erased' && several(query, 'state').includes(state)),
    stage: code('stage', codebook.codes('case_stages_outcomes')),
    verification: code('verification', codebook.codes('verification_levels')),
    below: code('below', codebook.codes('verification_levels')),
    risk: code('risk', codebook.codes('risk_levels')),
    source: code('source', codebook.codes('case_sources')),
    cluster: code('cluster', codebook.codes('event_clusters')),
    region: code('region', codebook.codes('regions')),
    article: code(
      'article',
      codebook.articles.map(article => article.code),
    ),
    from: day('from'),
    to: day('to'),
    urgent: one(query, 'urgent') !== undefined,
    columns: readColumns(several(query, 'columns')),
    sort: sorts.find(sort => sort === one(query, 'sort')) ?? 'changed',
    after: readCursor(one(query, 'after')),
  }
}

/** Those that were chosen; where none was, the usual ones. */
function readColumns(chosen: readonly string[]): readonly Column[] {
  const known = columns.filter(column => chosen.includes(column))
  return known.length > 0 ? known : usual
}

const cursorForm = /^([0-9TZ:.-]{10,24})~([0-9a-f-]{36})$/

function readCursor(text: string | undefined): Cursor | undefined {
  const [, at, id] = cursorForm.exec(text ?? '') ?? []
  return at && id ? { at, id } : undefined
}

const narrowing = [
  'q',
  'stage',
  'verification',
  'below',
  'risk',
  'source',
  'cluster',
  'region',
  'article',
  'from',
  'to',
] as const

/** The address of a list with these filters. */
export function addressOf(filters: Filters, changes: Partial<Filters> = {}): string {
  const text = new URLSearchParams(pairsOf({ ...filters, ...changes })).toString()
  return text ? `/cases?${text}` : '/cases'
}

/** Names and values of an address; what is usual is not said. */
const pairsOf = (asked: Filters): [string, string][] => [
  ...narrowing.flatMap(name => pair(name, asked[name])),
  ...asked.state.flatMap(state => pair('state', state)),
  ...pair('urgent', asked.urgent ? 'yes' : undefined),
  ...(asked.columns.join() === usual.join() ? [] : asked.columns.flatMap(column => pair('columns', column))),
  ...pair('sort', asked.sort === 'changed' ? undefined : asked.sort),
  ...pair('after', asked.after && `${asked.after.at}~${asked.after.id}`),
]

const pair = (name: string, value: string | undefined): [string, string][] =>
  value === undefined ? [] : [[name, value]]

/** What of a list can be kept: its codes and days; neither a name nor a place in it. */
export const keptIn = (filters: Filters): Filters => ({ ...filters, q: undefined, after: undefined })

/** The same as names and values, to be read again as an address is. */
export function codesOf(filters: Filters): Record<string, string[]> {
  const codes: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(addressOf(keptIn(filters)).split('?')[1]))
    (codes[name] ??= []).push(value)
  return codes
}

export interface Chip {
  readonly name: string
  readonly values: readonly string[]
  /** The list without it. */
  readonly href: string
}

/** One for each filter in use; each is a link that removes itself. */
export function chipsOf(filters: Filters): Chip[] {
  const fresh = { ...filters, after: undefined }
  const without = (change: Partial<Filters>) => addressOf(fresh, change)
  return [
    ...narrowing.flatMap(name =>
      filters[name] === undefined ? [] : [{ name, values: [filters[name]], href: without({ [name]: undefined }) }],
    ),
    ...(filters.state.length ? [{ name: 'state', values: filters.state, href: without({ state: [] }) }] : []),
    ...(filters.urgent ? [{ name: 'urgent', values: [], href: without({ urgent: false }) }] : []),
  ]
}
