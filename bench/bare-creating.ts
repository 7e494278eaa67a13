import 'reflect-metadata'
import express from 'express'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { DataSource, EntitySchema } from 'typeorm'
import { sqlite } from '../src/database'
import { watch } from './watched'

/** How many rows of which table one case takes, and how many bytes of its columns are not ids. */
export type Shape = Readonly<Record<string, { rows: number; bytes: number }>>

/** A handler that does nothing but insert: as many rows of as many bytes, in one transaction, through typeorm, fsynced. */
async function main(): Promise<void> {
  const shape = JSON.parse(process.env.SHAPE ?? '{}') as Shape
  const tables = Object.entries(shape).map(([table, { rows, bytes }]) => ({
    entity: new EntitySchema<{ id: string; caseId: string; words: string }>({
      name: table,
      columns: {
        id: { type: 'text', primary: true },
        caseId: { type: 'text' },
        words: { type: 'text' },
      },
      indices: [{ columns: ['caseId'] }],
    }),
    rows,
    words: 'x'.repeat(bytes),
  }))
  const source = await new DataSource({
    type: 'better-sqlite3',
    driver: sqlite,
    database: process.env.DATABASE ?? '',
    entities: tables.map(one => one.entity),
    synchronize: true,
    prepareDatabase: (db: { pragma(text: string): unknown }) => {
      db.pragma('journal_mode = wal')
      db.pragma('synchronous = full')
    },
  }).initialize()

  let last: Promise<unknown> = Promise.resolve()
  const insert = () =>
    source.transaction(async db => {
      const caseId = randomUUID()
      for (const { entity, rows, words } of tables) {
        const values = Array.from({ length: rows }, () => ({ id: randomUUID(), caseId, words }))
        await db.createQueryBuilder().insert().into(entity).values(values).updateEntity(false).execute()
      }
    })
  const app = express()
  app.use(express.urlencoded({ extended: false }))
  app.post('/', async (_req, res) => {
    await (last = last.then(insert))
    res.redirect(303, '/')
  })
  const server = app.listen(0, '127.0.0.1', () => watch((server.address() as AddressInfo).port))
}

void main()
