import { Recorded } from '../../core'

/** What every entry has. Its words hold the free text and the time of day of each moment. */
export abstract class Entry extends Recorded {
  caseId: string
  /** Whom it concerns. */
  personId: string | null
  /** The entry it belongs to: a stay to its detention, an involvement to its act. */
  parentId: string | null
  verification: string
  regionAtEvent: string | null
  /** The day of the event, for counting by date. */
  eventOn: string | null
  /** The questions about which the person and the paper say different things. */
  contested: string[]
  /** Ids of evidence items that bear it out, and of those that speak against it. */
  supportedBy: string[]
  contradictedBy: string[]
  createdBy: string
  createdAt: Date
  changedBy: string
  changedAt: Date
  sealed: Buffer
  words: Record<string, string>
}
