import { chapters, kinds, type Chapter } from './entries'
import type { EntryPage } from './entry-page'
import { isMonth, type Moment } from './moments/moment'

export type Side = 'person' | 'paper'

/** One dated moment of one entry. */
export interface TimelineItem {
  readonly kind: string
  readonly chapter: Chapter
  /** The question it answers. */
  readonly name: string
  readonly moment: Moment
  readonly side: Side
  readonly page: EntryPage
  /** It is the day of the entry itself. */
  readonly isEvent: boolean
}

/** What is looked for on a timeline; nothing chosen is everything. */
export interface TimelineFilters {
  readonly chapter?: Chapter | undefined
  readonly side?: Side | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

const papers: ReadonlySet<string> = new Set(['protocol', 'register', 'court'])

/** Every dated moment of the file in order, people's on the left, papers' on the right; work on the file is no part of it. */
export function timelineOf(entries: Readonly<Record<string, readonly EntryPage[]>>, filters: TimelineFilters = {}) {
  const days = new Map<string, TimelineItem[]>()
  for (const item of itemsOf(entries)
    .filter(one => isAsked(one, filters))
    .sort(inOrder)) {
    const day = headOf(item.moment)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return [...days].map(([day, items]) => ({ day, items }))
}

/** The day it stands under, or the month where no more is known. */
const headOf = (moment: Moment): string => (moment.on ?? '').slice(0, isMonth(moment) ? 7 : 10)

function itemsOf(entries: Readonly<Record<string, readonly EntryPage[]>>): TimelineItem[] {
  return kinds
    .filter(kind => !kind.uncounted)
    .flatMap(kind => (entries[kind.name] ?? []).map(page => ({ kind, page })))
    .flatMap(({ kind, page }) =>
      Object.entries(kind.fields).flatMap(([name, field]): TimelineItem[] => {
        const moment = page.values[name] as Moment | null
        if (field.type !== 'moment' || moment?.state !== 'at') return []
        const side = papers.has(moment.source ?? '') ? 'paper' : field.side
        return [{ kind: kind.name, chapter: kind.chapter, name, moment, side, page, isEvent: name === kind.event }]
      }),
    )
}

const isAsked = ({ chapter, side, moment }: TimelineItem, asked: TimelineFilters): boolean =>
  (!asked.chapter || chapter === asked.chapter) && (!asked.side || side === asked.side) && isWithin(moment, asked)

const isWithin = ({ on, until }: Moment, { from, to }: TimelineFilters): boolean =>
  (!from || (until ?? on ?? '') >= from) && (!to || (on ?? '') <= to)

const key = ({ moment }: TimelineItem) => `${moment.on ?? ''} ${moment.time ?? '99'}`
const inOrder = (a: TimelineItem, b: TimelineItem) => key(a).localeCompare(key(b))

export const isChapter = (text: unknown): text is Chapter => (chapters as readonly unknown[]).includes(text)
