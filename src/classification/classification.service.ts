import type { OpenKey, Work } from '../core'
import { newId, Rejected } from '../core'
import { codebook } from '../codebook'
import { Classification, ClassificationProvision, type Decision } from './classification.entity'
import { currentOf } from './classification.queries'

export interface EntryRef {
  readonly caseId: string
  readonly kind: string
  readonly id: string
  readonly version: number
}

export interface Verdict {
  readonly decision: Decision
  readonly violationCode: string | null
  /** The first is primary. */
  readonly provisions: readonly string[]
  readonly rule: string | null
  readonly rationale: string
  /** The code book it was taken by: the present one, where it is not said. */
  readonly codebook?: string
}

/** Writes one decision; the one it replaces stays as history. */
export async function classify(work: Work, key: OpenKey, entry: EntryRef, verdict: Verdict): Promise<Classification> {
  checkProvisions(verdict)
  const earlier = await currentOf(work.db, entry.id, verdict.violationCode)
  for (const row of earlier) {
    key.open('classifications', row)
    row.current = false
    await work.change(row, key)
  }
  const made = await work.add(
    Object.assign(new Classification(), {
      id: newId(),
      caseId: entry.caseId,
      entryKind: entry.kind,
      entryId: entry.id,
      entryVersion: entry.version,
      violationCode: verdict.violationCode,
      decision: verdict.decision,
      current: true,
      rule: verdict.rule,
      codebook: verdict.codebook ?? codebook.version,
      decidedBy: work.actor.id,
      decidedAt: work.now,
      words: { rationale: verdict.rationale },
    }),
    key,
  )
  for (const [place, provision] of verdict.provisions.entries()) {
    await work.add(
      Object.assign(new ClassificationProvision(), {
        id: newId(),
        classificationId: made.id,
        provision,
        article: provision.replace(/\(.*$/, ''),
        isPrimary: place === 0,
      }),
    )
  }
  const { violationCode, decision, provisions, rule } = verdict
  await work.record(`classification.${decision}`, made, { case: entry.caseId, violationCode, provisions, rule })
  return made
}

/** Only provisions of the code book, and only those that the violation type can breach. */
function checkProvisions({ decision, violationCode, provisions }: Verdict): void {
  if (decision !== 'confirmed') return
  const type = violationCode === null ? undefined : codebook.type(violationCode)
  if (!type)
    throw new Rejected(
      'classification.form.violation.required',
      {},
      { violationCode: 'classification.form.violation.required' },
    )
  if (provisions.length === 0 || new Set(provisions).size !== provisions.length) {
    throw new Rejected('classification.form.primary.required', {}, { primary: 'classification.form.primary.required' })
  }
}
