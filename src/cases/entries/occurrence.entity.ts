import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { day } from '../../database/columns'

/**
 * When and where something happened, to whom: one row for each entry of a kind that is counted, whatever its kind, under the entry's
 * id. What asks about cases or persons reads this one table instead of one for each kind.
 */
@Entity('occurrences', { withoutRowid: true })
@Index('occurrences_case_id_idx', ['caseId', 'regionAtEvent', 'eventOn'])
@Index('occurrences_person_id_idx', ['personId', 'eventOn'])
export class Occurrence extends Recorded {
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text', nullable: true }) personId: string | null
  @Column(day({ nullable: true })) eventOn: string | null
  @Column({ type: 'text', nullable: true }) regionAtEvent: string | null
  @Column({ type: 'text' }) verification: string
}
