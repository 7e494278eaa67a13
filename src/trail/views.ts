import { MoreThan } from 'typeorm'
import type { Actor, Clock, InWork } from '../core'
import type { Gate } from '../database'
import { TrailRow } from './trail-row.entity'

const tenMinutes = 600_000

/** Writes that somebody saw something: one row per person, subject and ten minutes. */
export const viewsNotedBy =
  (gate: Gate, inWork: InWork, clock: Clock) =>
  async (actor: Actor, action: string, subject: { id: string }): Promise<void> => {
    const since = new Date(clock().getTime() - tenMinutes)
    const noted = await gate.read(db =>
      db.findOne(TrailRow, {
        select: { sequence: true },
        where: { actorId: actor.id, subjectId: subject.id, action, at: MoreThan(since) },
      }),
    )
    if (!noted) await inWork(actor, work => work.record(action, subject))
  }
