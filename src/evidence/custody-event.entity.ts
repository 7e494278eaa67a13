import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'
import { instant } from '../database/columns'

export const custodyActions = ['received', 'opened', 'downloaded', 'described', 'carried'] as const
export type CustodyAction = (typeof custodyActions)[number]

/** One touch of an item: who, when, what. Never changed. */
@Entity('custody_events')
@Index('custody_events_item_at_idx', ['itemId', 'at'])
export class CustodyEvent extends Recorded {
  @Column({ type: 'text' }) itemId: string
  @Column({ type: 'text' }) action: CustodyAction
  @Column({ type: 'text' }) by: string
  @Column(instant()) at: Date
}
