import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'
import { columnTypes } from '../src/database/columns'

export class History1764115200005 implements MigrationInterface {
  name = 'History1764115200005'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'past_versions',
        columns: [
          { name: 'id', type: 'text', isPrimary: true, primaryKeyConstraintName: 'past_versions_pk' },
          { name: 'version', type: 'integer' },
          ...['table_name', 'row_id', 'case_id', 'facts', 'replaced_by', 'replaced_at'].map(name => ({
            name,
            type: 'text',
          })),
          { name: 'row_version', type: 'integer' },
          { name: 'sealed', type: columnTypes(runner).bytes },
        ],
        indices: [
          { name: 'past_versions_row_id_idx', columnNames: ['row_id', 'row_version'] },
          { name: 'past_versions_case_id_idx', columnNames: ['case_id', 'replaced_at'] },
        ],
      }),
    )
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
