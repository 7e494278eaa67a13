import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../../core'
import { instant } from '../../../database/columns'

/** The secret address at which a calendar program reads somebody's deadlines; only the keyed hash of its code is kept. */
@Entity('calendar_feeds')
export class CalendarFeed extends Recorded {
  @Index('calendar_feeds_user_id_idx', { unique: true }) @Column({ type: 'text' }) userId: string
  @Index('calendar_feeds_code_token_idx', { unique: true }) @Column({ type: 'text' }) codeToken: string
  @Column(instant()) madeAt: Date
}
