import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, codes } from '../../database/columns'

export interface PersonWords {
  readonly name: string
  readonly otherNames: string
  readonly birthDate: string
  readonly iin: string
  readonly contacts: string
  readonly safeWay: string
  readonly pseudonym: string
  readonly notes: string
}

/** A human being in a case: coded facts in clear, everything that identifies sealed with the case. */
@Entity('persons')
@Index('persons_case_id_idx', ['caseId'])
@Index('persons_identity_id_idx', ['identityId'])
export class Person extends Recorded {
  @Column({ type: 'text' }) caseId: string
  /** Which human being of the organisation it is, by the id of one of its rows; empty while that is the row's own (`identityOf`). */
  @Column({ type: 'text', nullable: true }) identityId: string | null
  @Column({ type: 'text' }) organisationId: string
  @Column({ type: 'text' }) role: string
  @Column({ type: 'text', nullable: true }) capacity: string | null
  @Column({ type: 'text', nullable: true }) sex: string | null
  @Column({ type: 'integer', nullable: true }) birthYear: number | null
  @Column({ type: 'text', nullable: true }) ageBand: string | null
  @Column({ type: 'text', nullable: true }) citizenshipGroup: string | null
  @Column(codes()) vulnerabilityMarkers: string[]
  @Column({ type: 'text' }) publication: string
  @Column(bytes()) sealed: Buffer
  words: PersonWords
}

export const identityOf = ({ id, identityId }: Pick<Person, 'id' | 'identityId'>): string => identityId ?? id

/**
 * What a person is found by: keyed tokens under the organisation's index key. Those without a kind are parts of the name, to be
 * searched for; in those with one - two parts at once, an IIN, a day of birth - duplicates meet.
 */
@Entity('name_tokens', { withoutRowid: true })
@Index('name_tokens_token_idx', ['token', 'personId', 'caseId'])
@Index('name_tokens_person_id_idx', ['personId'])
export class NameToken extends Recorded {
  @Column({ type: 'text' }) personId: string
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) token: string
  @Column({ type: 'text', nullable: true }) kind: 'pair' | 'iin' | 'born' | null
}
