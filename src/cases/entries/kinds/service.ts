import { entryKind } from '../entry-kind'
import { answer, code, moment, text } from '../fields'

/** What a person needs to recover, and who gives it. */
export const service = entryKind('service', {
  table: 'services',
  chapter: 'help',
  event: 'assessedAt',
  ends: ['endedAt'],
  summary: ['need', 'provider'],
  groups: {
    service: {
      need: code('service_needs'),
      assessedAt: moment(),
      provider: code('service_providers'),
      stateAsked: answer(),
      begunAt: moment(),
      endedAt: moment(),
      description: text(2000),
    },
  },
})
