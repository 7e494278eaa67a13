import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, day, flag, instant } from '../../database/columns'

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

/** Something that binds somebody to silence: asked before any fact of the case file is entered; it blocks publication. */
@Entity('secrecy_markers')
@Index('secrecy_markers_case_id_idx', ['caseId'])
export class SecrecyMarker extends Recorded {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) kind: string
  @Column({ type: 'text', nullable: true }) bound: string | null
  @Column(day({ nullable: true })) signedOn: string | null
  @Column(flag()) blanket: boolean
  @Column(bytes()) sealed: Buffer
  words: { note: string }
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
