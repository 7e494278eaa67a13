import { In, type EntityManager } from 'typeorm'
import { Case } from '../cases'
import type { Actor, OpenKey, Work } from '../core'
import { canonicalJson, newId, sha256 } from '../core'
import type { BlindIndex } from '../vault'
import type { CaseLine } from './line'
import { OuterId } from './outer-id.entity'

const tokenOf = (index: BlindIndex, id: string) => index.token('outer-id', id)
const contentOf = (index: BlindIndex, line: CaseLine) => index.token('outer-content', sha256(canonicalJson(line)))

/** Keeps what a case is called in its file, and what the file said of it. */
export async function keepOuterId(work: Work, key: OpenKey, line: CaseLine, index: BlindIndex): Promise<void> {
  const { organisationId } = work.actor
  const facts = {
    organisationId,
    caseId: key.subjectId,
    token: tokenOf(index, line.id),
    content: contentOf(index, line),
  }
  await work.add(Object.assign(new OuterId(), { id: newId(), ...facts, words: { id: line.id } }), key)
}

export type Standing = 'new' | 'here' | 'changed' | 'erased'

/**
 * Whether a case of a file is here already: under the name it came with, or because it was begun here. A case that was erased does
 * not come back by a file.
 */
export async function standingOf(
  db: EntityManager,
  { organisationId }: Actor,
  index: BlindIndex,
  line: CaseLine,
): Promise<Standing> {
  const kept = await db.findOne(OuterId, { where: { organisationId, token: tokenOf(index, line.id) } })
  const kase = await db.findOne(Case, {
    select: { id: true, state: true },
    where: { id: kept?.caseId ?? line.id, organisationId },
  })
  if (!kase) return 'new'
  if (kase.state === 'erased') return 'erased'
  return kept === null || kept.content === contentOf(index, line) ? 'here' : 'changed'
}

/** What cases are called in the files they came with, by their ids here. */
export async function outerIdsOf(db: EntityManager, keys: ReadonlyMap<string, OpenKey>): Promise<Map<string, string>> {
  const kept = await db.find(OuterId, { where: { caseId: In([...keys.keys()]) } })
  for (const one of kept) keys.get(one.caseId)?.open('outer_ids', one)
  return new Map(kept.map(one => [one.caseId, one.words.id]))
}
