import type { MigrationInterface, QueryRunner } from 'typeorm'
import { TableIndex } from 'typeorm'
import { columnTypes } from '../src/database/columns'

/**
 * Consents and secrecy markers become statements that stay: a later one takes the place of the former, which is kept. All new columns
 * are empty for the rows that are there, so that their hashes in the trail hold.
 */
export class Consent1764115200004 implements MigrationInterface {
  name = 'Consent1764115200004'

  async up(runner: QueryRunner): Promise<void> {
    const { bytes } = columnTypes(runner)
    const add = (table: string, column: string, type = 'text') =>
      runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`)

    for (const column of ['until', 'language', 'evidence_id', 'replaced_at']) await add('consents', column)
    await add('consents', 'sealed', bytes)
    await runner.dropIndex('consents', 'consents_case_id_person_id_scope_idx')
    await runner.createIndices('consents', [
      new TableIndex({
        name: 'consents_current_idx',
        columnNames: ['case_id', 'person_id', 'scope'],
        isUnique: true,
        where: 'replaced_at IS NULL',
      }),
      new TableIndex({
        name: 'consents_case_id_idx',
        columnNames: ['case_id', 'person_id', 'scope', 'replaced_at', 'status', 'until'],
      }),
    ])

    for (const column of ['marked_by', 'marked_at', 'ended_on', 'closed_by', 'closed_at', 'replaces'])
      await add('secrecy_markers', column)
    await add('cases', 'secrecy_answer')
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
