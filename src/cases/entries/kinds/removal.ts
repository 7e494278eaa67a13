import { entryKind } from '../entry-kind'
import { answer, code, moment, text } from '../fields'

/** Sending somebody out of the country, or the threat of it. */
export const removal = entryKind('removal', {
  table: 'removals',
  chapter: 'custody',
  event: 'orderedAt',
  ends: ['removedAt'],
  summary: ['kind'],
  groups: {
    removal: { kind: code('removal_kinds'), destination: text(200), orderedAt: moment('paper'), removedAt: moment() },
    guarantees: {
      heard: answer(),
      lawyer: answer(),
      suspensiveAppeal: answer(),
      riskRaised: answer(),
      interimAsked: answer(),
      interimIgnored: answer(),
      grounds: text(),
    },
  },
})
