import { markerOf } from '../cases'
import { classify } from '../classification'
import type { OpenKey } from '../core'
import { Conflict } from '../core'
import { enterDescribed } from '../evidence'
import { by, type Carrying, type Ids } from './carrying'
import type { Plan } from './check-case'
import type { DecisionLine } from './line'
import { evidenceRef, partsOf } from './refs'

export async function carryMarkersIn(carrying: Carrying, key: OpenKey, { markers }: Plan): Promise<void> {
  const ids = new Map<string, string>()
  for (const { line, said } of markers) {
    const work = by(carrying, line)
    const marker = markerOf(work, key, said, ids.get(line.replaces ?? '') ?? null)
    if (line.closing !== undefined) {
      const closed = by(carrying, { by: line.closedBy, at: line.closedAt })
      const words = { ...marker.words, closing: line.closing }
      Object.assign(marker, { endedOn: line.endedOn ?? null, closedBy: closed.actor.id, closedAt: closed.now, words })
    }
    await work.add(marker, key)
    ids.set(line.ref, marker.id)
  }
}

export async function carryEvidenceIn(carrying: Carrying, key: OpenKey, { evidence }: Plan, ids: Ids): Promise<void> {
  const holder = { kind: 'case', id: key.subjectId } as const
  for (const { line, said } of evidence) {
    const { number, fileName, mediaType = '', contentSha256 = '', size = 0 } = line
    const described = { ...said, receivedOn: said.receivedOn || null, number, fileName, mediaType, contentSha256, size }
    const item = await enterDescribed(by(carrying, line), holder, key, described)
    ids.evidence.set(evidenceRef(line), item.id)
  }
}

export async function carryDecisionsIn(carrying: Carrying, key: OpenKey, { line }: Plan, ids: Ids): Promise<void> {
  for (const decision of partsOf(line).decisions) {
    const about = ids.entries.get(decision.entry)
    if (!about) throw new Conflict('carrying.errors.changed')
    const { id, version } = about.entry
    const ref = { caseId: key.subjectId, kind: about.kind.name, id, version: decision.outdated ? 0 : version }
    await classify(by(carrying, decision), key, ref, decided(decision))
  }
}

const decided = ({ decision, violation, provisions, rule, rationale, codebook }: DecisionLine) => ({
  decision,
  violationCode: violation ?? null,
  provisions: provisions ?? [],
  rule: rule ?? null,
  rationale: rationale ?? '',
  ...(codebook !== undefined && { codebook }),
})
