import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, instant } from '../../database/columns'

/** What becomes of who led the case so far. */
export const stays = ['member', 'reader', 'leaves'] as const
export type Stays = (typeof stays)[number]

/** One case handed from one colleague to another, with a note for who leads it now. */
@Entity('hand_overs')
@Index('hand_overs_case_id_idx', ['caseId', 'at'])
export class HandOver extends Recorded {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text', nullable: true }) fromId: string | null
  @Column({ type: 'text' }) toId: string
  @Column({ type: 'text' }) handedBy: string
  @Column(instant()) at: Date
  @Column({ type: 'text' }) stays: Stays
  @Column(bytes()) sealed: Buffer
  words: { note: string }
}

/** All cases of a colleague handed over in one go, a deed for each: begun once, carried on until none is left. */
@Entity('hand_over_runs')
@Index('hand_over_runs_organisation_id_idx', ['organisationId', 'id'])
export class HandOverRun extends Recorded {
  @Column({ type: 'text' }) organisationId: string
  @Column({ type: 'text' }) fromId: string
  @Column({ type: 'text' }) toId: string
  @Column({ type: 'text' }) stays: Stays
  @Column({ type: 'text' }) begunBy: string
  @Column(instant()) begunAt: Date
  @Column(instant({ nullable: true })) endedAt: Date | null
  /** Sealed for the coordinators; each case gets its own copy under its own key. */
  @Column(bytes()) sealed: Buffer
  words: { note: string }
}

/** What became of one case of a run; a refusal says why, by the key of its text. */
@Entity('hand_over_steps', { withoutRowid: true })
@Index('hand_over_steps_run_id_idx', ['runId', 'id'])
@Index('hand_over_steps_run_id_case_id_idx', ['runId', 'caseId'], { unique: true })
export class HandOverStep extends Recorded {
  @Column({ type: 'text' }) runId: string
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) result: 'handedOver' | 'left' | 'refused'
  @Column({ type: 'text', nullable: true }) reason: string | null
}
