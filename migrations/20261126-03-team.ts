import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'

const text = (name: string) => ({ name, type: 'text' })
const maybe = (name: string) => ({ ...text(name), isNullable: true })
const recorded = (table: string) => [
  { ...text('id'), isPrimary: true, primaryKeyConstraintName: `${table}_pk` },
  { name: 'version', type: 'integer' },
]
const index = (name: string, columnNames: string[], isUnique = false) => ({ name, columnNames, isUnique })

export class Team1764115200003 implements MigrationInterface {
  name = 'Team1764115200003'

  async up(runner: QueryRunner): Promise<void> {
    const tables = [
      new Table({
        name: 'notices',
        withoutRowid: true,
        columns: [
          ...recorded('notices'),
          ...['user_id', 'kind', 'subject_id', 'at'].map(text),
          maybe('seen_at'),
          text('details'),
        ],
        indices: [
          index('notices_user_id_seen_at_id_idx', ['user_id', 'seen_at', 'id']),
          index('notices_user_id_id_idx', ['user_id', 'id']),
        ],
      }),
    ]
    for (const table of tables) await runner.createTable(table)
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
