import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'

const text = (name: string) => ({ name, type: 'text' })

export class Trail1763942400001 implements MigrationInterface {
  name = 'Trail1763942400001'

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'trail',
        columns: [
          { name: 'sequence', type: 'bigint', isPrimary: true, primaryKeyConstraintName: 'trail_pk' },
          ...['at', 'actor_id', 'action', 'subject_id', 'details', 'rows', 'previous', 'hash'].map(text),
        ],
        indices: [
          { name: 'trail_actor_id_subject_id_at_idx', columnNames: ['actor_id', 'subject_id', 'at'] },
          { name: 'trail_subject_id_idx', columnNames: ['subject_id', 'sequence'] },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'trail_heads',
        columns: [
          { name: 'id', type: 'integer', isPrimary: true, primaryKeyConstraintName: 'trail_heads_pk' },
          { name: 'sequence', type: 'bigint' },
          text('hash'),
        ],
      }),
    )
    await runner.query(`INSERT INTO trail_heads (id, sequence, hash) VALUES (1, 0, '${'0'.repeat(64)}')`)
    const triggers = runner.dataSource.options.type === 'postgres' ? onPostgres : onSqlite
    for (const statement of triggers) await runner.query(statement)
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}

// The two engines write triggers each in its own language: append-only on both.
const onSqlite = ['UPDATE', 'DELETE'].map(
  deed => `CREATE TRIGGER trail_no_${deed.toLowerCase()} BEFORE ${deed} ON trail
           BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END`,
)
const onPostgres = [
  `CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS
   $$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$`,
  `CREATE TRIGGER trail_append_only BEFORE UPDATE OR DELETE ON trail FOR EACH ROW EXECUTE FUNCTION trail_refuse()`,
  `CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON trail FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()`,
]
