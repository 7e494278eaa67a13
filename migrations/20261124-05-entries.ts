import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'
import { entryTable } from './entry-table'

export class Entries1763942400005 implements MigrationInterface {
  name = 'Entries1763942400005'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      entryTable(runner, 'detentions', {
        moments: [
          'de_facto_at',
          'recorded_at',
          'relative_notified_at',
          'consulate_notified_at',
          'lawyer_requested_at',
          'lawyer_first_contact_at',
          'judge_first_at',
          'released_at',
        ],
        codes: [
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
          'relative_notified_by',
          'lawyer_choice',
          'lawyer_confidential',
          'questioned_before_lawyer',
          'fingerprinted',
          'photographed',
          'explanatory_note_forced',
          'medical_on_admission',
          'outcome',
        ],
        lists: ['lawyer_obstruction'],
        clocks: ['recording', 'first_lawyer', 'relative_told', 'consulate_told', 'before_judge'],
      }),
    )
    await runner.createTable(
      entryTable(runner, 'stays', {
        moments: ['entered_at', 'left_at'],
        codes: ['place_type'],
        clocks: ['temporary_stay'],
      }),
    )
    await runner.createTable(
      entryTable(runner, 'acts', {
        moments: ['begun_at', 'ended_at'],
        codes: ['family', 'context', 'place_type', 'custody_of', 'official_present', 'involvement', 'accountability'],
        lists: ['method_codes', 'purposes', 'bias_motive', 'perpetrator_agencies', 'consequences'],
        numbers: ['perpetrator_count'],
      }),
    )
    await runner.createTable(
      entryTable(runner, 'involvements', {
        moments: ['state_known_at'],
        codes: ['perpetrator', 'degree', 'accountability'],
      }),
    )
    await runner.createTable(occurrences())
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}

const occurrences = () =>
  new Table({
    name: 'occurrences',
    withoutRowid: true,
    columns: [
      { name: 'id', type: 'text', isPrimary: true, primaryKeyConstraintName: 'occurrences_pk' },
      { name: 'version', type: 'integer' },
      ...['kind', 'case_id', 'verification'].map(name => ({ name, type: 'text' })),
      ...['person_id', 'event_on', 'region_at_event'].map(name => ({ name, type: 'text', isNullable: true })),
    ],
    indices: [
      { name: 'occurrences_case_id_idx', columnNames: ['case_id', 'region_at_event', 'event_on'] },
      { name: 'occurrences_person_id_idx', columnNames: ['person_id', 'event_on'] },
    ],
  })
