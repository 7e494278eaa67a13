import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, codes, instant } from '../../database/columns'
import type { SignKind } from './signs'

/**
 * By what a file may be related to others: a keyed token of who, which unit or which place, with method and quarter. Under the
 * coalition's index key, and without words: the same token in files of two organisations raises an alert.
 */
@Entity('pattern_marks', { withoutRowid: true })
@Index('pattern_marks_token_idx', ['token', 'organisationId', 'caseId'])
@Index('pattern_marks_case_id_idx', ['caseId'])
@Index('pattern_marks_organisation_id_idx', ['organisationId', 'token'])
export class PatternMark extends Recorded {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) organisationId: string
  @Column({ type: 'text' }) token: string
  @Column({ type: 'text' }) kind: SignKind
  @Column({ type: 'text' }) method: string
  /** `2022-Q1` */
  @Column({ type: 'text' }) quarter: string
}

/** Which files have their marks; worked out from them, so the trail does not watch it. */
@Entity('pattern_cases', { withoutRowid: true })
export class PatternCase {
  @PrimaryColumn({ type: 'text' }) caseId: string
  @Column(instant()) markedAt: Date
}

/** One organisation asks another, whose name it does not know, about files that may be related. */
@Entity('pattern_asks', { withoutRowid: true })
@Index('pattern_asks_from_id_idx', ['fromId', 'id'])
@Index('pattern_asks_to_id_idx', ['toId', 'state', 'id'])
export class PatternAsk extends Recorded {
  @Column({ type: 'text' }) fromId: string
  @Column({ type: 'text' }) toId: string
  @Column({ type: 'text' }) kind: SignKind
  @Column(codes()) methods: string[]
  @Column({ type: 'text' }) quarter: string
  @Column(codes()) tokens: string[]
  @Column({ type: 'text' }) state: 'asked' | 'agreed' | 'declined'
  @Column({ type: 'text' }) askedBy: string
  @Column(instant()) askedAt: Date
  @Column({ type: 'text', nullable: true }) answeredBy: string | null
  @Column(instant({ nullable: true })) answeredAt: Date | null
}

/** What was written to it, sealed for the coordinators of both organisations. */
@Entity('pattern_words')
@Index('pattern_words_ask_id_idx', ['askId', 'kind'], { unique: true })
export class PatternWords extends Recorded {
  @Column({ type: 'text' }) askId: string
  @Column({ type: 'text' }) kind: 'message' | 'reply'
  @Column(bytes()) sealed: Buffer
  words: { text: string }
}
