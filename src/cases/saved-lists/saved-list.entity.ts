import { Column, Entity, Index } from 'typeorm'
import { Recorded } from '../../core'
import { bytes, flag, instant, json } from '../../database/columns'

/** The codes and days of an address, and the columns chosen: never a name, never what was searched for. */
export type ListAddress = Readonly<Record<string, string[]>>

/** A list of cases worth opening again, under a title of its owner's, which is sealed for the organisation. */
@Entity('saved_lists')
@Index('saved_lists_organisation_id_idx', ['organisationId', 'ownerId'])
export class SavedList extends Recorded {
  @Column({ type: 'text' }) organisationId: string
  @Column({ type: 'text' }) ownerId: string
  /** Whether colleagues find it, too. */
  @Column(flag()) shared: boolean
  @Column(json()) address: ListAddress
  @Column(instant()) savedAt: Date
  @Column(bytes()) sealed: Buffer
  words: { title: string }
}
