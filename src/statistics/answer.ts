import type { Question } from './question/question'

/** Why a unit could not be counted. A blank is never "no". */
export const reasons = ['unknown', 'not_asked', 'refused', 'na', 'not_computable'] as const
export type Reason = (typeof reasons)[number]
export const exclusions = ['verification', 'refuted', 'consent', 'secrecy'] as const
export type Exclusion = (typeof exclusions)[number]

/** What was counted for one combination of keys. `yes` of `base`; for a count the two are the same. */
export interface Tally {
  readonly yes: number
  readonly base: number
  /** Distinct persons behind `yes`: protection is about them. */
  readonly persons: number
  /** Lower quartile, median, upper quartile in minutes. */
  readonly quartiles?: readonly [number, number, number] | undefined
}

export interface Axis {
  /** As the question named it. */
  readonly name: string
  readonly keys: readonly string[]
  /** No unit stands under two of the keys: the numbers add up to the totals. */
  readonly addsUp: boolean
}

/** An answer as it came from the database. Nothing outside of `compile/` and `protection/` may hold one. */
export interface RawAnswer {
  readonly question: Question
  readonly rows: Axis
  readonly columns: Axis
  /** `rows + 1` by `columns + 1`, totals last. */
  readonly tallies: readonly Tally[]
  readonly missing: Readonly<Record<Reason, number>>
  readonly excluded: Readonly<Record<Exclusion, number>>
  readonly codebook: string
  readonly asOf: string
}

export interface Row {
  /** One for each dimension; null is all of them together. */
  readonly keys: readonly (string | null)[]
  /** Null when it is protected, or when there is nothing to compute it from. */
  readonly value: number | null
  readonly protected: boolean
  /** What the value is a part of (share), or rests on (median). */
  readonly of?: number | null
  readonly quartiles?: readonly [number, number, number] | null
}

/** An answer as it may be seen. Made by `protect` alone. */
export interface Answer {
  readonly question: Question
  readonly unit: string
  readonly dateBasis: string
  readonly base: number | null
  readonly dimensions: readonly { readonly name: string; readonly keys: readonly string[]; readonly addsUp: boolean }[]
  readonly rows: readonly Row[]
  readonly totals: readonly Row[]
  readonly missing: Readonly<Record<Reason | 'excluded', number | null>>
  readonly excluded: Readonly<Record<Exclusion, number | null>>
  readonly threshold: number
  readonly codebook: string
  readonly asOf: string
  /** Keys of the texts that must stand beside it. */
  readonly notes: readonly string[]
}
