import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'
import { bytes } from '../database/columns'

/**
 * What a case is called in the file it came with. Anything may be called anything, also by a name: in clear there are only tokens under
 * the organisation's index key, one of what it is called and one of what the file said of it.
 */
@Entity('outer_ids')
@Index('outer_ids_token_idx', ['organisationId', 'token'], { unique: true })
@Index('outer_ids_case_id_idx', ['caseId'])
export class OuterId extends Recorded {
  @Column({ type: 'text' }) organisationId: string
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) token: string
  @Column({ type: 'text' }) content: string
  @Column(bytes()) sealed: Buffer
  words: { id: string }
}
