import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'
import { columnTypes } from '../src/database/columns'

const tables = [
  {
    table: 'detentions',
    needed: ['case_id', 'verification', 'created_by', 'created_at', 'changed_by', 'changed_at', 'lawyer_obstruction'],
    optional: [
      'person_id',
      'parent_id',
      'region_at_event',
      'event_on',
      'de_facto_at_on',
      'de_facto_at_precision',
      'de_facto_at_source',
      'de_facto_at_state',
      'recorded_at_on',
      'recorded_at_precision',
      'recorded_at_source',
      'recorded_at_state',
      'legal_basis',
      'acknowledged',
      'protocol_exists',
      'place_initial_type',
      'grounds_told',
      'rights_explained',
      'silence_told',
      'interpreter',
      'questioning_recorded',
      'statement_reviewed',
      'complaint_possible',
      'relative_notified_at_on',
      'relative_notified_at_precision',
      'relative_notified_at_source',
      'relative_notified_at_state',
      'relative_notified_by',
      'consulate_notified_at_on',
      'consulate_notified_at_precision',
      'consulate_notified_at_source',
      'consulate_notified_at_state',
      'lawyer_requested_at_on',
      'lawyer_requested_at_precision',
      'lawyer_requested_at_source',
      'lawyer_requested_at_state',
      'lawyer_first_contact_at_on',
      'lawyer_first_contact_at_precision',
      'lawyer_first_contact_at_source',
      'lawyer_first_contact_at_state',
      'lawyer_choice',
      'lawyer_confidential',
      'questioned_before_lawyer',
      'fingerprinted',
      'photographed',
      'explanatory_note_forced',
      'medical_on_admission',
      'judge_first_at_on',
      'judge_first_at_precision',
      'judge_first_at_source',
      'judge_first_at_state',
      'released_at_on',
      'released_at_precision',
      'released_at_source',
      'released_at_state',
      'outcome',
      'recording_state',
      'first_lawyer_state',
      'relative_told_state',
      'before_judge_state',
    ],
    numbers: [
      'recording_min',
      'recording_max',
      'first_lawyer_min',
      'first_lawyer_max',
      'relative_told_min',
      'relative_told_max',
      'before_judge_min',
      'before_judge_max',
    ],
  },
  {
    table: 'acts',
    needed: [
      'case_id',
      'verification',
      'created_by',
      'created_at',
      'changed_by',
      'changed_at',
      'method_codes',
      'purposes',
      'bias_motive',
      'perpetrator_agencies',
      'consequences',
    ],
    optional: [
      'person_id',
      'parent_id',
      'region_at_event',
      'event_on',
      'family',
      'context',
      'begun_at_on',
      'begun_at_precision',
      'begun_at_source',
      'begun_at_state',
      'ended_at_on',
      'ended_at_precision',
      'ended_at_source',
      'ended_at_state',
      'place_type',
      'custody_of',
      'official_present',
      'involvement',
      'accountability',
    ],
    numbers: ['perpetrator_count'],
  },
]

export class Entries1763942400005 implements MigrationInterface {
  name = 'Entries1763942400005'

  async up(runner: QueryRunner): Promise<void> {
    for (const { table, needed, optional, numbers } of tables) {
      await runner.createTable(
        new Table({
          name: table,
          columns: [
            { name: 'id', type: 'text', isPrimary: true, primaryKeyConstraintName: `${table}_pk` },
            { name: 'version', type: 'integer' },
            ...needed.map(name => ({ name, type: 'text' })),
            ...optional.map(name => ({ name, type: 'text', isNullable: true })),
            ...numbers.map(name => ({ name, type: 'integer', isNullable: true })),
            { name: 'sealed', type: columnTypes(runner).bytes },
          ],
          indices: [['case_id', 'region_at_event'], ['person_id'], ['event_on']].map(columnNames => ({
            name: `${table}_${columnNames[0]}_idx`,
            columnNames,
          })),
        }),
      )
    }
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
