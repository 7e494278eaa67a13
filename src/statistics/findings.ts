import { codebook } from '../codebook'
import type { Label } from '../codebook'

export type FindingClass = 'count' | 'part' | 'law'

/** A paragraph of the statement, in our own words. */
export interface Finding {
  readonly code: string
  readonly article: string
  readonly class: FindingClass
  readonly text: Label
  /** Words such as "in most cases", and the indicator that could stand in their place. */
  readonly vague: readonly { readonly words: Label; readonly indicator?: string | undefined }[]
  /** What the files would have to hold to count it better. */
  readonly needs?: Label | undefined
}

export interface Indicator {
  readonly id: string
  readonly findings: readonly string[]
  readonly sentence: Label
  readonly base?: Label | undefined
  readonly question: unknown
}

const { findings: paragraphs = [], indicators: measures = [] } = codebook as Partial<{
  readonly findings: readonly Finding[]
  readonly indicators: readonly Indicator[]
}>

/** The paragraphs and indicators of the code book in force. */
export const findings = (): readonly Finding[] => paragraphs
export const indicators = (): readonly Indicator[] => measures
