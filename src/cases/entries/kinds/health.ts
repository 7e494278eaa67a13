import { entryKind } from '../entry-kind'
import { answer, code, moment, text } from '../fields'

export const healthEvent = entryKind('health_event', {
  table: 'health_events',
  chapter: 'health',
  event: 'happenedAt',
  summary: ['kind', 'refusalGround'],
  groups: {
    event: {
      kind: code('health_event_kinds'),
      happenedAt: moment(),
      requestedAt: moment(),
      refusalGround: code('care_refusals'),
      whatHappened: text(),
    },
    record: {
      recordRequestedBy: code('record_requesters'),
      recordRefused: answer(),
      recordRefusalGround: code('record_refusals'),
    },
  },
})

export const death = entryKind('death', {
  table: 'deaths',
  chapter: 'health',
  event: 'diedAt',
  summary: ['manner', 'personStatus'],
  groups: {
    death: {
      diedAt: moment(),
      inCustody: answer(),
      placeType: code('place_types'),
      place: text(300),
      personStatus: code('death_person_states'),
      threatPosed: answer(),
      warningGiven: answer(),
      helpGiven: answer(),
    },
    cause: { manner: code('death_manners'), causeOfficial: code('death_causes'), circumstances: text() },
    inquiry: {
      autopsy: answer(),
      familyInformedAt: moment(),
      bodyHandedOver: answer(),
      caseStatus: code('death_case_states'),
    },
  },
})
