import type { Language } from '../i18n'

export type Label = Readonly<Record<Language, string>>

export interface CodeItem {
  readonly code: string
  readonly label: Label
  readonly since?: string | undefined
  readonly until?: string | undefined
  /** Of a kind of secrecy: whether cases under it are counted; they are unless the coalition decides otherwise. */
  readonly counts?: boolean | undefined
}

/** An article of the Covenant with its paragraphs, each under a short title. */
export interface Article extends CodeItem {
  readonly provisions: readonly CodeItem[]
}

/** What a coordinator may decide an entry to be, with the provisions it breaches. */
export interface ViolationType extends CodeItem {
  /** What it is, what decides, and which neighbour fits where this one does not. */
  readonly definition: Label
  /** Which facts of a file point to it, in words. */
  readonly suggestedBy: Label
  /** ICCPR, down to the paragraph; the first is the usual primary one. */
  readonly provisions: readonly string[]
  readonly cat: readonly string[]
  readonly generalComments: readonly string[]
  readonly findings: readonly string[]
  readonly recommendations: readonly string[]
  readonly unit: string
}

/** One thing that must hold of an entry's coded facts. `over` is in minutes, on the lower bound of the clock. */
export type RuleCondition =
  | { readonly field: string; readonly is: readonly string[] }
  | { readonly field: string; readonly not: readonly string[] }
  | { readonly field: string; readonly has: readonly string[] }
  | { readonly field: string; readonly any: true }
  | { readonly clock: string; readonly over: number }
  | { readonly clock: string; readonly state: readonly string[] }

/** Coded facts that make a violation type worth a look, and why in words. */
export interface SuggestionRule {
  readonly id: string
  readonly violation: string
  readonly kind: string
  readonly all: readonly RuleCondition[]
  readonly reason: Label
}

export type Confidence = 'high' | 'medium' | 'low' | 'unknown'

/** A legal limit, as dated data: it holds for what happened from `validFrom` until before `validTo`. */
export interface ClockRule {
  readonly id: string
  /** The kind of entry whose moments `from` and `to` are. */
  readonly kind: string
  readonly from: string
  readonly to: string
  readonly limit: {
    readonly value: number
    readonly unit: 'hours' | 'days'
    readonly counting: 'calendar' | 'working'
  } | null
  readonly law: Label
  /** Where the law gives another limit, or doubts it. The clock itself knows only one. */
  readonly exceptions: Label | null
  readonly validFrom: string
  readonly validTo: string | null
  readonly confidence: Confidence
  /** The lawyer who confirmed the limit; nobody yet where it is empty. */
  readonly checkedBy: string | null
  readonly checkedOn: string
}

/** A day off by law, on the same days (`03-21`) of every year while it is in force. */
export interface Holiday {
  readonly code: string
  readonly label: Label
  readonly days: readonly string[]
  /** When it falls on a Saturday or Sunday, the next working day is off instead. */
  readonly madeUp: boolean
  readonly law: Label
  readonly validFrom: string
  readonly validTo: string | null
}

/** What is known of the working days of one year beyond the holidays of every year. */
export interface CalendarYear {
  readonly year: number
  /** The first day of Kurban Ait, which moves. */
  readonly kurbanAit: string
  /** Days off that were moved by decision: `off` instead of `worked`. */
  readonly moved: readonly { readonly off: string; readonly worked: string }[]
  readonly decision: Label | null
  readonly note: Label | null
  readonly confidence: Confidence
  readonly checkedBy: string | null
  readonly checkedOn: string
}

/** A paragraph of the statement, in our own words; letters are paragraphs of their own. */
export interface Finding {
  readonly code: string
  readonly article: string
  readonly class: 'count' | 'part' | 'law'
  readonly text: Label
  /** Words such as "in most cases", and the indicator that could stand in their place. */
  readonly vague: readonly { readonly words: Label; readonly indicator?: string | undefined }[]
  /** Units of the files that speak of it, though no indicator is drawn from them yet. */
  readonly countedBy?: readonly string[] | undefined
  /** What is missing to count it: something no file holds. */
  readonly needs?: Label | undefined
}

/** A defined measure that backs a finding; its question is checked where questions are read. */
export interface Indicator {
  readonly id: string
  readonly findings: readonly string[]
  readonly sentence: Label
  readonly base: Label
  readonly question: Readonly<Record<string, unknown>>
  readonly recommendations: readonly string[]
  readonly provisions: readonly string[]
}

export interface Recommendation {
  readonly code: string
  readonly article: string
  readonly text: Label
}
