import { Column, Entity } from 'typeorm'
import { Recorded } from '../core'

/** The few facts about this installation: the public recovery key, that it is a demonstration. The id is the name of the fact. */
@Entity('installation')
export class InstallationFact extends Recorded {
  @Column({ type: 'text' }) value: string
}
