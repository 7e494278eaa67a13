import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'
import { bytes, codes, day, flag, instant } from '../database/columns'
import type { CaseState } from './case-state'

export interface Narrative {
  readonly at: string
  readonly by: string
  readonly text: string
}

/** Whether somebody is bound to silence, or something is secret. */
export const secrecyAnswers = ['yes', 'no', 'unknown'] as const
export type SecrecyAnswer = (typeof secrecyAnswers)[number]

export interface CaseWords {
  readonly title: string
  /** The person's words first, verbatim; later versions stand beside the earlier ones. */
  readonly narratives: readonly Narrative[]
  readonly riskReason: string
}

/** One file about one matter. */
@Entity('cases')
@Index('cases_organisation_id_idx', ['organisationId', 'state'])
@Index('cases_received_on_idx', ['receivedOn', 'id'])
/** In the order of the list, with what it is filtered by: so that counting what fits reads no case. */
@Index('cases_changed_at_idx', [
  'changedAt',
  'id',
  'state',
  'risk',
  'verification',
  'stage',
  'source',
  'eventCluster',
  'urgent',
])
@Index('cases_opened_by_idx', ['openedBy', 'state'])
@Index('cases_opened_at_idx', ['openedAt', 'id'])
export class Case extends Recorded {
  @Column({ type: 'text' }) organisationId: string
  /** `ADL-2026-0001`, given when the case leaves draft; a closed or erased case keeps it. */
  @Index('cases_reference_idx', { unique: true }) @Column({ type: 'text', nullable: true }) reference: string | null
  @Column({ type: 'text' }) openedBy: string
  @Column(instant()) openedAt: Date
  @Column(day()) receivedOn: string
  @Column({ type: 'text', nullable: true }) source: string | null
  @Column({ type: 'text', nullable: true }) eventCluster: string | null
  @Column({ type: 'text', nullable: true }) stage: string | null
  @Column({ type: 'text' }) state: CaseState
  @Column({ type: 'text' }) verification: string
  @Column({ type: 'text' }) risk: string
  @Column(flag()) urgent: boolean
  @Column(codes()) contentWarnings: string[]
  /** What was said when secrecy was asked about; null where it has not been asked. */
  @Column({ type: 'text', nullable: true }) secrecyAnswer: SecrecyAnswer | null
  @Column(instant()) changedAt: Date
  @Column(bytes()) sealed: Buffer
  words: CaseWords
}

/** The next number of an organisation in a year; the row is locked while a case takes its number. */
@Entity('case_counters')
export class CaseCounter {
  @Column({ type: 'text', primary: true }) id: string
  @Column({ type: 'integer' }) last: number
}
