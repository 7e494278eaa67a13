import type { OpenKey, Work } from '../core'
import { newId } from '../core'
import { sealFor } from './boxes'
import { KeyWrapRow, type HolderKind } from './key-wrap.entity'
import { newestKey } from './keys.queries'
import { opened, OpenedKey } from './opened-key'
import { newKeyPair, oncePair, type OncePair } from './primitives'
import { SubjectKey, type SubjectKind } from './subject-key.entity'

/** Who shall be able to open: a user, a group or the recovery key, by its public half. */
export interface Holder {
  readonly kind: HolderKind
  readonly id: string
  readonly publicKey: Uint8Array
}

/** What a wrap is bound to: moved to another subject or holder, it does not open. */
export const wrapBound = (subjectId: string, generation: number, holderId: string) =>
  `wrap|${subjectId}|${generation}|${holderId}`

/** Makes the key of a new case, group or index and wraps it for those who shall hold it. */
export async function makeSubjectKey(
  work: Work,
  subject: { id: string; kind: SubjectKind },
  holders: readonly Holder[],
): Promise<OpenKey> {
  return nextGeneration(work, subject, new Map(), holders)
}

/** Lets one more holder in: all generations, so that what was written before opens too. */
export async function share(work: Work, key: OpenKey, holder: Holder): Promise<void> {
  const held = await work.db.find(KeyWrapRow, { where: { subjectId: key.subjectId, holderId: holder.id } })
  const missing = [...opened(key).secrets].filter(([generation]) => !held.some(one => one.generation === generation))
  await work.addAll(
    missing.map(([generation, secret]) => wrapFor(key.subjectId, generation, secret, holder, oncePair())),
  )
  await work.record('key.shared', { id: key.subjectId }, { holder: holder.id })
}

/** Takes the wraps of one holder away and begins a new generation for what comes after. */
export async function withdraw(
  work: Work,
  key: OpenKey,
  holderId: string,
  remaining: readonly Holder[],
): Promise<OpenKey> {
  const { subjectKind } = await newestKey(work.db, key.subjectId)
  const wraps = await work.db.find(KeyWrapRow, { where: { subjectId: key.subjectId, holderId } })
  for (const row of wraps) await work.remove(row)
  const renewed = await nextGeneration(work, { id: key.subjectId, kind: subjectKind }, opened(key).secrets, remaining)
  await work.record('key.withdrawn', { id: key.subjectId }, { holder: holderId, generation: renewed.generation })
  return renewed
}

async function nextGeneration(
  work: Work,
  subject: { id: string; kind: SubjectKind },
  before: ReadonlyMap<number, Buffer>,
  holders: readonly Holder[],
): Promise<OpenKey> {
  const generation = before.size === 0 ? 1 : Math.max(...before.keys()) + 1
  const { privateKey: secret, publicKey } = newKeyPair()
  await work.add(
    Object.assign(new SubjectKey(), {
      id: newId(),
      subjectId: subject.id,
      subjectKind: subject.kind,
      generation,
      publicKey,
      madeAt: work.now,
    }),
  )
  const once = oncePair()
  await work.addAll(holders.map(holder => wrapFor(subject.id, generation, secret, holder, once)))
  await work.record('key.made', subject, { kind: subject.kind, generation, holders: holders.map(one => one.id) })
  return new OpenedKey(subject.id, new Map([...before, [generation, secret]]))
}

const wrapFor = (subjectId: string, generation: number, secret: Buffer, holder: Holder, once: OncePair): KeyWrapRow =>
  Object.assign(new KeyWrapRow(), {
    id: newId(),
    subjectId,
    generation,
    holderKind: holder.kind,
    holderId: holder.id,
    wrapped: sealFor(holder.publicKey, secret, wrapBound(subjectId, generation, holder.id), once),
  })
