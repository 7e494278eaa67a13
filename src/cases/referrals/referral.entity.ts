import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, codes, instant } from '../../database/columns'
import type { Parcel } from './parcel'

export const referralStates = ['sent', 'accepted', 'refused', 'withdrawn', 'stopped'] as const
export type ReferralState = (typeof referralStates)[number]

/** Parts of a case offered to another organisation: who, to whom, what for and how it stands. Codes and ids only. */
@Entity('referrals', { withoutRowid: true })
@Index('referrals_case_id_idx', ['caseId', 'state'])
@Index('referrals_to_id_idx', ['toId', 'state', 'id'])
export class Referral extends Recorded {
  @Column({ type: 'text' }) caseId: string
  @Column({ type: 'text' }) fromId: string
  @Column({ type: 'text' }) toId: string
  @Column({ type: 'text' }) reason: string
  @Column({ type: 'text' }) state: ReferralState
  @Column({ type: 'text' }) sentBy: string
  @Column(instant()) sentAt: Date
  /** Whose particulars went along: without the consent of each of them it stops. */
  @Column(codes()) personIds: string[]
  @Column(codes()) entryIds: string[]
  @Column({ type: 'text', nullable: true }) decidedBy: string | null
  @Column(instant({ nullable: true })) decidedAt: Date | null
  @Column({ type: 'text', nullable: true }) refusal: string | null
  /** What became of it with the receiver; the sender is never shown it. */
  @Column({ type: 'text', nullable: true }) newCaseId: string | null
}

export interface Letter {
  readonly text: string
  /** The number of the case with the sender. */
  readonly reference: string
}

/** What is sealed under a referral's own key: the letter, the parcel until it is decided on, the answer. */
@Entity('referral_words')
@Index('referral_words_referral_id_idx', ['referralId', 'kind'], { unique: true })
export class ReferralWords extends Recorded {
  @Column({ type: 'text' }) referralId: string
  @Column({ type: 'text' }) kind: 'letter' | 'parcel' | 'reply'
  @Column(bytes()) sealed: Buffer
  words: Letter | Parcel | { readonly text: string }
}

/** A case, person or entry that was made from a parcel, under its own id: across the coalition only the original is counted. */
@Entity('referral_copies', { withoutRowid: true })
@Index('referral_copies_referral_id_idx', ['referralId'])
export class ReferralCopy extends Recorded {
  @Column({ type: 'text' }) referralId: string
}
