import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'
import { columnTypes } from '../src/database/columns'

const text = (name: string) => ({ name, type: 'text' })
const integer = (name: string) => ({ name, type: 'integer' })
const id = (table: string, name = 'id') => ({ ...text(name), isPrimary: true, primaryKeyConstraintName: `${table}_pk` })
const recorded = (table: string) => [id(table), integer('version')]
const index = (table: string, columns: string[], isUnique = false) => ({
  name: `${table}_${columns.join('_')}_idx`,
  columnNames: columns,
  isUnique,
})

export class People1763942400003 implements MigrationInterface {
  name = 'People1763942400003'

  async up(runner: QueryRunner): Promise<void> {
    const bytes = (name: string) => ({ name, type: columnTypes(runner).bytes })
    const tables = [
      new Table({
        name: 'organisations',
        columns: [...recorded('organisations'), text('code'), text('name_en'), text('name_ru'), text('name_kk')],
        indices: [index('organisations', ['code'], true)],
      }),
      new Table({
        name: 'users',
        columns: [
          ...recorded('users'),
          ...['organisation_id', 'login_token', 'roles'].map(text),
          { name: 'clinician', type: 'boolean' },
          text('state'),
          text('language'),
          { ...text('password'), isNullable: true },
          ...['public_key', 'private_wrapped', 'recovery_wrapped'].map(name => ({ ...bytes(name), isNullable: true })),
          bytes('sealed'),
        ],
        indices: [index('users', ['organisation_id']), index('users', ['login_token'], true)],
      }),
      new Table({
        name: 'invitations',
        columns: [
          ...recorded('invitations'),
          ...['user_id', 'code_hash', 'expires_at'].map(text),
          { ...text('used_at'), isNullable: true },
        ],
        indices: [index('invitations', ['user_id']), index('invitations', ['code_hash'], true)],
      }),
      new Table({
        name: 'spare_codes',
        columns: [...recorded('spare_codes'), text('user_id'), text('hash')],
        indices: [index('spare_codes', ['user_id'])],
      }),
      new Table({
        name: 'sessions',
        columns: [
          id('sessions'),
          text('user_id'),
          text('stage'),
          bytes('sealed_key'),
          text('started_at'),
          text('seen_at'),
        ],
        indices: [index('sessions', ['user_id'])],
      }),
      new Table({
        name: 'second_factor_uses',
        columns: [id('second_factor_uses', 'user_id'), { name: 'step', type: 'bigint' }],
      }),
      new Table({
        name: 'rate_buckets',
        columns: [id('rate_buckets'), integer('failures'), text('until'), text('changed_at')],
      }),
    ]
    for (const table of tables) await runner.createTable(table)
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
