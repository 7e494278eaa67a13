import { entryKind } from '../entry-kind'
import { answer, code, codes, moment, text } from '../fields'

export const detention = entryKind('detention', {
  table: 'detentions',
  chapter: 'custody',
  event: 'deFactoAt',
  ends: ['releasedAt'],
  summary: ['legalBasis', 'placeInitialType'],
  view: 'entries/detention-sections.njk',
  groups: {
    start: {
      deFactoAt: moment(),
      recordedAt: moment('paper'),
      legalBasis: code('detention_legal_basis'),
      acknowledged: answer(),
      protocolExists: answer(),
      placeInitialType: code('place_types'),
      place: text(300),
    },
    rights: {
      groundsTold: answer(),
      rightsExplained: answer(),
      silenceTold: answer(),
      interpreter: answer(),
      questioningRecorded: answer(),
      statementReviewed: answer(),
      complaintPossible: answer(),
      relativeNotifiedAt: moment(),
      relativeNotifiedBy: code('notified_by'),
      consulateNotifiedAt: moment(),
    },
    lawyer: {
      lawyerRequestedAt: moment(),
      lawyerFirstContactAt: moment(),
      lawyerChoice: code('lawyer_choices'),
      lawyerConfidential: answer(),
      lawyerObstruction: codes('lawyer_obstructions'),
      questionedBeforeLawyer: answer(),
    },
    treatment: {
      fingerprinted: answer(),
      photographed: answer(),
      explanatoryNoteForced: answer(),
      medicalOnAdmission: answer(),
    },
    end: { judgeFirstAt: moment(), releasedAt: moment(), outcome: code('detention_outcomes'), circumstances: text() },
  },
  clocks: [
    { id: 'recording', from: 'deFactoAt', to: 'recordedAt' },
    { id: 'first-lawyer', from: 'deFactoAt', to: 'lawyerFirstContactAt' },
    { id: 'relative-told', from: 'deFactoAt', to: 'relativeNotifiedAt' },
    { id: 'consulate-told', from: 'deFactoAt', to: 'consulateNotifiedAt' },
    { id: 'before-judge', from: 'deFactoAt', to: 'judgeFirstAt' },
  ],
})

/** One stretch of a detention in one place. */
export const stay = entryKind('stay', {
  table: 'stays',
  chapter: 'custody',
  parent: 'detention',
  event: 'enteredAt',
  ends: ['leftAt'],
  summary: ['placeType'],
  groups: {
    where: { placeType: code('place_types'), place: text(300), enteredAt: moment(), leftAt: moment() },
  },
  clocks: [{ id: 'temporary-stay', from: 'enteredAt', to: 'leftAt' }],
})
