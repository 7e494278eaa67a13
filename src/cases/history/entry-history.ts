import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../../core'
import { staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Look } from '../../web'
import { findCase } from '../cases.queries'
import { differenceOf, findEntry, readAnswers, type Entry, type EntryKind, type FieldDifference } from '../entries'
import { kindIn } from '../entry-pages'
import { listVersions } from './versions.queries'

interface Step {
  readonly version: number
  readonly at: Date
  readonly by: string
  /** Against the version before; none for the first. */
  readonly changes: readonly FieldDifference[]
}

/** Version by version, newest first: who changed what, and when. */
async function stepsOf(db: EntityManager, key: OpenKey, kind: EntryKind, entry: Entry): Promise<Step[]> {
  const past = await listVersions(db, key, kind.entity, entry.id)
  const rows = [...past.map(one => one.row), entry]
  return rows
    .map((row, place): Step => {
      const before = rows[place - 1]
      const replaced = past[place - 1]
      return {
        version: row.version,
        at: replaced?.replacedAt ?? entry.createdAt,
        by: replaced?.replacedBy ?? entry.createdBy,
        changes: before ? differenceOf(kind, readAnswers(kind, before), readAnswers(kind, row)) : [],
      }
    })
    .reverse()
}

export const entryHistoryPage =
  (host: HostKeys) =>
  async ({ db, actor, params }: Look) => {
    const kind = kindIn(params)
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const entry = await findEntry(db, key, kind, params.entryId ?? '')
    const steps = await stepsOf(db, key, kind, entry)
    const names = await staffNames(
      db,
      host,
      steps.map(step => step.by),
    )
    return { viewed: kase, case: kase, kind, entry, steps, names: Object.fromEntries(names) }
  }
