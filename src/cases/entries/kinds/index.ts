import type { EntryKind } from '../entry-kind'
import { act, involvement } from './act'
import { detention, stay } from './detention'
import { examination } from './examination'
import { death, healthEvent } from './health'
import { injury } from './injury'
import { removal } from './removal'
import { reprisal } from './reprisal'
import { service } from './service'

export { act, detention, involvement, stay }

/** Every kind of entry, in the order of the file. A further one costs a declaration, a migration and texts. */
export const kinds: readonly EntryKind[] = [
  detention,
  stay,
  removal,
  act,
  involvement,
  injury,
  examination,
  healthEvent,
  death,
  reprisal,
  service,
]

export const kindOf = (name: string): EntryKind | undefined => kinds.find(kind => kind.name === name)
