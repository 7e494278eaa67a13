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
  /** Lent until then; for good when it is not said. */
  readonly until?: Date
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
  return new OpenedKey(subject.id, new Map([[1, await makeGeneration(work, subject, 1, holders)]]))
}

/** Lets one more holder in: all generations, so that what was written before opens too. */
export async function share(work: Work, key: OpenKey, holder: Holder): Promise<void> {
  const held = await work.db.find(KeyWrapRow, { where: { subjectId: key.subjectId, holderId: holder.id } })
  for (const row of held.filter(one => endsBefore(one.until, holder.until ?? null)))
    await work.change(Object.assign(row, { until: holder.until ?? null }))
  const missing = [...opened(key).secrets].filter(([generation]) => !held.some(one => one.generation === generation))
  await work.addAll(
    missing.map(([generation, secret]) => wrapFor(key.subjectId, generation, secret, holder, oncePair())),
  )
  await work.record('key.shared', { id: key.subjectId }, { holder: holder.id })
}

const endsBefore = (until: Date | null, other: Date | null) => until !== null && (other === null || until < other)

/** Takes the wraps of one holder away and begins a new generation for what comes after. */
export async function withdraw(
  work: Work,
  key: OpenKey,
  holderId: string,
  remaining: readonly Holder[],
): Promise<OpenKey> {
  const { generation, secret } = await renewWithout(work, key.subjectId, holderId, remaining)
  return opened(key).with(generation, secret)
}

/** The same with no key at hand: a new generation is wrapped by public halves. */
export async function takeWrapsAway(
  work: Work,
  subjectId: string,
  holderId: string,
  remaining: readonly Holder[],
): Promise<void> {
  const { secret } = await renewWithout(work, subjectId, holderId, remaining)
  secret.fill(0)
}

/** Who lost their keys and waits to be let in again gets the new generation with the others, then: alone it would open half a case. */
async function renewWithout(work: Work, subjectId: string, holderId: string, remaining: readonly Holder[]) {
  const newest = await newestKey(work.db, subjectId)
  const wraps = await work.db.find(KeyWrapRow, { where: { subjectId } })
  for (const row of wraps.filter(wrap => wrap.holderId === holderId)) await work.remove(row)
  const holds = ({ id }: Holder) => wraps.some(wrap => wrap.holderId === id)
  const holders = remaining.filter(holder => holder.kind !== 'user' || holds(holder))
  const generation = newest.generation + 1
  const secret = await makeGeneration(work, { id: subjectId, kind: newest.subjectKind }, generation, holders)
  await work.record('key.withdrawn', { id: subjectId }, { holder: holderId, generation })
  return { generation, secret }
}

async function makeGeneration(
  work: Work,
  subject: { id: string; kind: SubjectKind },
  generation: number,
  holders: readonly Holder[],
): Promise<Buffer> {
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
  return secret
}

const wrapFor = (subjectId: string, generation: number, secret: Buffer, holder: Holder, once: OncePair): KeyWrapRow =>
  Object.assign(new KeyWrapRow(), {
    id: newId(),
    subjectId,
    generation,
    holderKind: holder.kind,
    holderId: holder.id,
    wrapped: sealFor(holder.publicKey, secret, wrapBound(subjectId, generation, holder.id), once),
    until: holder.until ?? null,
  })
