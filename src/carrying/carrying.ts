import type { Entry, EntryKind } from '../cases'
import type { Work } from '../core'
import type { BlindIndex } from '../vault'
import { asWritten } from './as-written'
import type { Signed } from './line'
import type { Staff } from './staff.queries'

/** What is the same for all cases of a file. */
export interface Carrying {
  readonly work: Work
  readonly index: BlindIndex
  readonly staff: Staff
  /** By `<case>/<person>`: who is met again in a later case of the file. */
  readonly met: Map<string, string>
}

export interface Written {
  readonly kind: EntryKind
  readonly entry: Entry
}

/** Ids here, by what the file calls them. */
export interface Ids {
  readonly persons: Map<string, string>
  readonly entries: Map<string, Written>
  readonly evidence: Map<string, string>
}

export const by = ({ work, staff }: Carrying, signed: Signed = {}): Work => asWritten(work, signed, staff)
