/** A story of invented people, told in facts: each is one sentence and the answer it becomes on a form. */
export interface Story {
  readonly title: string
  readonly receivedOn: string
  /** Asked before anything else is written down. */
  readonly secrecy: Facts
  /** The person's own words, sentence by sentence. */
  readonly words: readonly string[]
  readonly about: Facts
  readonly persons: readonly PersonToEnter[]
  readonly evidence: readonly ItemToAdd[]
  readonly entries: readonly EntryToAdd[]
  readonly versions: readonly SecondVersion[]
  /** What a clinician of the team said of an injury, by its key. */
  readonly clinician: Readonly<Record<string, Fact>>
  /** Entries the coordinator confirms suggestions of, by key, each with the violation types. */
  readonly classified: Readonly<Record<string, readonly string[]>>
  readonly region: string
  /** What a practitioner reads on the case page, by the section it stands in. */
  readonly reads: readonly (readonly [section: string, text: string])[]
}

export type Fact = readonly [says: string, answer: Answer]
/** By the name of the question. */
export type Facts = Readonly<Record<string, Fact>>

/** Other things stand for it by its key. */
interface Keyed {
  readonly key: string
}

export interface PersonToEnter extends Keyed {
  readonly facts: Facts
  readonly consent?: Facts
}

export interface ItemToAdd extends Keyed {
  readonly fileName: string
  readonly facts: Facts
}

export interface EntryToAdd extends Keyed {
  readonly kind: string
  /** The entry it is a part of. */
  readonly of?: string
  /** Keys of the persons it concerns. */
  readonly about?: readonly string[]
  readonly facts: Facts
  /** Keys of the items it rests on. */
  readonly rests?: Readonly<Record<string, 'supporting' | 'contradicting'>>
}

/** What the other side says of one answer, and where it stands. */
export interface SecondVersion {
  readonly entry: string
  readonly field: string
  readonly says: string
  readonly answer: Answer
  readonly source: string
  readonly item?: string
}

export interface When {
  readonly on: string
  readonly time?: string | undefined
  readonly until?: string | undefined
  readonly about?: boolean | undefined
  readonly source?: string | undefined
}

export type Answer =
  | string
  | readonly string[]
  | { readonly when: When }
  | { readonly noTime: string }
  | { readonly money: string }
  | { readonly to: string }

/** `2024-03-11 19:40`, `2024-03-11` or `2024-03`: known as exactly as it is written. */
export const at = (text: string, source?: string): Answer => {
  const [on = '', time] = text.split(' ')
  return { when: { on, time, source } }
}
export const about = (text: string, source?: string): Answer => {
  const [on = '', time] = text.split(' ')
  return { when: { on, time, source, about: true } }
}
export const between = (on: string, until: string, source?: string): Answer => ({ when: { on, until, source } })
export const noTime = (why: 'never' | 'unknown' | 'not_asked' | 'refused' | 'na'): Answer => ({ noTime: why })
export const money = (amount: string): Answer => ({ money: amount })
/** A person or another entry of the same story. */
export const to = (key: string): Answer => ({ to: key })
