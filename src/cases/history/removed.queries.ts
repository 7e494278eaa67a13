import type { EntityManager } from 'typeorm'
import { In, Not } from 'typeorm'
import type { OpenKey } from '../../core'
import { PastVersion } from '../../database'
import { kinds, type Entry } from '../entries'
import { entryPage, type EntryPage } from '../entry-page'
import { openVersion } from './versions.queries'

/** Entries that are no longer in the file, as they last were. */
export async function listRemoved(db: EntityManager, key: OpenKey): Promise<EntryPage[]> {
  const found: EntryPage[] = []
  for (const kind of kinds) {
    const there = (await db.find<Entry>(kind.entity, { select: { id: true }, where: { caseId: key.subjectId } })).map(
      one => one.id,
    )
    const past = await db.find(PastVersion, {
      where: { caseId: key.subjectId, tableName: kind.table, ...(there.length && { rowId: Not(In(there)) }) },
      order: { rowVersion: 'ASC' },
    })
    const last = new Map(past.map(one => [one.rowId, one]))
    found.push(...[...last.values()].map(one => entryPage(kind, openVersion(key, kind.entity, one).row)))
  }
  return found
}
