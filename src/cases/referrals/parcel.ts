import type { PersonAnswers } from '../cases.forms'
import type { EntryAnswers, OtherVersion } from '../entries'

/** One person in a parcel; `ref` holds within the parcel only: no id of the sender's file goes along. */
export interface PackedPerson {
  readonly ref: string
  readonly answers: PersonAnswers
}

export interface PackedEntry {
  readonly ref: string
  readonly kind: string
  readonly person: string | null
  readonly parent: string | null
  readonly answers: EntryAnswers
  /** What the other side says of an answer, by question. */
  readonly others: Readonly<Record<string, OtherVersion>>
}

export interface PackedItem {
  readonly number: number
  readonly fileName: string
  readonly description: string
}

/** The chosen parts of a case, and nothing else of it. */
export interface Parcel {
  readonly receivedOn: string
  readonly risk: string
  readonly urgent: boolean
  readonly narrative: string
  readonly persons: readonly PackedPerson[]
  readonly entries: readonly PackedEntry[]
  readonly evidence: readonly PackedItem[]
}
