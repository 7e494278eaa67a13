import type { Carried, CaseState } from '../cases'
import type { Decision } from '../classification'

/** The format of the file, written in its first line. */
export const format = 'dalel-cases'
export const formatVersion = 1

export interface Header {
  readonly format: typeof format
  readonly version: typeof formatVersion
  /** The version of the code book its codes are of. */
  readonly codebook?: string | undefined
  /** How many cases follow: a file that was cut off is not taken. */
  readonly cases?: number | undefined
}

/** Who did something and when, where it is not the import that did it: a login name and an instant. */
export interface Signed {
  readonly by?: string | undefined
  readonly at?: string | undefined
}

export interface WordsLine extends Signed {
  readonly text: string
}

export interface MarkerLine extends Signed {
  readonly ref: string
  readonly kind: string
  readonly bound?: string | undefined
  readonly signedOn?: string | undefined
  readonly blanket?: 'yes' | undefined
  readonly note?: string | undefined
  readonly endedOn?: string | undefined
  readonly closing?: string | undefined
  readonly closedBy?: string | undefined
  readonly closedAt?: string | undefined
  readonly replaces?: string | undefined
}

export interface ConsentLine extends Signed {
  readonly scope: string
  readonly status: string
  readonly givenOn?: string | undefined
  readonly until?: string | undefined
  readonly way?: string | undefined
  readonly language?: string | undefined
  readonly representative?: string | undefined
  readonly evidence?: string | undefined
  readonly note?: string | undefined
}

export interface PersonLine {
  readonly ref: string
  /** The same human being in an earlier case of the file: `<id of the case>/<ref>`. */
  readonly sameAs?: string | undefined
  readonly answers: Carried
  readonly consents?: readonly ConsentLine[] | undefined
}

/** What the other side says of a question, and where both versions stand. */
export interface OtherLine {
  readonly answers: Carried
  readonly source?: string | undefined
  readonly item?: string | undefined
  readonly ownSource?: string | undefined
  readonly ownItem?: string | undefined
}

export interface EntryLine {
  readonly ref: string
  readonly kind: string
  readonly person?: string | undefined
  /** The entry it is a part of. */
  readonly of?: string | undefined
  readonly answers: Carried
  readonly supportedBy?: readonly string[] | undefined
  readonly contradictedBy?: readonly string[] | undefined
  readonly other?: Readonly<Record<string, OtherLine>> | undefined
}

/** An item of evidence without its file. */
export interface EvidenceLine extends Signed {
  readonly number: number
  readonly type?: string | undefined
  readonly receivedOn?: string | undefined
  readonly givenBy?: string | undefined
  readonly description?: string | undefined
  readonly fileName: string
  readonly mediaType?: string | undefined
  readonly size?: number | undefined
  readonly contentSha256?: string | undefined
}

export interface DecisionLine extends Signed {
  readonly entry: string
  readonly decision: Decision
  readonly violation?: string | undefined
  /** The first is primary. */
  readonly provisions?: readonly string[] | undefined
  readonly rule?: string | undefined
  readonly rationale?: string | undefined
  readonly codebook?: string | undefined
  /** The entry was changed since. */
  readonly outdated?: 'yes' | undefined
}

export interface TeammateLine {
  readonly login: string
  readonly role: 'lead' | 'member' | 'reader'
}

/** One case with all that is kept of it. */
export interface CaseLine {
  /** What the case is called where it comes from; known again when the file comes a second time. */
  readonly id: string
  readonly state: Exclude<CaseState, 'erased'>
  readonly reference?: string | undefined
  readonly opened?: Signed | undefined
  readonly about: Carried
  readonly team?: readonly TeammateLine[] | undefined
  readonly words?: readonly WordsLine[] | undefined
  readonly secrecy?: readonly MarkerLine[] | undefined
  readonly persons: readonly PersonLine[]
  readonly evidence?: readonly EvidenceLine[] | undefined
  readonly entries?: readonly EntryLine[] | undefined
  readonly decisions?: readonly DecisionLine[] | undefined
}
