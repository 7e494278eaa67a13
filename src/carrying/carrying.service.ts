import { setImmediate as nextTurn } from 'node:timers/promises'
import { indexOfOrganisation } from '../cases'
import type { Actor, Work } from '../core'
import { Conflict, NotFound } from '../core'
import { blindIndex, openSubject, type HostKeys } from '../vault'
import type { Gate } from '../database'
import { indexOf } from '../people'
import { carryCaseIn } from './carry-case-in'
import { readCase, type Carrier } from './check-case'
import { checkFile, type Checking, type Report } from './check-file'
import type { CaseLine } from './line'
import { standingOf, type Standing } from './outer-ids'
import type { Source } from './source'
import { staffOf, type Staff } from './staff.queries'

export interface Done {
  readonly cases: number
  readonly here: number
}

const carrierOf = (actor: Actor, now: Date, staff: Staff): Carrier => ({
  now,
  staff,
  clinician: actor.clinician,
  coordinator: actor.roles.has('coordinator'),
})

/** Says what a file holds and what is wrong with it; nothing is written. */
export async function lookThrough(
  { gate, host }: { gate: Gate; host: HostKeys },
  actor: Actor,
  now: Date,
  source: Source,
  progress: Checking['progress'],
  most = Infinity,
): Promise<Report> {
  const { staff, index } = await gate.read(async db => ({
    staff: await staffOf(db, host, actor),
    index: blindIndex(await openSubject(db, actor, indexOf(actor.organisationId)).catch(notLetIn)),
  }))
  return checkFile(source, { gate, actor, index, carrier: carrierOf(actor, now, staff), progress, most })
}

/** The index of the organisation opens for whoever a colleague has let in. */
function notLetIn(error: unknown): never {
  throw error instanceof NotFound ? new Conflict('people.account.waiting') : error
}

/**
 * Carries a file in that was found right: all its cases in one transaction or none (decision 12). It may begin again from the first
 * line.
 */
export async function carryFileIn(
  work: Work,
  host: HostKeys,
  source: Source,
  met: ReadonlySet<string>,
  progress: (cases: number) => void,
): Promise<Done> {
  const staff = await staffOf(work.db, host, work.actor)
  const index = await indexOfOrganisation(work)
  const carrying = { work, index, staff, met: new Map([...met].map(name => [name, ''])) }
  const carrier = carrierOf(work.actor, work.now, staff)
  const done = { cases: 0, here: 0 }
  for await (const { thing, problem } of source()) {
    await nextTurn()
    const { plan } = readCase(thing, carrier)
    if (problem || !plan) throw new Conflict('carrying.errors.changed')
    const standing = await standingOf(work.db, work.actor, index, thing as CaseLine)
    if (!isCarried(standing)) throw new Conflict('carrying.errors.changed')
    if (standing === 'new') await carryCaseIn(carrying, plan)
    done[counts[standing]] += 1
    progress(done.cases + done.here)
  }
  await work.record('cases.carriedIn', { id: work.actor.organisationId }, { ...done })
  return done
}

/** A case is carried in, or is here already. */
const counts = { new: 'cases', here: 'here' } as const
const isCarried = (standing: Standing): standing is keyof typeof counts => standing === 'new' || standing === 'here'

/** Looks at what leaves, in the deed that notes it: so many cases, of which this is one. */
export type WatchLeaving = (work: Work, one: { readonly id: string }, cases: number) => Promise<void>

/** Carrying out is on the trail before the first line leaves: for each case, where who looked at it is told; and as a whole. */
export async function noteCarryingOut(work: Work, ids: readonly string[], watch: WatchLeaving): Promise<void> {
  for (const id of ids) await work.record('case.carriedOut', { id })
  await work.record('cases.carriedOut', { id: work.actor.organisationId }, { cases: ids.length })
  const [id] = ids
  if (id !== undefined) await watch(work, { id }, ids.length)
}
