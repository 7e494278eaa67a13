import type { OpenKey, Work } from '../core'
import { newId } from '../core'
import { EvidenceItem, type EvidenceWords } from './evidence-item.entity'
import { touch, type Holder } from './evidence.service'

/** What is known of an item whose file is not here. */
export interface Described extends EvidenceWords {
  readonly number: number
  readonly type: string | null
  readonly receivedOn: string | null
  readonly size: number
}

/** Enters the description of an item, under the number it has: its file stayed where it was. */
export async function enterDescribed(
  work: Work,
  holder: Holder,
  key: OpenKey,
  { number, type, receivedOn, size, ...words }: Described,
): Promise<EvidenceItem> {
  await keepNumber(work, holder.id, number)
  const facts = { holderKind: holder.kind, holderId: holder.id, number, type, receivedOn, size }
  const item = Object.assign(new EvidenceItem(), {
    id: newId(),
    ...facts,
    fileId: null,
    sealedSha256: null,
    addedBy: work.actor.id,
    addedAt: work.now,
    words,
  })
  await work.add(item, key)
  await touch(work, item, 'carried')
  await work.record('evidence.described', item, { holder: holder.id, number })
  return item
}

/** The next item that is added gets a number after this one. */
async function keepNumber({ db }: Work, holderId: string, number: number): Promise<void> {
  const [id, last] = db.dataSource.options.type === 'postgres' ? ['$1', '$2'] : ['?', '?']
  await db.query(
    `INSERT INTO evidence_counters (holder_id, last) VALUES (${id}, ${last}) ON CONFLICT (holder_id) DO UPDATE
     SET last = CASE WHEN evidence_counters.last < excluded.last THEN excluded.last ELSE evidence_counters.last END`,
    [holderId, number],
  )
}
