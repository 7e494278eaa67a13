import type { EntityManager } from 'typeorm'
import type { Actor } from '../core'
import { PastVersion } from '../database'
import { staffNames } from '../people'
import { wrapsFor, type HostKeys } from '../vault'
import type { Load } from '../web'
import { findCase, listPersons, listTeam } from './cases.queries'
import { kindOf, kinds } from './entries'
import { listRemoved } from './history/removed.queries'
import { listSecrecy } from './secrecy/secrecy.queries'
import { decidesOn } from './team/team.queries'

/** One deed about a case, as the trail keeps it. */
export interface PastDeed {
  readonly at: Date
  readonly actorId: string
  readonly action: string
  readonly subjectId: string
  readonly details: Readonly<Record<string, unknown>>
}

type History = (db: EntityManager, subjectIds: readonly string[]) => Promise<readonly PastDeed[]>

let pastDeeds: History = () => Promise.resolve([])

/** Only the trail knows what was done; it hands its reading in when the program is put together. */
export const caseHistory = {
  readFrom(history: History): void {
    pastDeeds = history
  },
}

/** What was done to several files at once is shown to those who may open all of them: it tells of the others. */
async function inSight(db: EntityManager, actor: Actor, deeds: readonly PastDeed[]): Promise<PastDeed[]> {
  const casesOf = ({ details }: PastDeed) => (Array.isArray(details.cases) ? (details.cases as string[]) : [])
  const open = await wrapsFor(db, actor, [...new Set(deeds.flatMap(casesOf))])
  return deeds.filter(deed => casesOf(deed).every(id => open.has(id)))
}

const views = new Set(['case.viewed', 'evidence.viewed', 'evidence.downloaded'])

/** The key of a deed's words; of one about an entry the kind and what was done. */
function deedText(action: string): { text: string; kind?: string } {
  const [thing = '', done = ''] = action.split('.')
  return kindOf(thing)
    ? { text: `entries.deeds.${done}`, kind: thing }
    : { text: `cases.history.deeds.${thing}_${done}` }
}

/** Entries there are, and those there were. */
async function entryIds(db: EntityManager, caseId: string): Promise<string[]> {
  const past = await db.find(PastVersion, { select: { rowId: true }, where: { caseId } })
  const present = await Promise.all(
    kinds.map(kind => db.find(kind.entity, { select: { id: true }, where: { caseId } })),
  )
  return [...new Set([...past.map(one => one.rowId), ...present.flat().map(one => one.id)])]
}

/** What was done to the file and to its parts, newest first; who looked has a page of its own. */
export const historyPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params }) => {
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const persons = await listPersons(db, key)
    const removed = await listRemoved(db, key)
    const parts = [kase, ...persons, ...(await listSecrecy(db, key))].map(part => part.id)
    const deeds = await inSight(db, actor, await pastDeeds(db, [...parts, ...(await entryIds(db, kase.id))]))
    const names = await staffNames(
      db,
      host,
      deeds.map(deed => deed.actorId),
    )
    const namesOf = new Map(persons.map(person => [person.id, person.words.name]))
    const shown = deeds.map(({ at, actorId, action, subjectId, details }) => ({
      at,
      by: names.get(actorId) ?? actorId,
      ...deedText(action),
      about: namesOf.get(subjectId),
      scope: details.scope,
      isView: views.has(action),
    }))
    return {
      viewed: kase,
      case: kase,
      removed,
      changes: shown.filter(deed => !deed.isView),
      mayDecide: decidesOn(actor, await listTeam(db, kase.id)),
    }
  }
