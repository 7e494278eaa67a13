import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'

const text = (name: string) => ({ name, type: 'text' })

export class Web1763942400010 implements MigrationInterface {
  name = 'Web1763942400010'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'form_submissions',
        withoutRowid: true,
        columns: [
          { ...text('once'), isPrimary: true, primaryKeyConstraintName: 'form_submissions_pk' },
          text('actor_id'),
          text('place'),
          text('at'),
        ],
        indices: [{ name: 'form_submissions_at_idx', columnNames: ['at'] }],
      }),
    )
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
