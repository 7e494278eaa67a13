import { listEvidence } from '../evidence'
import { one, type Load, type Query } from '../web'
import { findCase, listPersons } from './cases.queries'
import { chapters, kinds } from './entries'
import { linkedIn, onlyVictim, pagesOfFile } from './entry-page'
import { isChapter, timelineOf, type TimelineFilters } from './timeline'

const day = (query: Query, name: string) => /^\d{4}-\d\d-\d\d$/.exec(one(query, name) ?? '')?.[0]

function filtersIn(query: Query): TimelineFilters {
  const chapter = one(query, 'chapter')
  const side = one(query, 'side')
  return {
    chapter: isChapter(chapter) ? chapter : undefined,
    side: side === 'person' || side === 'paper' ? side : undefined,
    from: day(query, 'from'),
    to: day(query, 'to'),
  }
}

/** The whole file in the order of time, narrowed by what the address asks: to look through, and to print as a chronology. */
export const timelinePage: Load = async ({ db, actor, params, query }) => {
  const { kase, key } = await findCase(db, actor, params.id ?? '')
  const persons = await listPersons(db, key)
  const entries = await pagesOfFile(db, key)
  const filters = filtersIn(query)
  const items = await listEvidence(db, key)
  return {
    viewed: kase,
    case: kase,
    filters,
    chapters: chapters.filter(chapter => chapter !== 'work'),
    days: timelineOf(entries, filters),
    kindOf: Object.fromEntries(kinds.map(kind => [kind.name, kind])),
    linked: linkedIn(persons, entries),
    onlyVictim: onlyVictim(persons),
    persons: Object.fromEntries(persons.map(person => [person.id, person])),
    evidence: Object.fromEntries(items.map(item => [item.id, item.number])),
  }
}
