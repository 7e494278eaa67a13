import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'
import { columnTypes } from '../src/database/columns'

const text = (name: string) => ({ name, type: 'text' })
const maybe = (name: string) => ({ ...text(name), isNullable: true })
const integer = (name: string) => ({ name, type: 'integer' })
const flag = (name: string) => ({ name, type: 'boolean' })
const recorded = (table: string) => [
  { ...text('id'), isPrimary: true, primaryKeyConstraintName: `${table}_pk` },
  integer('version'),
]
const index = (name: string, columnNames: string[], isUnique = false) => ({ name, columnNames, isUnique })

export class Cases1763942400004 implements MigrationInterface {
  name = 'Cases1763942400004'

  async up(runner: QueryRunner): Promise<void> {
    const sealed = { name: 'sealed', type: columnTypes(runner).bytes }
    const tables = [
      new Table({
        name: 'cases',
        columns: [
          ...recorded('cases'),
          text('organisation_id'),
          maybe('reference'),
          ...['opened_by', 'opened_at', 'received_on'].map(text),
          ...['source', 'event_cluster', 'stage'].map(maybe),
          ...['state', 'verification', 'risk'].map(text),
          flag('urgent'),
          text('content_warnings'),
          text('changed_at'),
          sealed,
        ],
        indices: [
          index('cases_organisation_id_idx', ['organisation_id', 'state']),
          index('cases_received_on_idx', ['received_on', 'id']),
          index('cases_changed_at_idx', [
            'changed_at',
            'id',
            'state',
            'risk',
            'verification',
            'stage',
            'source',
            'event_cluster',
            'urgent',
          ]),
          index('cases_opened_by_idx', ['opened_by', 'state']),
          index('cases_opened_at_idx', ['opened_at', 'id']),
          index('cases_reference_idx', ['reference'], true),
        ],
      }),
      new Table({
        name: 'case_counters',
        columns: [{ ...text('id'), isPrimary: true, primaryKeyConstraintName: 'case_counters_pk' }, integer('last')],
      }),
      new Table({
        name: 'persons',
        columns: [
          ...recorded('persons'),
          ...['case_id', 'organisation_id', 'role'].map(text),
          ...['capacity', 'sex'].map(maybe),
          { ...integer('birth_year'), isNullable: true },
          ...['age_band', 'citizenship_group'].map(maybe),
          ...['vulnerability_markers', 'publication'].map(text),
          sealed,
        ],
        indices: [index('persons_case_id_idx', ['case_id'])],
      }),
      new Table({
        name: 'name_tokens',
        withoutRowid: true,
        columns: [...recorded('name_tokens'), ...['person_id', 'case_id', 'token'].map(text)],
        indices: [
          index('name_tokens_token_idx', ['token', 'case_id']),
          index('name_tokens_person_id_idx', ['person_id']),
        ],
      }),
      new Table({
        name: 'consents',
        withoutRowid: true,
        columns: [
          ...recorded('consents'),
          ...['case_id', 'person_id', 'scope', 'status'].map(text),
          ...['way', 'given_on'].map(maybe),
          ...['taken_by', 'changed_at'].map(text),
        ],
        indices: [index('consents_case_id_person_id_scope_idx', ['case_id', 'person_id', 'scope'], true)],
      }),
      new Table({
        name: 'team_members',
        withoutRowid: true,
        columns: [...recorded('team_members'), ...['case_id', 'user_id', 'role', 'since'].map(text), maybe('until')],
        indices: [
          index('team_members_case_id_idx', ['case_id', 'user_id']),
          index('team_members_user_id_idx', ['user_id', 'case_id']),
        ],
      }),
      new Table({
        name: 'secrecy_markers',
        columns: [
          ...recorded('secrecy_markers'),
          ...['case_id', 'kind'].map(text),
          ...['bound', 'signed_on'].map(maybe),
          flag('blanket'),
          sealed,
        ],
        indices: [index('secrecy_markers_case_id_idx', ['case_id'])],
      }),
      new Table({
        name: 'case_drafts',
        columns: [...recorded('case_drafts'), ...['case_id', 'page', 'user_id', 'saved_at'].map(text), sealed],
        indices: [index('case_drafts_case_id_page_user_id_idx', ['case_id', 'page', 'user_id'], true)],
      }),
    ]
    for (const table of tables) await runner.createTable(table)
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
