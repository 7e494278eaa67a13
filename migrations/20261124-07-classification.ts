import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'
import { columnTypes } from '../src/database/columns'

const text = (name: string) => ({ name, type: 'text' })
const integer = (name: string) => ({ name, type: 'integer' })
const flag = (name: string) => ({ name, type: 'boolean' })

export class Classification1763942400007 implements MigrationInterface {
  name = 'Classification1763942400007'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'classifications',
        columns: [
          { ...text('id'), isPrimary: true, primaryKeyConstraintName: 'classifications_pk' },
          integer('version'),
          ...['case_id', 'entry_kind', 'entry_id'].map(text),
          integer('entry_version'),
          { ...text('violation_code'), isNullable: true },
          text('decision'),
          flag('current'),
          { ...text('rule'), isNullable: true },
          ...['codebook', 'decided_by', 'decided_at'].map(text),
          { name: 'sealed', type: columnTypes(runner).bytes },
        ],
        indices: [
          { name: 'classifications_case_id_idx', columnNames: ['case_id'] },
          { name: 'classifications_entry_id_idx', columnNames: ['entry_id', 'current'] },
          { name: 'classifications_violation_code_idx', columnNames: ['violation_code', 'decision', 'current'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'classification_provisions',
        columns: [
          { ...text('id'), isPrimary: true, primaryKeyConstraintName: 'classification_provisions_pk' },
          integer('version'),
          ...['classification_id', 'provision', 'article'].map(text),
          flag('is_primary'),
        ],
        indices: [
          { name: 'classification_provisions_classification_id_idx', columnNames: ['classification_id'] },
          { name: 'classification_provisions_article_idx', columnNames: ['article', 'provision'] },
        ],
      }),
    )
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
