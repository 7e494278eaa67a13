import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { asNumber, big, instant, json } from '../database/columns'

/** What became of one row: its hash after the change, or null when it was removed. */
export interface RowTrace {
  readonly table: string
  readonly id: string
  readonly version: number
  readonly hash: string | null
}

/** One deed, chained to the one before. Triggers refuse to change or delete it. */
@Entity('trail')
@Index('trail_actor_id_subject_id_at_idx', ['actorId', 'subjectId', 'at'])
@Index('trail_subject_id_idx', ['subjectId', 'sequence'])
@Index('trail_actor_id_at_action_subject_id_idx', ['actorId', 'at', 'action', 'subjectId'])
export class TrailRow {
  @PrimaryColumn({ type: 'bigint', transformer: asNumber }) sequence: number
  @Column(instant()) at: Date
  @Column({ type: 'text' }) actorId: string
  @Column({ type: 'text' }) action: string
  @Column({ type: 'text' }) subjectId: string
  /** Codes and ids only. */
  @Column(json()) details: Record<string, unknown>
  @Column(json()) rows: readonly RowTrace[]
  @Column({ type: 'text' }) previous: string
  @Column({ type: 'text' }) hash: string
}

/** The end of the chain: one row, locked while a deed adds to it. */
@Entity('trail_heads')
export class TrailHead {
  @PrimaryColumn({ type: 'integer' }) id: number
  @Column(big()) sequence: number
  @Column({ type: 'text' }) hash: string
}
