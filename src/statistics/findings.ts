import { codebook, type Finding, type Indicator as CodedIndicator, type Label } from '../codebook'

export type { Finding }

/** What a page needs of an indicator. */
export interface Indicator extends Pick<CodedIndicator, 'id' | 'findings' | 'sentence'> {
  readonly base?: Label | undefined
  readonly question: unknown
}

/** The paragraphs and indicators of the code book in force. */
export const findings = (): readonly Finding[] => codebook.findings
export const indicators = (): readonly Indicator[] => codebook.indicators
