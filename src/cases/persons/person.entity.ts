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
export class Person extends Recorded {
  @Column({ type: 'text' }) caseId: string
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

/** What a name, a day of birth or an IIN is found by: keyed tokens under the organisation's index key. */
@Entity('name_tokens', { withoutRowid: true })
@Index('name_tokens_token_idx', ['token', 'caseId'])
@Index('name_tokens_person_id_idx', ['personId'])
export class NameToken extends Recorded {
  @Column({ type: 'text' }) personId: string
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) token: string
}
