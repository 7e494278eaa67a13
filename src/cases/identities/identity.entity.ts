import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { codes, instant } from '../../database/columns'

/** Two identities were made one: which rows changed sides, so that they can go back exactly. Ids only. */
@Entity('person_merges')
@Index('person_merges_identity_id_idx', ['identityId'])
@Index('person_merges_organisation_id_idx', ['organisationId', 'mergedAt'])
export class PersonMerge extends Recorded {
  @Column({ type: 'text' }) organisationId: string
  /** What the rows of both have since. */
  @Column({ type: 'text' }) identityId: string
  /** What the rows that changed had before. */
  @Column({ type: 'text' }) otherId: string
  @Column(codes()) personIds: string[]
  @Column({ type: 'text' }) mergedBy: string
  @Column(instant()) mergedAt: Date
  @Column({ type: 'text', nullable: true }) separatedBy: string | null
  @Column(instant({ nullable: true })) separatedAt: Date | null
}

/** Somebody said of two rows that they are two human beings: they are not proposed as one again. */
@Entity('person_differences')
@Index('person_differences_one_id_other_id_idx', ['oneId', 'otherId'], { unique: true })
@Index('person_differences_other_id_idx', ['otherId'])
export class PersonDifference extends Recorded {
  @Column({ type: 'text' }) organisationId: string
  @Column({ type: 'text' }) oneId: string
  @Column({ type: 'text' }) otherId: string
  @Column({ type: 'text' }) decidedBy: string
  @Column(instant()) decidedAt: Date
}
