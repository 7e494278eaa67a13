import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'

const text = (name: string) => ({ name, type: 'text' })

export class Statistics1763942400008 implements MigrationInterface {
  name = 'Statistics1763942400008'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'saved_questions',
        columns: [
          { ...text('id'), isPrimary: true, primaryKeyConstraintName: 'saved_questions_pk' },
          { name: 'version', type: 'integer' },
          ...['organisation_id', 'fingerprint', 'question', 'saved_by', 'saved_at'].map(text),
        ],
        indices: [
          {
            name: 'saved_questions_organisation_id_fingerprint_idx',
            columnNames: ['organisation_id', 'fingerprint'],
            isUnique: true,
          },
        ],
      }),
    )
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
