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

export class Patterns1764115200011 implements MigrationInterface {
  name = 'Patterns1764115200011'

  async up(runner: QueryRunner): Promise<void> {
    const tables = [
      new Table({
        name: 'pattern_marks',
        withoutRowid: true,
        columns: [
          ...recorded('pattern_marks'),
          ...['case_id', 'organisation_id', 'token', 'kind', 'method', 'quarter'].map(text),
        ],
        indices: [
          index('pattern_marks_token_idx', ['token', 'organisation_id', 'case_id']),
          index('pattern_marks_case_id_idx', ['case_id']),
          index('pattern_marks_organisation_id_idx', ['organisation_id', 'token']),
        ],
      }),
      new Table({
        name: 'pattern_cases',
        withoutRowid: true,
        columns: [
          { ...text('case_id'), isPrimary: true, primaryKeyConstraintName: 'pattern_cases_pk' },
          text('marked_at'),
        ],
      }),
      new Table({
        name: 'pattern_asks',
        withoutRowid: true,
        columns: [
          ...recorded('pattern_asks'),
          ...['from_id', 'to_id', 'kind', 'methods', 'quarter', 'tokens', 'state', 'asked_by', 'asked_at'].map(text),
          ...['answered_by', 'answered_at'].map(maybe),
        ],
        indices: [
          index('pattern_asks_from_id_idx', ['from_id', 'id']),
          index('pattern_asks_to_id_idx', ['to_id', 'state', 'id']),
        ],
      }),
      new Table({
        name: 'pattern_words',
        columns: [
          ...recorded('pattern_words'),
          ...['ask_id', 'kind'].map(text),
          { name: 'sealed', type: columnTypes(runner).bytes },
        ],
        indices: [index('pattern_words_ask_id_idx', ['ask_id', 'kind'], true)],
      }),
    ]
    for (const table of tables) await runner.createTable(table)
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
