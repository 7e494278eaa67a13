import { MoreThan } from 'typeorm'
import type { Actor, Clock, InWork, Work } from '../core'
import type { Gate } from '../database'
import { TrailRow } from './trail-row.entity'

const tenMinutes = 600_000

/** Looks at each opening of a case that is new in its ten minutes, in the deed that notes it. */
type Watch = (work: Work, opened: { readonly id: string }) => Promise<void>

/** Writes that somebody saw something: one row per person, subject and ten minutes. */
export const viewsNotedBy =
  (gate: Gate, inWork: InWork, clock: Clock, watches: Watch) =>
  async (actor: Actor, action: string, subject: { id: string }): Promise<void> => {
    const since = new Date(clock().getTime() - tenMinutes)
    const noted = await gate.read(db =>
      db.findOne(TrailRow, {
        select: { sequence: true },
        where: { actorId: actor.id, subjectId: subject.id, action, at: MoreThan(since) },
      }),
    )
    if (noted) return
    await inWork(actor, async work => {
      await work.record(action, subject)
      if (action === 'case.viewed') await watches(work, subject)
    })
  }
