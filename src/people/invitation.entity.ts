import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'
import { instant } from '../database/columns'

/** A one-time way in for one person; only the hash of its code is kept. */
@Entity('invitations')
export class Invitation extends Recorded {
  @Index('invitations_user_id_idx') @Column({ type: 'text' }) userId: string
  @Index('invitations_code_hash_idx', { unique: true }) @Column({ type: 'text' }) codeHash: string
  @Column(instant()) expiresAt: Date
  @Column(instant({ nullable: true })) usedAt: Date | null
}

/** One of eight spare codes for the second factor, good once. */
@Entity('spare_codes')
export class SpareCode extends Recorded {
  @Index('spare_codes_user_id_idx') @Column({ type: 'text' }) userId: string
  @Column({ type: 'text' }) hash: string
}
