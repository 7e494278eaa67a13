import { entryKind } from '../entry-kind'
import { answer, code, moment, text } from '../fields'

export const examination = entryKind('examination', {
  table: 'examinations',
  chapter: 'health',
  event: 'performedAt',
  summary: ['kind', 'performed', 'injuriesRecorded', 'refusalGround'],
  groups: {
    examination: {
      kind: code('examination_kinds'),
      performed: answer(),
      requestedAt: moment(),
      performedAt: moment(),
      refusalGround: code('examination_refusals'),
    },
    how: {
      performerIndependent: answer(),
      officerPresent: answer(),
      injuriesRecorded: answer(),
      followsIstanbul: answer(),
      reportGiven: answer(),
      findings: text(),
    },
  },
  clocks: [{ id: 'examination-done', from: 'requestedAt', to: 'performedAt' }],
})
