import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, day, flag, instant } from '../../database/columns'

export interface SecrecyWords {
  readonly note: string
  /** Why it ended, or what was wrong with it. */
  readonly closing?: string
}

/**
 * Something that binds somebody to silence: asked before any fact of the case file is entered; it blocks publication. It is never
 * taken away: it ends on a day, or a corrected marker takes its place.
 */
@Entity('secrecy_markers')
@Index('secrecy_markers_case_id_idx', ['caseId'])
export class SecrecyMarker extends Recorded {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text', nullable: true }) bound: string | null
  @Column(day({ nullable: true })) signedOn: string | null
  @Column(flag()) blanket: boolean
  @Column({ type: 'text', nullable: true }) markedBy: string | null
  @Column(instant({ nullable: true })) markedAt: Date | null
  /** From this day on nobody is bound by it. */
  @Column(day({ nullable: true })) endedOn: string | null
  /** Who ended it, or corrected it: then another takes its place. */
  @Column({ type: 'text', nullable: true }) closedBy: string | null
  @Column(instant({ nullable: true })) closedAt: Date | null
  /** The marker this one corrects. */
  @Column({ type: 'text', nullable: true }) replaces: string | null
  @Column(bytes()) sealed: Buffer
  words: SecrecyWords
}
