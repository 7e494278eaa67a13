import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'
import { columnTypes } from '../src/database/columns'

const text = (name: string) => ({ name, type: 'text' })
const maybe = (name: string) => ({ ...text(name), isNullable: true })
const recorded = (table: string) => [
  { ...text('id'), isPrimary: true, primaryKeyConstraintName: `${table}_pk` },
  { name: 'version', type: 'integer' },
]
const index = (name: string, columnNames: string[], isUnique = false) => ({ name, columnNames, isUnique })

export class Referrals1764115200010 implements MigrationInterface {
  name = 'Referrals1764115200010'

  async up(runner: QueryRunner): Promise<void> {
    const sealed = { name: 'sealed', type: columnTypes(runner).bytes }
    const tables = [
      new Table({
        name: 'referrals',
        withoutRowid: true,
        columns: [
          ...recorded('referrals'),
          ...['case_id', 'from_id', 'to_id', 'reason', 'state', 'sent_by', 'sent_at', 'person_ids', 'entry_ids'].map(
            text,
          ),
          ...['decided_by', 'decided_at', 'refusal', 'new_case_id'].map(maybe),
        ],
        indices: [
          index('referrals_case_id_idx', ['case_id', 'state']),
          index('referrals_to_id_idx', ['to_id', 'state', 'id']),
        ],
      }),
      new Table({
        name: 'referral_words',
        columns: [...recorded('referral_words'), ...['referral_id', 'kind'].map(text), sealed],
        indices: [index('referral_words_referral_id_idx', ['referral_id', 'kind'], true)],
      }),
      new Table({
        name: 'referral_copies',
        withoutRowid: true,
        columns: [...recorded('referral_copies'), text('referral_id')],
        indices: [index('referral_copies_referral_id_idx', ['referral_id'])],
      }),
    ]
    for (const table of tables) await runner.createTable(table)
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
