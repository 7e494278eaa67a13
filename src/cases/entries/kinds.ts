import { entryKind, type EntryKind } from './entry-kind'
import { answer, code, codes, moment, number, text } from './fields'

export const detention = entryKind('detention', {
  table: 'detentions',
  event: 'deFactoAt',
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
    { id: 'before-judge', from: 'deFactoAt', to: 'judgeFirstAt' },
  ],
})

export const act = entryKind('act', {
  table: 'acts',
  event: 'begunAt',
  groups: {
    what: {
      family: code('act_families'),
      whatHappened: text(),
      methodCodes: codes('torture_methods'),
      purposes: codes('act_purposes'),
      context: code('act_contexts'),
      biasMotive: codes('bias_motives'),
    },
    when: {
      begunAt: moment(),
      endedAt: moment(),
      placeType: code('place_types'),
      place: text(300),
      custodyOf: code('custodians'),
    },
    who: {
      officialPresent: answer(),
      perpetratorAgencies: codes('perpetrator_agency_types'),
      perpetratorCount: number(500),
      perpetratorWords: text(2000),
      involvement: code('involvement_degrees'),
      accountability: code('accountability_states'),
    },
    after: { consequences: codes('act_consequences') },
  },
})

/** Every kind of entry. A further one costs a declaration, a migration and texts. */
export const kinds: readonly EntryKind[] = [detention, act]

export const kindOf = (name: string): EntryKind | undefined => kinds.find(kind => kind.name === name)
