import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'
import { instant, json } from '../database/columns'
import type { Question } from './question/question'

/** A question worth asking again, for everybody of the organisation. It has no typed name: its plain reading is its title. */
@Entity('saved_questions')
@Index('saved_questions_organisation_id_fingerprint_idx', ['organisationId', 'fingerprint'], { unique: true })
export class SavedQuestion extends Recorded {
  @Column({ type: 'text' }) organisationId: string
  /** Of the question's canonical form: the same question is kept once. */
  @Column({ type: 'text' }) fingerprint: string
  @Column(json()) question: Question
  @Column({ type: 'text' }) savedBy: string
  @Column(instant()) savedAt: Date
}
