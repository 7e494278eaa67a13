import type { EntityManager } from 'typeorm'
import { filled } from './filled'
import type { Signed } from './line'
import type { Staff } from './staff.queries'

/** What is the same for all cases of a file that is written. */
export interface CarryingOut {
  readonly db: EntityManager
  readonly staff: Staff
  /** Identities with several rows, and where the first of them stands in the file. */
  readonly met: Map<string, string | undefined>
}

/** Somebody without an account here any more is not named. */
export const signed = ({ loginOf }: Staff, by: string | null, at: Date | null): Signed =>
  filled({ by: loginOf.get(by ?? ''), at: at?.toISOString() })
