import { In, LessThanOrEqual, Not } from 'typeorm'
import type { Clock } from '../core'
import type { Gate } from '../database'
import { RateBucket, Session } from './session.entity'
import { absolute, codeStage, idle } from './sessions'

const day = 86_400_000
const week = 7 * day
const nothing = Buffer.alloc(0)

/**
 * What time has ended goes from the database too: the key of a session that is over, so that a token found later opens nothing; its row
 * after a week, in which what was typed can still be carried across the sign-in; counts of failures after a day.
 */
export async function forgetWhatIsOver(gate: Gate, clock: Clock): Promise<void> {
  const before = (age: number) => LessThanOrEqual(new Date(clock().getTime() - age))
  // Made anew for each question: typeorm changes what it is asked with.
  const over = () => [
    { startedAt: before(absolute) },
    { seenAt: before(idle) },
    { stage: 'code' as const, startedAt: before(codeStage) },
  ]
  const { ended, old, counts } = await gate.read(async db => ({
    ended: await db.find(Session, {
      select: { id: true },
      where: over().map(one => ({ ...one, sealedKey: Not(nothing) })),
    }),
    old: await db.find(Session, { select: { id: true }, where: { seenAt: before(week) } }),
    counts: await db.find(RateBucket, { select: { id: true }, where: { changedAt: before(day) }, take: 1000 }),
  }))
  if (ended.length + old.length + counts.length === 0) return
  await gate.write(async db => {
    // Asked again: somebody may have come back since.
    for (const one of over()) await db.update(Session, { ...one, id: In(idsOf(ended)) }, { sealedKey: nothing })
    await db.delete(Session, { id: In(idsOf(old)), seenAt: before(week) })
    await db.delete(RateBucket, { id: In(idsOf(counts)) })
  })
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(row => row.id)
