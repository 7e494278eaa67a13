import { entryKind } from '../entry-kind'
import { answer, code, codes, moment, number, person, text } from '../fields'

export const act = entryKind('act', {
  table: 'acts',
  chapter: 'treatment',
  event: 'begunAt',
  ends: ['endedAt'],
  summary: ['methodCodes', 'family', 'purposes'],
  view: 'entries/acts.njk',
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
      perpetratorUnit: text(300),
      perpetratorCount: number(500),
      perpetratorWords: text(2000),
      involvement: code('involvement_degrees'),
      accountability: code('accountability_states'),
    },
    after: { consequences: codes('act_consequences') },
  },
})

/** The part one alleged perpetrator had in an act, and what became of him or her. */
export const involvement = entryKind('involvement', {
  table: 'involvements',
  chapter: 'treatment',
  parent: 'act',
  event: 'stateKnownAt',
  summary: ['perpetrator', 'degree', 'accountability'],
  groups: {
    who: {
      perpetrator: person('ALLEGED_PERP', 'PERP_SUPERIOR'),
      degree: code('involvement_degrees'),
      accountability: code('accountability_states'),
      stateKnownAt: moment('paper'),
    },
  },
})
