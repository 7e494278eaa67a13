import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { instant, json } from '../../database/columns'

/** Something one person is told, until it is marked as seen. It holds no words: what happened, to what, and codes and ids. */
@Entity('notices', { withoutRowid: true })
@Index('notices_user_id_seen_at_id_idx', ['userId', 'seenAt', 'id'])
@Index('notices_user_id_id_idx', ['userId', 'id'])
export class Notice extends Recorded {
  @Column({ type: 'text' }) userId: string
  /** Its text stands under `notices.kinds`. */
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text' }) subjectId: string
  @Column(instant()) at: Date
  @Column(instant({ nullable: true })) seenAt: Date | null
  @Column(json()) details: NoticeDetails
}

/** Codes, ids and numbers the text may name; `by` is somebody of the staff. */
export type NoticeDetails = Readonly<Record<string, string | number | null>>
