import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, day, instant } from '../../database/columns'

export const consentStatuses = ['given', 'refused', 'withdrawn', 'not_asked'] as const
export type ConsentStatus = (typeof consentStatuses)[number]

export interface ConsentWords {
  /** Who spoke for the person: a parent, a guardian. */
  readonly representative: string
  /** Limits that were set, and to whom it may go. */
  readonly note: string
}

/**
 * What one person said about one purpose. It is never changed: a later statement takes its place, and the earlier one stays as
 * history. One at most holds for each person and purpose.
 */
@Entity('consents', { withoutRowid: true })
@Index('consents_current_idx', ['caseId', 'personId', 'scope'], { unique: true, where: 'replaced_at IS NULL' })
/** With all that counting asks of a consent: so that it reads no statement. */
@Index('consents_case_id_idx', ['caseId', 'personId', 'scope', 'replacedAt', 'status', 'until'])
export class Consent extends Recorded {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) personId: string
  @Column({ type: 'text' }) scope: string
  @Column({ type: 'text' }) status: ConsentStatus
  /** When a later statement took its place. */
  @Column(instant({ nullable: true })) replacedAt: Date | null
  /** The day on which it was said. */
  @Column(day({ nullable: true })) givenOn: string | null
  /** The last day on which it holds; without one it holds until something else is said. */
  @Column(day({ nullable: true })) until: string | null
  @Column({ type: 'text', nullable: true }) way: string | null
  @Column({ type: 'text', nullable: true }) language: string | null
  @Column({ type: 'text', nullable: true }) evidenceId: string | null
  @Column({ type: 'text' }) takenBy: string
  /** When it was written down. */
  @Column(instant()) changedAt: Date
  /** Absent where nothing was said beyond codes and days. */
  @Column(bytes({ nullable: true })) sealed: Buffer | null
  words?: ConsentWords
}

export const isCurrent = ({ replacedAt }: Pick<Consent, 'replacedAt'>): boolean => replacedAt === null
