import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table, TableIndex } from 'typeorm'
import { columnTypes } from '../src/database/columns'

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
    const sealed = { name: 'sealed', type: columnTypes(runner).bytes }
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
      new Table({
        name: 'hand_overs',
        columns: [
          ...recorded('hand_overs'),
          text('case_id'),
          maybe('from_id'),
          ...['to_id', 'handed_by', 'at', 'stays'].map(text),
          sealed,
        ],
        indices: [index('hand_overs_case_id_idx', ['case_id', 'at'])],
      }),
      new Table({
        name: 'hand_over_runs',
        columns: [
          ...recorded('hand_over_runs'),
          ...['organisation_id', 'from_id', 'to_id', 'stays', 'begun_by', 'begun_at'].map(text),
          maybe('ended_at'),
          sealed,
        ],
        indices: [index('hand_over_runs_organisation_id_idx', ['organisation_id', 'id'])],
      }),
      new Table({
        name: 'hand_over_steps',
        withoutRowid: true,
        columns: [...recorded('hand_over_steps'), ...['run_id', 'case_id', 'result'].map(text), maybe('reason')],
        indices: [
          index('hand_over_steps_run_id_idx', ['run_id', 'id']),
          index('hand_over_steps_run_id_case_id_idx', ['run_id', 'case_id'], true),
        ],
      }),
      new Table({
        name: 'access_requests',
        withoutRowid: true,
        columns: [
          ...recorded('access_requests'),
          text('organisation_id'),
          maybe('case_id'),
          ...['asked_by', 'asked_at', 'state'].map(text),
          ...['decided_by', 'decided_at', 'until'].map(maybe),
        ],
        indices: [
          index('access_requests_organisation_id_idx', ['organisation_id', 'id']),
          index('access_requests_asked_by_idx', ['asked_by', 'id']),
          index('access_requests_case_id_idx', ['case_id', 'state']),
          index('access_requests_state_until_idx', ['state', 'until']),
        ],
      }),
      new Table({
        name: 'access_words',
        columns: [...recorded('access_words'), ...['request_id', 'kind'].map(text), sealed],
        indices: [index('access_words_request_id_idx', ['request_id', 'kind'], true)],
      }),
    ]
    for (const table of tables) await runner.createTable(table)
    await lendKeys(runner)
    const watched = ['actor_id', 'at', 'action', 'subject_id']
    await runner.createIndex(
      'trail',
      new TableIndex({ name: 'trail_actor_id_at_action_subject_id_idx', columnNames: watched }),
    )
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}

/** A wrap may be lent: a column that may be empty, added without copying the table. The same statement on both engines. */
async function lendKeys(runner: QueryRunner): Promise<void> {
  await runner.query('ALTER TABLE key_wraps ADD COLUMN until text')
  await runner.dropIndex('key_wraps', 'key_wraps_holder_id_subject_id_idx')
  await runner.createIndex(
    'key_wraps',
    new TableIndex({
      name: 'key_wraps_holder_id_subject_id_until_idx',
      columnNames: ['holder_id', 'subject_id', 'until'],
    }),
  )
}
