import { entryKind } from '../entry-kind'
import { answer, code, codes, moment, number } from '../fields'

/** One sitting of a court, as it was seen. */
export const hearing = entryKind('hearing', {
  table: 'hearings',
  chapter: 'court',
  event: 'at',
  summary: ['kind', 'mode', 'closed', 'outcome'],
  groups: {
    hearing: {
      kind: code('hearing_kinds'),
      at: moment(),
      duration: number(10_000),
      mode: code('hearing_modes'),
      onlineConsent: answer(),
      closed: code('closure_degrees'),
      closedGround: code('closure_grounds'),
    },
    presence: { personPresent: code('court_presences'), counselPresent: answer() },
    examination: {
      lawfulnessExamined: answer(),
      askedAboutTreatment: answer(),
      injuriesVisible: answer(),
      tortureAlleged: answer(),
      courtAction: codes('court_actions'),
      sameCourtTriesMerits: answer(),
    },
    ruling: {
      outcome: code('hearing_outcomes'),
      individualReasons: answer(),
      alternativesConsidered: answer(),
      reasonsUsed: codes('custody_reasons'),
    },
    defects: { defects: codes('hearing_defects') },
  },
})
