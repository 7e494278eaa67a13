import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table, TableColumn, TableIndex } from 'typeorm'

const text = (name: string) => ({ name, type: 'text' })
const maybe = (name: string) => ({ ...text(name), isNullable: true })
const recorded = (table: string) => [
  { ...text('id'), isPrimary: true, primaryKeyConstraintName: `${table}_pk` },
  { name: 'version', type: 'integer' },
]
const index = (name: string, columnNames: string[], isUnique = false) => ({ name, columnNames, isUnique })

/** Which rows are one human being, what was merged and what was said to be two; and tokens of two parts of a name at once. */
export class Persons1764115200002 implements MigrationInterface {
  name = 'Persons1764115200002'

  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn('persons', new TableColumn(maybe('identity_id')))
    await runner.createIndex('persons', new TableIndex(index('persons_identity_id_idx', ['identity_id'])))
    await runner.addColumn('name_tokens', new TableColumn(maybe('kind')))
    await runner.dropIndex('name_tokens', 'name_tokens_token_idx')
    await runner.createIndex(
      'name_tokens',
      new TableIndex(index('name_tokens_token_idx', ['token', 'person_id', 'case_id'])),
    )
    await runner.createTable(
      new Table({
        name: 'person_merges',
        columns: [
          ...recorded('person_merges'),
          ...['organisation_id', 'identity_id', 'other_id', 'person_ids', 'merged_by', 'merged_at'].map(text),
          ...['separated_by', 'separated_at'].map(maybe),
        ],
        indices: [
          index('person_merges_identity_id_idx', ['identity_id']),
          index('person_merges_organisation_id_idx', ['organisation_id', 'merged_at']),
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'person_differences',
        columns: [
          ...recorded('person_differences'),
          ...['organisation_id', 'one_id', 'other_id', 'decided_by', 'decided_at'].map(text),
        ],
        indices: [
          index('person_differences_one_id_other_id_idx', ['one_id', 'other_id'], true),
          index('person_differences_other_id_idx', ['other_id']),
        ],
      }),
    )
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
