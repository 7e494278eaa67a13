import { entryKind } from '../entry-kind'
import { answer, code, codes, moment } from '../fields'

/** Somebody in the proceedings had to sign that nothing of the case will be told. */
export const undertaking = entryKind('undertaking', {
  table: 'undertakings',
  chapter: 'pressure',
  event: 'signedAt',
  summary: ['signedByRole', 'scopeStated', 'threat'],
  groups: {
    signing: {
      signedByRole: code('undertaking_signers'),
      signedAt: moment(),
      scopeStated: answer(),
      copyGiven: answer(),
      threat: answer(),
    },
  },
})

/** What was done against a lawyer for the work on the case. */
export const lawyerMeasure = entryKind('lawyer_measure', {
  table: 'lawyer_measures',
  chapter: 'pressure',
  event: 'at',
  summary: ['kind', 'trigger', 'outcome'],
  groups: {
    measure: {
      kind: code('lawyer_measure_kinds'),
      at: moment(),
      trigger: code('lawyer_measure_triggers'),
      outcome: code('lawyer_measure_outcomes'),
    },
  },
})

/** The internet or other communication was cut in a region. */
export const shutdown = entryKind('shutdown', {
  table: 'shutdowns',
  chapter: 'pressure',
  aboutNobody: true,
  event: 'from',
  ends: ['to'],
  summary: ['services', 'source'],
  groups: {
    cut: { from: moment(), to: moment(), services: codes('shutdown_services'), source: code('shutdown_sources') },
  },
})
