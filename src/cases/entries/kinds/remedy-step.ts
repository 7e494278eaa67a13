import { entryKind } from '../entry-kind'
import { answer, code, entry, moment, money, text } from '../fields'

/** One step towards a remedy, and what came of it; the steps of one allegation form a chain. */
export const remedyStep = entryKind('remedy_step', {
  table: 'remedy_steps',
  chapter: 'remedies',
  event: 'madeAt',
  follows: 'answersStep',
  summary: ['kind', 'toBody', 'decision'],
  view: 'entries/remedies.njk',
  groups: {
    step: {
      kind: code('remedy_kinds'),
      toBody: code('remedy_bodies'),
      channel: code('remedy_channels'),
      madeAt: moment(),
      answersStep: entry('remedy_step'),
      text: text(),
    },
    registration: {
      registered: answer(),
      registeredAt: moment('paper'),
      registrationNumber: text(100),
      qualification: code('offence_qualifications'),
      investigatingAgency: code('investigating_agencies'),
    },
    decision: {
      decision: code('remedy_decisions'),
      decisionAt: moment('paper'),
      refusalGround: code('remedy_refusal_grounds'),
      setAside: answer(),
    },
    withdrawal: { withdrawn: answer(), withdrawnUnderPressure: answer() },
    compensation: { claimed: money(), awarded: money(), paid: money() },
  },
  clocks: [
    { id: 'registered', from: 'madeAt', to: 'registeredAt' },
    { id: 'decided', from: 'madeAt', to: 'decisionAt' },
  ],
})
