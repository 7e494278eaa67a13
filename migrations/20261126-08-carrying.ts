import { Table, TableColumn, type MigrationInterface, type QueryRunner } from 'typeorm'
import { columnTypes } from '../src/database/columns'

/** What a case is called in files that are carried in, and items of evidence whose file stayed elsewhere. */
export class Carrying1764115200008 implements MigrationInterface {
  name = 'Carrying1764115200008'

  async up(runner: QueryRunner): Promise<void> {
    const text = (name: string) => ({ name, type: 'text' })
    await runner.createTable(
      new Table({
        name: 'outer_ids',
        columns: [
          { ...text('id'), isPrimary: true, primaryKeyConstraintName: 'outer_ids_pk' },
          { name: 'version', type: 'integer' },
          ...['organisation_id', 'case_id', 'token', 'content'].map(text),
          { name: 'sealed', type: columnTypes(runner).bytes },
        ],
        indices: [
          { name: 'outer_ids_token_idx', columnNames: ['organisation_id', 'token'], isUnique: true },
          { name: 'outer_ids_case_id_idx', columnNames: ['case_id'] },
        ],
      }),
    )
    for (const name of ['file_id', 'sealed_sha256'])
      await runner.changeColumn('evidence_items', name, new TableColumn({ ...text(name), isNullable: true }))
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
