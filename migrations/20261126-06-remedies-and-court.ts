import type { MigrationInterface, QueryRunner } from 'typeorm'
import { entryTable, type EntryColumns } from './entry-table'

export class RemediesAndCourt1764115200006 implements MigrationInterface {
  name = 'RemediesAndCourt1764115200006'

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(tables)) await runner.createTable(entryTable(runner, name, columns))
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}

const tables: Record<string, EntryColumns> = {
  remedy_steps: {
    moments: ['made_at', 'registered_at', 'decision_at'],
    codes: [
      'kind',
      'to_body',
      'channel',
      'answers_step',
      'registered',
      'qualification',
      'investigating_agency',
      'decision',
      'refusal_ground',
      'set_aside',
      'withdrawn',
      'withdrawn_under_pressure',
    ],
    money: ['claimed', 'awarded', 'paid'],
    clocks: ['registered', 'decided'],
  },
  recording_requests: {
    moments: ['recorded_from', 'recorded_to', 'requested_at', 'answered_at'],
    codes: ['existed', 'requested_of', 'outcome', 'consequence'],
    clocks: ['recording_answered'],
  },
  information_requests: {
    moments: ['asked_at', 'answered_at'],
    codes: ['to_body', 'topic', 'answer'],
    clocks: ['information_answered'],
  },
  hearings: {
    moments: ['at'],
    codes: [
      'kind',
      'mode',
      'online_consent',
      'closed',
      'closed_ground',
      'person_present',
      'counsel_present',
      'lawfulness_examined',
      'asked_about_treatment',
      'injuries_visible',
      'torture_alleged',
      'same_court_tries_merits',
      'outcome',
      'individual_reasons',
      'alternatives_considered',
    ],
    lists: ['court_action', 'reasons_used', 'defects'],
    numbers: ['duration'],
  },
  proceedings: {
    moments: ['opened_at', 'custody_from', 'judgment_at'],
    codes: [
      'type',
      'offence_category',
      'case_file_access',
      'counsel_of_choice_refused',
      'counsel_refusal_ground',
      'victim_excluded',
      'judgment_pronounced',
      'judgment_copy_given',
      'outcome',
    ],
    numbers: ['custody_days', 'extensions', 'secret_witnesses'],
    clocks: ['before_judgment'],
  },
  motions: { moments: ['filed_at'], codes: ['kind', 'filed_by', 'granted'] },
  undertakings: { moments: ['signed_at'], codes: ['signed_by_role', 'scope_stated', 'copy_given', 'threat'] },
  lawyer_measures: { moments: ['at'], codes: ['kind', 'trigger', 'outcome'] },
  shutdowns: { moments: ['from', 'to'], codes: ['source'], lists: ['services'] },
  deadlines: { moments: ['due_at', 'done_at'], codes: ['rule'] },
  notes: { moments: ['at'] },
  contacts: { moments: ['at'], codes: ['way'] },
}
