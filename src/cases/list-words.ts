import type { HostKeys } from '../vault'
import type { Query } from '../web'
import { isReference } from './list-conditions'
import { addressOf, readFilters, type Filters } from './list-filters'

const longest = 200
const mark = '~'

/**
 * What is looked for may be a name, and a browser keeps the addresses it has been to: a name stands in none of them but sealed. The
 * number of a case stands as it is.
 */
const inAddress = (host: HostKeys, q: string): string => (isReference(q) ? q : mark + host.sealText('search', q))

/** The words behind what an address says; nothing when it was not sealed here. */
const fromAddress = (host: HostKeys, q: string): string | undefined =>
  (q.startsWith(mark) ? host.openText('search', q.slice(mark.length)) : q)?.slice(0, longest)

/** The filters of an address with the words as somebody typed them; and as they stand in the addresses of the page. */
export function openWords(host: HostKeys, asked: Filters): { filters: Filters; addressed: Filters } {
  const q = asked.q === undefined ? undefined : fromAddress(host, asked.q)
  return { filters: { ...asked, q }, addressed: { ...asked, q: q && inAddress(host, q) } }
}

/** Both forms that look for cases are sent as forms: what was typed leads to the address of its list. */
export function listSought(host: HostKeys, typed: Query): string {
  const { q, ...asked } = readFilters(typed)
  const words = q?.trim().slice(0, longest)
  return addressOf({ ...asked, q: words ? inAddress(host, words) : undefined })
}
