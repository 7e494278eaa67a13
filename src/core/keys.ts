/**
 * What the rest of the program knows of keys. They are made and opened in `vault/`; an actor carries a ring.
 */

/** One copy of a subject's private key, sealed for one holder: a user, a group or the recovery key. */
export interface KeyWrap {
  readonly subjectId: string
  readonly generation: number
  readonly holderId: string
  readonly wrapped: Buffer
  /** When it stops opening; null for as long as it is there. */
  readonly until: Date | null
}

/** A row that holds words about people: its free text and identifying fields, sealed as one blob. */
export interface SealedRow<Words extends object = object> {
  readonly id: string
  version: number
  sealed: Buffer
  /** The words in the open: only in memory, never a column. */
  words?: Words
}

/** The opened key of one case, group or host purpose. */
export interface OpenKey {
  readonly subjectId: string
  readonly generation: number
  /** Seals `row.words` into `row.sealed`, bound to the table, the row's id and its version. */
  close(table: string, row: SealedRow): void
  /** Opens `row.sealed` into `row.words`; throws when the bytes belong to another table, row or version. */
  open(table: string, row: SealedRow): void
}

/** Opens what one person may open, for one request. Empty for jobs and commands. */
export interface KeyRing {
  /** The ids this ring answers for: the user's own, and those of the groups the user was let into. */
  readonly holders: readonly string[]
  /** The moment it was opened for: a wrap that has run out by then opens nothing. */
  readonly at: Date
  /** The public half of the user's own key: what is sealed for it opens here. */
  readonly publicKey: Uint8Array | null
  /** The opened key of the newest generation among these wraps; NotFound when none is for this ring, Busy once it is wiped. */
  open(wraps: readonly KeyWrap[]): OpenKey
  /** Forgets everything: what it opened neither seals nor opens from then on. */
  wipe(): void
}

/** The ring of jobs and commands: it opens nothing. */
export const noKeys: KeyRing = {
  holders: [],
  at: new Date(0),
  publicKey: null,
  open() {
    throw new Error('This work runs without keys: it may touch codes, ciphertext and public keys only')
  },
  wipe() {
    // nothing to forget
  },
}
