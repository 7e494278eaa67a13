import type { KeyObject } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import { MoreThan } from 'typeorm'
import { Recorded } from '../core'
import type { Gate } from '../database'
import { beginning, hashOf } from './chain'
import { isSignedBy, type Checkpoint } from './checkpoint'
import { rowHash } from './row-hash'
import { TrailHead, TrailRow, type RowTrace } from './trail-row.entity'

export const codes = [
  'E_GAP', 'E_ORDER', 'E_HASH', 'E_TAIL', 'E_SIG', 'E_ROW', 'E_EXTRA', 'E_MISSING', 'E_CLOCK', 'E_BLOB_MISSING', 'E_BLOB_HASH', 'E_BLOB_ORPHAN',
] as const // prettier-ignore

export interface Damage {
  readonly code: (typeof codes)[number]
  /** A sequence number, or table and id: never a word about people. */
  readonly where: string
}

/** The sealed files there should be, those there are, and the hash of one of them. */
export interface SealedFiles {
  known(after: string): Promise<readonly { fileId: string; sealedSha256: string }[]>
  present(): AsyncIterable<string>
  hash(fileId: string): Promise<string>
}

export interface Against {
  readonly checkpoint?: Checkpoint
  readonly key?: KeyObject
  readonly files?: SealedFiles
}

const pageSize = 1000
const clockSlip = 120_000

/**
 * Walks the chain, every row the trail has seen and every sealed file, and names what does not hold. Needs no key, and may run while
 * people work: the chain and the rows are those of one moment.
 */
export async function* verify(gate: Gate, against: Against = {}): AsyncGenerator<Damage> {
  const { checkpoint, key, files } = against
  const last = new Map<string, RowTrace>()
  if (checkpoint && key && !isSignedBy(checkpoint, key))
    yield { code: 'E_SIG', where: `checkpoint ${checkpoint.sequence}` }
  const moment = await gate.moment()
  try {
    yield* walkChain(moment.db, checkpoint, last)
    yield* walkRows(moment.db, last)
  } finally {
    await moment.ends()
  }
  if (files) yield* walkFiles(files)
}

type Link = Pick<TrailRow, 'sequence' | 'hash' | 'at'>

async function* walkChain(
  db: EntityManager,
  checkpoint: Checkpoint | undefined,
  last: Map<string, RowTrace>,
): AsyncGenerator<Damage> {
  let before: Link = { sequence: 0, hash: beginning, at: new Date(0) }
  let held = checkpoint === undefined || checkpoint.sequence === 0
  for await (const row of pages(db, TrailRow, 'sequence')) {
    yield* damageAt(row, before)
    if (row.sequence === checkpoint?.sequence) held = row.hash === checkpoint.hash
    remember(row, last)
    before = row
  }
  const head = await db.findOneByOrFail(TrailHead, { id: 1 })
  if (!held || !isSame(head, before)) yield { code: 'E_TAIL', where: `trail ${before.sequence}` }
}

function remember({ rows }: TrailRow, last: Map<string, RowTrace>): void {
  for (const trace of rows) last.set(`${trace.table} ${trace.id}`, trace)
}

const isSame = (one: Omit<Link, 'at'>, other: Omit<Link, 'at'>): boolean =>
  one.sequence === other.sequence && one.hash === other.hash

function* damageAt(row: TrailRow, before: Link): Generator<Damage> {
  const where = `trail ${row.sequence}`
  if (row.sequence !== before.sequence + 1) yield { code: 'E_GAP', where }
  else if (row.previous !== before.hash) yield { code: 'E_ORDER', where }
  if (hashOf(row) !== row.hash) yield { code: 'E_HASH', where }
  if (row.at.getTime() < before.at.getTime() - clockSlip) yield { code: 'E_CLOCK', where }
}

async function* walkRows(db: EntityManager, last: Map<string, RowTrace>): AsyncGenerator<Damage> {
  for (const metadata of db.dataSource.entityMetadatas.filter(isRecorded)) {
    for await (const row of pages(db, metadata.target as new () => Recorded, 'id')) {
      const where = `${metadata.tableName} ${row.id}`
      const trace = last.get(where)
      last.delete(where)
      if (!trace?.hash) yield { code: 'E_EXTRA', where }
      else if (trace.hash !== rowHash(metadata, row)) yield { code: 'E_ROW', where }
    }
  }
  yield* missing(last)
}

function* missing(last: ReadonlyMap<string, RowTrace>): Generator<Damage> {
  for (const [where, trace] of last) if (trace.hash) yield { code: 'E_MISSING', where }
}

const isRecorded = ({ target }: { target: unknown }): boolean =>
  typeof target === 'function' && target.prototype instanceof Recorded

/** All rows of a table in the order of a key, a thousand in memory at a time. */
async function* pages<T extends object>(
  db: EntityManager,
  table: new () => T,
  key: keyof T & string,
): AsyncGenerator<T> {
  for (let after: unknown; ;) {
    const page: T[] = await db.find(table, {
      where: (after === undefined ? {} : { [key]: MoreThan(after) }) as never,
      order: { [key]: 'ASC' } as never,
      take: pageSize,
    })
    yield* page
    if (page.length < pageSize) return
    after = page.at(-1)?.[key]
  }
}

async function* walkFiles(files: SealedFiles): AsyncGenerator<Damage> {
  const present = await all(files.present())
  for (let after = ''; ;) {
    const known = await files.known(after)
    for (const { fileId, sealedSha256 } of known) {
      const where = `file ${fileId}`
      present.delete(fileId)
      const hash = await files.hash(fileId).catch(unlessMissing) // it may have come after the list was made
      if (hash === undefined) yield { code: 'E_BLOB_MISSING', where }
      else if (hash !== sealedSha256) yield { code: 'E_BLOB_HASH', where }
    }
    const lastKnown = known.at(-1)
    if (!lastKnown) break
    after = lastKnown.fileId
  }
  for (const fileId of present) yield { code: 'E_BLOB_ORPHAN', where: `file ${fileId}` }
}

const unlessMissing = (error: unknown): undefined => {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}

async function all<T>(things: AsyncIterable<T>): Promise<Set<T>> {
  const found = new Set<T>()
  for await (const thing of things) found.add(thing)
  return found
}
