import type { MigrationInterface, QueryRunner } from 'typeorm'
import { Table } from 'typeorm'
import { columnTypes } from '../src/database/columns'

export class Evidence1763942400006 implements MigrationInterface {
  name = 'Evidence1763942400006'

  async up(runner: QueryRunner): Promise<void> {
    const { bytes } = columnTypes(runner)
    const text = (name: string) => ({ name, type: 'text' })
    await runner.createTable(
      new Table({
        name: 'evidence_items',
        columns: [
          { ...text('id'), isPrimary: true },
          { name: 'version', type: 'integer' },
          text('holder_kind'),
          text('holder_id'),
          { name: 'number', type: 'integer' },
          { ...text('type'), isNullable: true },
          { ...text('received_on'), isNullable: true },
          text('file_id'),
          { name: 'size', type: 'bigint' },
          text('sealed_sha256'),
          text('added_by'),
          text('added_at'),
          { name: 'sealed', type: bytes },
        ],
        indices: [
          { name: 'evidence_items_holder_number_idx', columnNames: ['holder_id', 'number'], isUnique: true },
          { name: 'evidence_items_file_id_idx', columnNames: ['file_id'], isUnique: true },
        ],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'custody_events',
        columns: [
          { ...text('id'), isPrimary: true },
          { name: 'version', type: 'integer' },
          text('item_id'),
          text('action'),
          text('by'),
          text('at'),
        ],
        indices: [{ name: 'custody_events_item_at_idx', columnNames: ['item_id', 'at'] }],
      }),
    )
    await runner.createTable(
      new Table({
        name: 'evidence_counters',
        columns: [
          { ...text('holder_id'), isPrimary: true },
          { name: 'last', type: 'integer' },
        ],
      }),
    )
  }

  down(): Promise<void> {
    throw new Error('A backup is the way back')
  }
}
