import { path } from '../web'

/** How a case came to be filed: its page says what comes next. */
export const waysToFile = ['quick', 'steps'] as const

export const afterFiling = (id: string, way: (typeof waysToFile)[number]): string =>
  `${casesPaths.one({ id })}?filed=${way}`

/** Every page of a case is a look at it: an option of `show`. */
export const aLook = { records: 'case.viewed' } as const

export const casesPaths = {
  day: path('/'),
  all: path('/cases'),
  search: path('/cases/search'),
  new: path('/cases/new'),
  quick: path('/cases/quick'),
  one: path('/cases/:id'),
  filing: path('/cases/:id/filing'),
  file: path('/cases/:id/file'),
  discarding: path('/cases/:id/discarding'),
  history: path('/cases/:id/history'),
  timeline: path('/cases/:id/timeline'),
  about: path('/cases/:id/about'),
  state: path('/cases/:id/state/:move'),
  words: path('/cases/:id/words'),
  secrecy: path('/cases/:id/secrecy'),
  secrecyCorrection: path('/cases/:id/secrecy/:markerId/correction'),
  secrecyEnding: path('/cases/:id/secrecy/:markerId/ending'),
  newPerson: path('/cases/:id/persons/new'),
  persons: path('/cases/:id/persons'),
  person: path('/cases/:id/persons/:personId'),
  consent: path('/cases/:id/persons/:personId/consent'),
  withdrawal: path('/cases/:id/persons/:personId/consent/:scope/withdrawal'),
  uses: path('/cases/:id/uses'),
  team: path('/cases/:id/team'),
  leaving: path('/cases/:id/team/:userId/leaving'),
  kinds: path('/cases/:id/entries'),
  newEntry: path('/cases/:id/entries/:kind/new'),
  entries: path('/cases/:id/entries/:kind'),
  entry: path('/cases/:id/entries/:kind/:entryId'),
  entryChange: path('/cases/:id/entries/:kind/:entryId/change'),
  entryVersions: path('/cases/:id/entries/:kind/:entryId/versions'),
  entryHistory: path('/cases/:id/entries/:kind/:entryId/history'),
  entryUndoing: path('/cases/:id/entries/:kind/:entryId/undoing'),
  entryReturn: path('/cases/:id/entries/:kind/:entryId/return'),
  entryRemoval: path('/cases/:id/entries/:kind/:entryId/removal'),
}
