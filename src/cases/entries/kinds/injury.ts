import { entryKind } from '../entry-kind'
import { answer, code, codes, moment, text } from '../fields'

/** A trace on the body. How consistent it is with the account only a clinician may say (Istanbul Protocol). */
export const injury = entryKind('injury', {
  table: 'injuries',
  chapter: 'health',
  event: 'firstSeenAt',
  summary: ['kind', 'bodyParts', 'consistency'],
  view: 'entries/injuries.njk',
  groups: {
    trace: {
      kind: code('injury_kinds'),
      bodyParts: codes('body_parts'),
      size: text(200),
      description: text(),
    },
    seen: {
      firstSeenAt: moment(),
      seenBy: codes('injury_observers'),
      photographed: answer(),
      consistency: code('istanbul_consistency', { by: 'clinician' }),
    },
  },
})
