import { entryKind } from '../entry-kind'
import { answer, code, moment, text } from '../fields'

/** A recording that could show what happened was asked for, and what became of it. */
export const recordingRequest = entryKind('recording_request', {
  table: 'recording_requests',
  chapter: 'remedies',
  event: 'requestedAt',
  summary: ['requestedOf', 'outcome'],
  groups: {
    recording: {
      place: text(300),
      camera: text(300),
      recordedFrom: moment(),
      recordedTo: moment(),
      existed: answer(),
    },
    request: { requestedAt: moment(), requestedOf: code('recording_holders') },
    reply: {
      answeredAt: moment('paper'),
      outcome: code('recording_outcomes'),
      consequence: code('recording_consequences'),
    },
  },
  clocks: [{ id: 'recording-answered', from: 'requestedAt', to: 'answeredAt' }],
})
