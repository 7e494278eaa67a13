import type { EntityManager } from 'typeorm'
import { findRow } from '../database'
import { InstallationFact } from './installation.entity'

export const findFact = async (
  db: EntityManager,
  name: 'recovery-key' | 'demonstration',
): Promise<string | undefined> => (await findRow(db, InstallationFact, { id: name }))?.value
