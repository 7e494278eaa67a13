import { dayInAlmaty } from '../core'
import type { Gate } from '../database'
import type { HostKeys } from '../vault'
import type { Load } from '../web'
import { addressOf, keptIn, readFilters } from './list-filters'
import { listPage } from './list-page'
import { openWords } from './list-words'
import { listCases } from './list.queries'
import { listSavedLists } from './saved-lists/saved-lists.queries'

const few = 8

/** The case list as its address asks for it, and the lists that are kept; the one that is open is marked. */
export const theList =
  (host: HostKeys, gate: Gate): Load =>
  async ({ db, actor, query, now }) => {
    const { filters, addressed } = openWords(host, readFilters(query))
    const here = addressOf(keptIn(filters))
    const saved = await listSavedLists(db, actor)
    const list = await listCases(db, actor, filters, dayInAlmaty(now), gate.readAside)
    return {
      ...listPage(filters, addressed, list),
      saved: saved.slice(0, few).map(one => ({ ...one, isCurrent: one.href === here })),
      isKept: saved.some(one => one.href === here),
      keeping: here.replace('/cases', '/lists'),
    }
  }
