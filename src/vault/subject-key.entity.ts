import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'
import { bytes, instant } from '../database/columns'

export type SubjectKind = 'case' | 'group' | 'index' | 'access' | 'referral' | 'ask'

/** The public half of the key of one case, group, request for access, referral or ask between organisations; a new generation when somebody leaves. */
@Entity('subject_keys', { withoutRowid: true })
@Index('subject_keys_subject_id_generation_idx', ['subjectId', 'generation'], { unique: true })
export class SubjectKey extends Recorded {
  @Column({ type: 'text' }) subjectId: string
  @Column({ type: 'text' }) subjectKind: SubjectKind
  @Column({ type: 'integer' }) generation: number
  @Column(bytes()) publicKey: Buffer
  @Column(instant()) madeAt: Date
}
