import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'
import { bytes, instant } from '../database/columns'

export type HolderKind = 'user' | 'group' | 'recovery'

/** The private half, sealed for one holder. Having one is the right to see the subject; deleting it takes the right away. */
@Entity('key_wraps', { withoutRowid: true })
@Index('key_wraps_subject_id_holder_id_generation_idx', ['subjectId', 'holderId', 'generation'], { unique: true })
@Index('key_wraps_holder_id_subject_id_until_idx', ['holderId', 'subjectId', 'until'])
export class KeyWrapRow extends Recorded {
  @Column({ type: 'text' }) subjectId: string
  @Column({ type: 'integer' }) generation: number
  @Column({ type: 'text' }) holderKind: HolderKind
  @Column({ type: 'text' }) holderId: string
  @Column(bytes()) wrapped: Buffer
  /** Lent until then; read by nobody after it, and removed with the next generation of the key. */
  @Column(instant({ nullable: true })) until: Date | null
}
