import type { EntryKind } from '../entry-kind'
import { act, involvement } from './act'
import { detention, stay } from './detention'

export { act, detention, involvement, stay }

/** Every kind of entry, in the order of the file. A further one costs a declaration, a migration and texts. */
export const kinds: readonly EntryKind[] = [detention, stay, act, involvement]

export const kindOf = (name: string): EntryKind | undefined => kinds.find(kind => kind.name === name)
