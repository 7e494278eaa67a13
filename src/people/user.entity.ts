import { Column, Entity, Index } from 'typeorm'
import { Recorded, type Role } from '../core'
import { bytes, codes, flag, json } from '../database/columns'

export interface UserWords {
  readonly name: string
  readonly login: string
  /** Base32; empty until the second factor is set up. */
  readonly secondFactor: string
}

interface PasswordFacts {
  readonly format: 1
  readonly salt: string
  readonly verifier: string
  readonly scryptLogN: number
  readonly bcryptCost: number
}

/** Somebody who works here. Name, login and second factor are sealed under the host key; the private key under the person's own password. */
@Entity('users')
@Index('users_organisation_id_idx', ['organisationId'])
export class User extends Recorded {
  @Column({ type: 'text' }) organisationId: string
  /** Keyed hash of the login name: found without being readable. */
  @Index('users_login_token_idx', { unique: true }) @Column({ type: 'text' }) loginToken: string
  @Column(codes()) roles: Role[]
  @Column(flag()) clinician: boolean
  @Column({ type: 'text' }) state: 'invited' | 'active' | 'disabled'
  @Column({ type: 'text' }) language: 'en' | 'ru' | 'kk'
  @Column(json({ nullable: true })) password: PasswordFacts | null
  @Column(bytes({ nullable: true })) publicKey: Buffer | null
  @Column(bytes({ nullable: true })) privateWrapped: Buffer | null
  @Column(bytes({ nullable: true })) recoveryWrapped: Buffer | null
  @Column(bytes()) sealed: Buffer
  words: UserWords
}
