import { entryKind } from '../entry-kind'
import { code, moment } from '../fields'

/** The coalition asked a State body for what the public has a right to know. */
export const informationRequest = entryKind('information_request', {
  table: 'information_requests',
  chapter: 'remedies',
  aboutNobody: true,
  event: 'askedAt',
  summary: ['toBody', 'topic', 'answer'],
  groups: {
    request: { toBody: code('information_bodies'), topic: code('information_topics'), askedAt: moment() },
    reply: { answer: code('information_answers'), answeredAt: moment('paper') },
  },
  clocks: [{ id: 'information-answered', from: 'askedAt', to: 'answeredAt' }],
})
