import { Column, Entity, Index, PrimaryColumn } from 'typeorm'
import { big, bytes, instant } from '../database/columns'

/** A signed-in browser. The id is the hash of a token only the browser has; the private key lies sealed under that token. */
@Entity('sessions')
@Index('sessions_user_id_idx', ['userId'])
export class Session {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'text' }) userId: string
  /** `code`: the password was right, the second factor is awaited. */
  @Column({ type: 'text' }) stage: 'code' | 'open'
  @Column(bytes()) sealedKey: Buffer
  @Column(instant()) startedAt: Date
  @Column(instant()) seenAt: Date
}

/** The last time step of the second factor that was used: none is taken twice. */
@Entity('second_factor_uses')
export class SecondFactorUse {
  @PrimaryColumn({ type: 'text' }) userId: string
  @Column(big()) step: number
}

/** Failures of one account or known device, under a keyed hash; survives a restart, holds no address. */
@Entity('rate_buckets')
export class RateBucket {
  @PrimaryColumn({ type: 'text' }) id: string
  @Column({ type: 'integer' }) failures: number
  @Column(instant()) until: Date
  @Column(instant()) changedAt: Date
}
