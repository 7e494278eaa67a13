import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'
import { big, bytes, day, instant } from '../database/columns'

/** What is said about an item: sealed, because each of these words may name a person or confirm a known file. */
export interface EvidenceWords {
  fileName: string
  mediaType: string
  contentSha256: string
  description: string
  givenBy: string
}

/** One file of evidence with its custody. The holder is a case, a visit or a complaint: only kind and id are known here. */
@Entity('evidence_items')
@Index('evidence_items_holder_number_idx', ['holderId', 'number'], { unique: true })
export class EvidenceItem extends Recorded {
  @Column({ type: 'text' }) holderKind: string
  @Column({ type: 'text' }) holderId: string
  /** E-1, E-2 ... within its holder. */
  @Column({ type: 'integer' }) number: number
  @Column({ type: 'text', nullable: true }) type: string | null
  @Column(day({ nullable: true })) receivedOn: string | null
  /** None where only the description came here, and the file stayed where it was. */
  @Index('evidence_items_file_id_idx', { unique: true })
  @Column({ type: 'text', nullable: true })
  fileId: string | null
  @Column(big()) size: number
  /** Of the sealed file: a re-check needs no key. */
  @Column({ type: 'text', nullable: true }) sealedSha256: string | null
  @Column({ type: 'text' }) addedBy: string
  @Column(instant()) addedAt: Date
  @Column(bytes()) sealed: Buffer
  words: EvidenceWords
}
