import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table, TableIndex } from 'typeorm'
import { columnTypes } from '../src/database/columns'

const text = (name: string) => ({ name, type: 'text' })
const recorded = (table: string) => [
  { ...text('id'), isPrimary: true, primaryKeyConstraintName: `${table}_pk` },
  { name: 'version', type: 'integer' },
]

/** What the desk needs: open deadlines by day, the address of a calendar, lists of cases kept. */
export class Desk1764115200009 implements MigrationInterface {
  name = 'Desk1764115200009'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createIndex(
      'deadlines',
      new TableIndex({ name: 'deadlines_open_idx', columnNames: ['done_at_state', 'due_at_on'] }),
    )
    await runner.createTable(
      new Table({
        name: 'calendar_feeds',
        columns: [...recorded('calendar_feeds'), ...['user_id', 'code_token', 'made_at'].map(text)],
        indices: [
          { name: 'calendar_feeds_user_id_idx', columnNames: ['user_id'], isUnique: true },
          { name: 'calendar_feeds_code_token_idx', columnNames: ['code_token'], isUnique: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'saved_lists',
        columns: [
          ...recorded('saved_lists'),
          ...['organisation_id', 'owner_id', 'address', 'saved_at'].map(text),
          { name: 'shared', type: 'boolean' },
          { name: 'sealed', type: columnTypes(runner).bytes },
        ],
        indices: [{ name: 'saved_lists_organisation_id_idx', columnNames: ['organisation_id', 'owner_id'] }],
      }),
    )
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
