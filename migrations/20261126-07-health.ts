import type { MigrationInterface, QueryRunner } from 'typeorm'
import { entryTable, type EntryColumns } from './entry-table'

const tables: Readonly<Record<string, EntryColumns>> = {
  injuries: {
    moments: ['first_seen_at'],
    codes: ['kind', 'photographed', 'consistency'],
    lists: ['body_parts', 'seen_by'],
  },
  examinations: {
    moments: ['requested_at', 'performed_at'],
    codes: [
      'kind',
      'performed',
      'refusal_ground',
      'performer_independent',
      'officer_present',
      'injuries_recorded',
      'follows_istanbul',
      'report_given',
    ],
    clocks: ['examination_done'],
  },
  health_events: {
    moments: ['happened_at', 'requested_at'],
    codes: ['kind', 'refusal_ground', 'record_requested_by', 'record_refused', 'record_refusal_ground'],
  },
  deaths: {
    moments: ['died_at', 'family_informed_at'],
    codes: [
      'in_custody',
      'place_type',
      'person_status',
      'threat_posed',
      'warning_given',
      'help_given',
      'manner',
      'cause_official',
      'autopsy',
      'body_handed_over',
      'case_status',
    ],
  },
  reprisals: { moments: ['happened_at'], codes: ['kind', 'against', 'after', 'after_step'] },
  removals: {
    moments: ['ordered_at', 'removed_at'],
    codes: ['kind', 'heard', 'lawyer', 'suspensive_appeal', 'risk_raised', 'interim_asked', 'interim_ignored'],
  },
  services: { moments: ['assessed_at', 'begun_at', 'ended_at'], codes: ['need', 'provider', 'state_asked'] },
}

export class Health1764115200007 implements MigrationInterface {
  name = 'Health1764115200007'

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(tables)) await runner.createTable(entryTable(runner, name, columns))
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
