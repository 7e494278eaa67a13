import { entryKind } from '../entry-kind'
import { answer, code, moment, number, text } from '../fields'

/** One procedure before a court, from its beginning to the judgment. */
export const proceeding = entryKind('proceeding', {
  table: 'proceedings',
  chapter: 'court',
  event: 'openedAt',
  ends: ['judgmentAt'],
  summary: ['type', 'offenceCategory', 'counselOfChoiceRefused', 'outcome'],
  groups: {
    matter: {
      type: code('proceeding_types'),
      openedAt: moment('paper'),
      offence: text(500),
      offenceCategory: code('offence_categories'),
    },
    custody: { custodyFrom: moment(), custodyDays: number(10_000), extensions: number(50) },
    defence: {
      caseFileAccess: code('case_file_access'),
      counselOfChoiceRefused: answer(),
      counselRefusalGround: code('counsel_refusal_grounds'),
    },
    trial: { secretWitnesses: number(500), victimExcluded: answer() },
    judgment: {
      judgmentAt: moment('paper'),
      judgmentPronounced: code('judgment_pronouncements'),
      judgmentCopyGiven: answer(),
      outcome: code('proceeding_outcomes'),
    },
  },
  clocks: [{ id: 'before-judgment', from: 'custodyFrom', to: 'judgmentAt' }],
})

/** What one side asked the court for in a proceeding. */
export const motion = entryKind('motion', {
  table: 'motions',
  chapter: 'court',
  parent: 'proceeding',
  event: 'filedAt',
  summary: ['kind', 'filedBy', 'granted'],
  groups: {
    motion: { kind: code('motion_kinds'), filedBy: code('motion_sides'), filedAt: moment(), granted: answer() },
  },
})
