import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../core'

/** A member of the coalition. Every case belongs to one; `code` begins its references. */
@Entity('organisations')
export class Organisation extends Recorded {
  @Index('organisations_code_idx', { unique: true }) @Column({ type: 'text' }) code: string
  @Column({ type: 'text' }) nameEn: string
  @Column({ type: 'text' }) nameRu: string
  @Column({ type: 'text' }) nameKk: string
}

export const organisationName = (organisation: Organisation, language: 'en' | 'ru' | 'kk'): string =>
  ({ en: organisation.nameEn, ru: organisation.nameRu, kk: organisation.nameKk })[language]
