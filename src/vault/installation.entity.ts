import { Column, Entity, type EntityManager } from 'typeorm'
import { Recorded } from '../core'
import { findRow } from '../database'

/** The few facts about this installation: the public recovery key, that it is a demonstration. The id is the name of the fact. */
@Entity('installation')
export class InstallationFact extends Recorded {
  @Column({ type: 'text' }) value: string
}

export const findFact = async (
  db: EntityManager,
  name: 'recovery-key' | 'demonstration',
): Promise<string | undefined> => (await findRow(db, InstallationFact, { id: name }))?.value
