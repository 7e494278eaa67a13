import type { sqlite } from '../src/database'
import { timed } from './figures'

type Database = InstanceType<typeof sqlite>

/** The same rows by hand, nothing opened and nothing drawn: what the database alone takes. */
export async function bareReading(db: Database, files: readonly string[]) {
  const tables = db
    .prepare(
      "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'case_id' WHERE m.type = 'table'",
    )
    .pluck()
    .all() as string[]
  const parts = tables.map(table => db.prepare(`SELECT * FROM "${table}" WHERE case_id = ?`))
  const one = db.prepare('SELECT * FROM cases WHERE id = ?')
  const list = db.prepare(
    `SELECT * FROM cases WHERE risk = 'high' AND state <> 'erased'
     AND EXISTS (SELECT 1 FROM occurrences o WHERE o.case_id = cases.id AND o.region_at_event = 'KZ-75')
     ORDER BY changed_at DESC, id DESC LIMIT 26`,
  )
  const tokens = db.prepare('SELECT token FROM name_tokens WHERE case_id = ? LIMIT 1').pluck()
  const named = db.prepare(
    `SELECT * FROM cases WHERE id IN (SELECT case_id FROM name_tokens WHERE token = ?) ORDER BY changed_at DESC, id DESC LIMIT 26`,
  )
  const times = async (many: number, job: (turn: number) => unknown): Promise<number[]> => {
    const taken: number[] = []
    for (let turn = 0; turn < many; turn += 1) taken.push(await timed(() => Promise.resolve(job(turn))))
    return taken
  }
  const file = (turn: number) => files[turn * 5] ?? ''
  const held = Array.from({ length: 60 }, (_, turn) => tokens.get(file(turn * 4)))
  return {
    whole: await times(300, turn => [one.get(file(turn)), ...parts.map(part => part.all(file(turn)))]),
    filtered: await times(60, () => list.all()),
    searched: await times(60, turn => named.all(held[turn])),
  }
}
