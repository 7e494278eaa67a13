import { Column, Entity, PrimaryColumn } from 'typeorm'

/** The number the next item of a holder gets: taken by an UPDATE, which locks the row on both engines. */
@Entity('evidence_counters')
export class EvidenceCounter {
  @PrimaryColumn({ type: 'text' }) holderId: string
  @Column({ type: 'integer' }) last: number
}
