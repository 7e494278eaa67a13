import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, instant } from '../../database/columns'

/** Somebody without a key asks for a case of the own organisation; a second person decides; what is given runs out. */
@Entity('access_requests', { withoutRowid: true })
@Index('access_requests_organisation_id_idx', ['organisationId', 'id'])
@Index('access_requests_asked_by_idx', ['askedBy', 'id'])
@Index('access_requests_case_id_idx', ['caseId', 'state'])
@Index('access_requests_state_until_idx', ['state', 'until'])
export class AccessRequest extends Recorded {
  @Column({ type: 'text' }) organisationId: string
  /** None where the organisation has no case of that number; who asks never learns which. */
  @Column({ type: 'text', nullable: true }) caseId: string | null
  @Column({ type: 'text' }) askedBy: string
  @Column(instant()) askedAt: Date
  @Column({ type: 'text' }) state: 'asked' | 'given' | 'refused' | 'ended'
  @Column({ type: 'text', nullable: true }) decidedBy: string | null
  @Column(instant({ nullable: true })) decidedAt: Date | null
  @Column(instant({ nullable: true })) until: Date | null
}

/** What was written: the number asked for and why, and the answer. Sealed for who asks and for those who may decide. */
@Entity('access_words')
@Index('access_words_request_id_idx', ['requestId', 'kind'], { unique: true })
export class AccessWords extends Recorded {
  @Column({ type: 'text' }) requestId: string
  @Column({ type: 'text' }) kind: 'reason' | 'reply'
  @Column(bytes()) sealed: Buffer
  words: { reference: string; text: string }
}
