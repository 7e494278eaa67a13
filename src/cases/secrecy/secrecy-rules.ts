import { codebook, type CodeItem } from '../../codebook'
import type { SecrecyAnswer } from '../case.entity'

/** What decides whether a marker stops something. */
export interface Marker {
  readonly id: string
  readonly kind: string
  readonly endedOn: string | null
  readonly closedAt: Date | null
  /** Whether the coalition counts cases under a marker of this kind. */
  readonly counts: boolean
}

/** One that was closed without an end was corrected: another has taken its place. */
export const isInForce = ({ endedOn, closedAt }: Pick<Marker, 'endedOn' | 'closedAt'>, on: string): boolean =>
  endedOn === null ? closedAt === null : endedOn > on

/** What was said when secrecy was asked about; where answers were not kept yet, a marker is one. */
export const answerIn = (
  { secrecyAnswer }: { readonly secrecyAnswer: SecrecyAnswer | null },
  markers: readonly unknown[],
): SecrecyAnswer | null => secrecyAnswer ?? (markers.length > 0 ? 'yes' : null)

/** The kinds of secrecy under which a case is left out of every count: the coalition decides it in the code book. */
export const uncountedKinds = (kinds: readonly CodeItem[] = codebook.list('secrecy_kinds')): string[] =>
  kinds.filter(kind => kind.counts === false).map(kind => kind.code)
