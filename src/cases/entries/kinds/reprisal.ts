import { entryKind } from '../entry-kind'
import { code, entry, moment, text } from '../fields'

/** Harm done because somebody complained, testified or spoke to a visitor. */
export const reprisal = entryKind('reprisal', {
  table: 'reprisals',
  chapter: 'pressure',
  event: 'happenedAt',
  summary: ['kind', 'against', 'after'],
  groups: {
    reprisal: {
      kind: code('reprisal_kinds'),
      against: code('reprisal_targets'),
      after: code('reprisal_triggers'),
      afterStep: entry('remedy_step'),
      happenedAt: moment(),
      whatHappened: text(),
    },
  },
})
