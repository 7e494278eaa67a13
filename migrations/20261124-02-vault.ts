import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'
import { columnTypes } from '../src/database/columns'

const text = (name: string) => ({ name, type: 'text' })
const integer = (name: string) => ({ name, type: 'integer' })

export class Vault1763942400002 implements MigrationInterface {
  name = 'Vault1763942400002'

  async up(runner: QueryRunner): Promise<void> {
    const bytes = (name: string) => ({ name, type: columnTypes(runner).bytes })
    await runner.createTable(
      new Table({
        name: 'installation',
        columns: [
          { ...text('id'), isPrimary: true, primaryKeyConstraintName: 'installation_pk' },
          integer('version'),
          text('value'),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'subject_keys',
        withoutRowid: true,
        columns: [
          { ...text('id'), isPrimary: true, primaryKeyConstraintName: 'subject_keys_pk' },
          integer('version'),
          text('subject_id'),
          text('subject_kind'),
          integer('generation'),
          bytes('public_key'),
          text('made_at'),
        ],
        indices: [
          { name: 'subject_keys_subject_id_generation_idx', columnNames: ['subject_id', 'generation'], isUnique: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'key_wraps',
        withoutRowid: true,
        columns: [
          { ...text('id'), isPrimary: true, primaryKeyConstraintName: 'key_wraps_pk' },
          integer('version'),
          text('subject_id'),
          integer('generation'),
          text('holder_kind'),
          text('holder_id'),
          bytes('wrapped'),
        ],
        indices: [
          {
            name: 'key_wraps_subject_id_holder_id_generation_idx',
            columnNames: ['subject_id', 'holder_id', 'generation'],
            isUnique: true,
          },
          { name: 'key_wraps_holder_id_subject_id_idx', columnNames: ['holder_id', 'subject_id'] },
        ],
      }),
    )
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
