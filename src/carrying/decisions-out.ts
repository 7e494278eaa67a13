import type { Classified } from '../classification'
import { signed } from './carrying-out'
import type { FileEntry } from './entries-out'
import { filled } from './filled'
import type { DecisionLine } from './line'
import type { Staff } from './staff.queries'

/** The decisions that hold, in the order of the entries they are about. */
export function decisionLines(
  decisions: readonly Classified[],
  entries: readonly FileEntry[],
  refOf: ReadonlyMap<string, string>,
  staff: Staff,
): DecisionLine[] {
  const versions = new Map(entries.map(({ entry: { id, version } }) => [id, version]))
  const turn = [...refOf.keys()]
  return decisions
    .filter(made => made.current && refOf.has(made.entryId))
    .sort((a, b) => turn.indexOf(a.entryId) - turn.indexOf(b.entryId) || (a.id < b.id ? -1 : 1))
    .map(made =>
      filled({
        entry: refOf.get(made.entryId) ?? '',
        decision: made.decision,
        violation: made.violationCode ?? undefined,
        provisions: made.provisions,
        rule: made.rule ?? undefined,
        rationale: made.words.rationale,
        codebook: made.codebook,
        outdated: made.entryVersion === versions.get(made.entryId) ? undefined : ('yes' as const),
        ...signed(staff, made.decidedBy, made.decidedAt),
      }),
    )
}
