import type { EntityManager, EntityMetadata } from 'typeorm'
import type { Actor, Clock, InWork, OpenKey, Recorded, SealedRow, Work } from '../core'
import { Conflict, newId } from '../core'
import { findRow, insertRows, PastVersion, updateRow, type Gate } from '../database'
import { append, type Entry } from './chain'
import { rowHash } from './row-hash'
import type { RowTrace } from './trail-row.entity'

/** Opens one transaction for one deed and signs the trail at its end, in the same transaction. */
export const workOn =
  (gate: Gate, clock: Clock): InWork =>
  (actor, change) =>
    gate.write(async db => {
      const deed = new Deed(db, actor, clock())
      const result = await change(deed)
      await deed.finish()
      return result
    })

/** A deed of more rows than this signs as it goes, so that its memory stays flat; the head of the trail is its own from then on. */
const mostHeld = 20_000

type KeptRow = SealedRow & { caseId?: string }

class Deed implements Work {
  private entries: Entry[] = []
  private traces: RowTrace[] = []
  /** Traces of rows among the entries that are still to be signed. */
  private held = 0

  constructor(
    readonly db: EntityManager,
    readonly actor: Actor,
    readonly now: Date,
  ) {}

  async add<T extends Recorded>(row: T, key?: OpenKey): Promise<T> {
    await this.addAll([row], key)
    return row
  }

  async addAll<T extends Recorded>(rows: readonly T[], key?: OpenKey): Promise<void> {
    const [first] = rows
    if (!first) return
    const metadata = this.metadataOf(first)
    for (const row of rows) {
      row.version = 1
      seal(metadata, row, key)
    }
    await insertRows(this.db, metadata, rows)
    for (const row of rows) this.trace(metadata, row)
  }

  async change<T extends Recorded>(row: T, key?: OpenKey): Promise<T> {
    const metadata = this.metadataOf(row)
    const before = row.version
    row.version = before + 1
    seal(metadata, row, key)
    if (!(await updateRow(this.db, metadata, row, before))) throw new Conflict('common.errors.changedMeanwhile')
    this.trace(metadata, row)
    return row
  }

  async keep(row: Recorded): Promise<void> {
    const metadata = this.metadataOf(row)
    const before = await findRow(this.db, metadata.target as new () => KeptRow, { id: row.id })
    if (!before) return
    const { sealed, id, version, caseId, ...facts } = before
    await this.add(
      Object.assign(new PastVersion(), {
        id: newId(),
        tableName: metadata.tableName,
        rowId: id,
        rowVersion: version,
        caseId: caseId ?? id,
        facts,
        sealed,
        replacedBy: this.actor.id,
        replacedAt: this.now,
      }),
    )
  }

  async restore<T extends Recorded>(row: T, key: OpenKey): Promise<T> {
    const metadata = this.metadataOf(row)
    row.version += 1
    seal(metadata, row, key)
    await insertRows(this.db, metadata, [row])
    this.trace(metadata, row)
    return row
  }

  async remove(row: Recorded): Promise<void> {
    const metadata = this.metadataOf(row)
    const { affected } = await this.db
      .createQueryBuilder()
      .delete()
      .from(metadata.target)
      .where('id = :id AND version = :version', { id: row.id, version: row.version })
      .execute()
    if (affected !== 1) throw new Conflict('common.errors.changedMeanwhile')
    this.traces.push({ table: metadata.tableName, id: row.id, version: row.version, hash: null })
  }

  async record(action: string, subject: { id: string }, details: Record<string, unknown> = {}): Promise<void> {
    const { actor, now: at, traces: rows } = this
    this.entries.push({ at, actorId: actor.id, action, subjectId: subject.id, details, rows })
    this.traces = []
    this.held += rows.length
    if (this.held > mostHeld) await this.sign()
  }

  /** A change that nobody recorded is a bug and undoes the deed. */
  async finish(): Promise<void> {
    const [left] = this.traces
    if (left) throw new Error(`A change of ${left.table} was not recorded`)
    await this.sign()
  }

  private async sign(): Promise<void> {
    await append(this.db, this.entries)
    this.entries = []
    this.held = 0
  }

  private metadataOf(row: Recorded): EntityMetadata {
    return this.db.dataSource.getMetadata(row.constructor)
  }

  private trace(metadata: EntityMetadata, row: Recorded): void {
    this.traces.push({ table: metadata.tableName, id: row.id, version: row.version, hash: rowHash(metadata, row) })
  }
}

function seal(metadata: EntityMetadata, row: Recorded, key: OpenKey | undefined): void {
  const column = metadata.findColumnWithPropertyName('sealed')
  if (!column || row instanceof PastVersion) return // a past version is sealed as it was
  const { words, sealed } = row as Partial<SealedRow>
  // Where words may be absent there is nothing to seal; what is sealed already is opened before it is written again.
  if (column.isNullable && !words && !sealed) return
  if (!key) throw new Error(`${metadata.tableName} holds words: it is written with a key`)
  key.close(metadata.tableName, row as Recorded & SealedRow)
}
