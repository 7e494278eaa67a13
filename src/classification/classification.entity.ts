import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'
import { bytes, flag, instant } from '../database/columns'

export const decisions = ['confirmed', 'rejected', 'none'] as const
export type Decision = (typeof decisions)[number]

/**
 * A coder's decision about one entry: that it is a violation type, that it is not one that was suggested, or that there is nothing
 * to classify. A later decision about the same entry and type takes its place; the earlier one stays as history.
 */
@Entity('classifications')
@Index('classifications_case_id_idx', ['caseId'])
@Index('classifications_entry_id_idx', ['entryId', 'current'])
@Index('classifications_violation_code_idx', ['violationCode', 'decision', 'current'])
export class Classification extends Recorded {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) entryKind: string
  @Column({ type: 'text' }) entryId: string
  /** The version of the entry that was looked at: a later one waits for a decision again. */
  @Column({ type: 'integer' }) entryVersion: number
  @Column({ type: 'text', nullable: true }) violationCode: string | null
  @Column({ type: 'text' }) decision: Decision
  @Column(flag()) current: boolean
  /** The rule whose suggestion this answers, if one did. */
  @Column({ type: 'text', nullable: true }) rule: string | null
  @Column({ type: 'text' }) codebook: string
  @Column({ type: 'text' }) decidedBy: string
  @Column(instant()) decidedAt: Date
  @Column(bytes()) sealed: Buffer
  words: { rationale: string }
}

/** One provision of a confirmed classification; exactly one is primary. What counts by article read. */
@Entity('classification_provisions')
@Index('classification_provisions_classification_id_idx', ['classificationId'])
@Index('classification_provisions_article_idx', ['article', 'provision'])
export class ClassificationProvision extends Recorded {
  @Column({ type: 'text' }) classificationId: string
  @Column({ type: 'text' }) provision: string
  @Column({ type: 'text' }) article: string
  @Column(flag()) isPrimary: boolean
}
