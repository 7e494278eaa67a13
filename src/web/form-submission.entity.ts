import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { instant } from '../database/columns'

/** A form that was answered: sent again by an impatient finger, it leads to the same place and does nothing. */
@Entity('form_submissions', { withoutRowid: true })
export class FormSubmission {
  @PrimaryColumn({ type: 'text' }) once: string
  @Column({ type: 'text' }) actorId: string
  @Column({ type: 'text' }) place: string
  @Index('form_submissions_at_idx') @Column(instant()) at: Date
}
