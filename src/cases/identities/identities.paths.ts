import { path } from '../../web'

export const identitiesPaths = {
  same: path('/cases/:id/persons/:personId/same'),
  facts: path('/cases/:id/persons/:personId/facts'),
  duplicates: path('/persons/duplicates'),
  merging: path('/persons/:personId/merging/:otherId'),
  difference: path('/persons/:personId/difference/:otherId'),
  separation: path('/persons/merges/:mergeId/separation'),
}

/** The page about who may be the same, right after somebody was entered: it goes on by itself where nobody is. */
export const afterAdding = (caseId: string, personId: string, how: 'quick' | 'person'): string =>
  `${identitiesPaths.same({ id: caseId, personId })}?added=${how}`
