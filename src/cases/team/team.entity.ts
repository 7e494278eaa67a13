import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, instant } from '../../database/columns'

/** Somebody on the case, from a day on; leaving it takes the key away. */
@Entity('team_members', { withoutRowid: true })
@Index('team_members_case_id_idx', ['caseId', 'userId'])
@Index('team_members_user_id_idx', ['userId', 'caseId'])
export class TeamMember extends Recorded {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) userId: string
  @Column({ type: 'text' }) role: 'lead' | 'member' | 'reader'
  @Column(instant()) since: Date
  @Column(instant({ nullable: true })) until: Date | null
}

/** A page somebody left half-filled: what was typed, as it was typed, sealed with the case. */
@Entity('case_drafts')
@Index('case_drafts_case_id_page_user_id_idx', ['caseId', 'page', 'userId'], { unique: true })
export class CaseDraft {
  @Column({ type: 'text', primary: true }) id: string
  @Column({ type: 'integer' }) version: number
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) page: string
  @Column({ type: 'text' }) userId: string
  @Column(instant()) savedAt: Date
  @Column(bytes()) sealed: Buffer
  words: { typed: Record<string, string | string[]> }
}
