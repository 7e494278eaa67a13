import type { EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../core'
import { NotFound } from '../core'
import { openSubject } from '../vault'
import { CustodyEvent } from './custody-event.entity'
import { EvidenceItem } from './evidence-item.entity'

const table = 'evidence_items'

/** All items of one holder, opened, in the order of their numbers. The holder's key is the right to see them. */
export async function listEvidence(db: EntityManager, key: OpenKey): Promise<EvidenceItem[]> {
  const items = await db.find(EvidenceItem, { where: { holderId: key.subjectId }, order: { number: 'ASC' } })
  for (const item of items) key.open(table, item)
  return items
}

/** One item and the key that opens its file; an item out of sight does not exist. */
export async function findItem(
  db: EntityManager,
  actor: Actor,
  id: string,
): Promise<{ item: EvidenceItem; key: OpenKey }> {
  const item = await db.findOne(EvidenceItem, { where: { id } })
  if (!item) throw new NotFound()
  const key = await openSubject(db, actor, item.holderId)
  key.open(table, item)
  return { item, key }
}

export const custodyOf = (db: EntityManager, itemId: string): Promise<CustodyEvent[]> =>
  db.find(CustodyEvent, { where: { itemId }, order: { at: 'ASC', id: 'ASC' } })

interface SealedFile {
  readonly fileId: string
  readonly sealedSha256: string
}

const isHere = (item: EvidenceItem): item is EvidenceItem & SealedFile => item.fileId !== null

/** Which sealed files have a row, and what their bytes must hash to: for the sweep and for `dalel verify`. */
export async function knownFiles(db: EntityManager, after = '', many = 1000): Promise<SealedFile[]> {
  const found = await db
    .createQueryBuilder(EvidenceItem, 'item')
    .select(['item.id', 'item.fileId', 'item.sealedSha256'])
    .where('item.fileId > :after', { after })
    .orderBy('item.fileId')
    .take(many)
    .getMany()
  return found.filter(isHere)
}

export const isKnownFile = async (db: EntityManager, fileId: string): Promise<boolean> =>
  (await db.countBy(EvidenceItem, { fileId })) > 0
