import { addressOf, chipsOf, columns, type Column, type Filters, type Sort } from './list-filters'
import { countedTo, type CaseList } from './list.queries'

const lists: Readonly<Record<string, string>> = {
  region: 'regions',
  stage: 'case_stages_outcomes',
  verification: 'verification_levels',
  below: 'verification_levels',
  risk: 'risk_levels',
  source: 'case_sources',
  cluster: 'event_clusters',
  state: 'case_states',
}

/** The filters in use, each with the list its codes come from. */
export const chipsWithLists = (filters: Filters) => chipsOf(filters).map(chip => ({ ...chip, list: lists[chip.name] }))

/** A column and what it is called. */
const namedColumn = (code: Column) => ({ code, key: code === 'source' ? 'cases.about.source' : `cases.list.${code}` })

/** The list with its filters, as they were typed and as they stand in an address: each in use is a chip whose link takes it away; each sorted column a link that sorts by it. */
export function listPage(filters: Filters, addressed: Filters, list: CaseList) {
  const sorted = (sort: Sort) => ({
    href: addressOf(addressed, { sort, after: undefined }),
    isCurrent: filters.sort === sort,
  })
  return {
    ...list,
    filters,
    columns: columns.map(namedColumn),
    shownColumns: filters.columns.map(namedColumn),
    chips: chipsWithLists(addressed).map(chip => (chip.name === 'q' ? { ...chip, values: [filters.q] } : chip)),
    sorts: { changed: sorted('changed'), received: sorted('received'), oldest: sorted('oldest') },
    countedTo,
    nextPage: list.after ? addressOf(addressed, { after: list.after }) : undefined,
  }
}
