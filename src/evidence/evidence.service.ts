import type { EntityManager } from 'typeorm'
import type { OpenKey, Work } from '../core'
import { newId, NotFound, refuseOlder } from '../core'
import { openSubject } from '../vault'
import type { Received } from '../web'
import { CustodyEvent, type CustodyAction } from './custody-event.entity'
import { EvidenceItem } from './evidence-item.entity'
import { descriptionOf, descriptionShown } from './description'
import type { ChangedDescription, ItemDescription } from './evidence.forms'
import { findItem } from './evidence.queries'
import { holders } from './holders'

export interface Holder {
  readonly kind: 'case' | 'visit' | 'complaint'
  readonly id: string
}

/** Enters files that lie sealed on the disk: one item and one custody event each. */
export async function addEvidence(
  work: Work,
  holder: Holder,
  files: readonly Received[],
  said: ItemDescription,
): Promise<EvidenceItem[]> {
  const key = await openSubject(work.db, work.actor, holder.id)
  const items: EvidenceItem[] = []
  for (const file of files) {
    const number = await nextNumber(work.db, holder.id)
    const item = await work.add(itemOf(work, holder, number, file, said), key)
    await touch(work, item, 'received')
    await work.record('evidence.added', item, { holder: holder.id, number })
    items.push(item)
  }
  return items
}

export async function describeItem(work: Work, id: string, said: ChangedDescription): Promise<EvidenceItem> {
  const { item, key } = await findItem(work.db, work.actor, id)
  await holders.findToChange(work, item.holderId)
  const theirs = descriptionOf(item)
  item.type = said.type
  item.receivedOn = said.receivedOn || null
  item.words = { ...item.words, description: said.description, givenBy: said.givenBy }
  refuseOlder(said.version, descriptionShown, theirs, descriptionOf(item))
  await work.change(item, key)
  await touch(work, item, 'described')
  await work.record('evidence.described', item)
  return item
}

/** Opening the file is a deed: its row is written before the first byte leaves. */
export async function openItem(work: Work, id: string): Promise<{ item: EvidenceItem; key: OpenKey; fileId: string }> {
  const { item, key } = await findItem(work.db, work.actor, id)
  if (item.fileId === null) throw new NotFound()
  await touch(work, item, 'downloaded')
  await work.record('evidence.downloaded', item)
  return { item, key, fileId: item.fileId }
}

export const touch = (work: Work, item: EvidenceItem, action: CustodyAction) =>
  work.add(Object.assign(new CustodyEvent(), { id: newId(), itemId: item.id, action, by: work.actor.id, at: work.now }))

function itemOf(work: Work, holder: Holder, number: number, file: Received, said: ItemDescription): EvidenceItem {
  return Object.assign(new EvidenceItem(), {
    id: newId(),
    holderKind: holder.kind,
    holderId: holder.id,
    number,
    type: said.type,
    receivedOn: said.receivedOn || null,
    fileId: file.fileId,
    size: file.size,
    sealedSha256: file.sealedSha256,
    addedBy: work.actor.id,
    addedAt: work.now,
    words: {
      fileName: file.name,
      mediaType: file.mediaType,
      contentSha256: file.contentSha256,
      description: said.description,
      givenBy: said.givenBy,
    },
  })
}

/** One statement on both engines: the row it writes stays locked until the end of the transaction. */
async function nextNumber(db: EntityManager, holderId: string): Promise<number> {
  const place = db.dataSource.options.type === 'postgres' ? '$1' : '?'
  const rows: { last: number }[] = await db.query(
    `INSERT INTO evidence_counters (holder_id, last) VALUES (${place}, 1)
     ON CONFLICT (holder_id) DO UPDATE SET last = evidence_counters.last + 1 RETURNING last`,
    [holderId],
  )
  const [row] = rows
  if (!row) throw new Error('The counter gave no number')
  return row.last
}
