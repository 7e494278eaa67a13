import type { EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../core'
import { PastVersion } from '../database'
import { listEvidence } from '../evidence'
import { staffNames } from '../people'
import { wrapsFor, type HostKeys } from '../vault'
import type { Load, Look } from '../web'
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

/** Ids of what another feature keeps in a file, as far as the reader may know of it. */
type Parts = (look: Pick<Look, 'db' | 'actor'>, key: OpenKey) => Promise<readonly string[]>

let pastDeeds: History = () => Promise.resolve([])
let partsElsewhere: Parts = () => Promise.resolve([])

/** Only the trail knows what was done, and only its feature what else is in a file: both are handed in when the program is put together. */
export const caseHistory = {
  readFrom(history: History, parts: Parts): void {
    pastDeeds = history
    partsElsewhere = parts
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
    const items = await listEvidence(db, key)
    const parts = [kase, ...persons, ...items, ...(await listSecrecy(db, key))].map(part => part.id)
    const elsewhere = await partsElsewhere({ db, actor }, key)
    const ids = [...parts, ...elsewhere, ...(await entryIds(db, kase.id))]
    const deeds = await inSight(db, actor, await pastDeeds(db, ids))
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
      item: items.find(item => item.id === subjectId)?.number,
      subjectId,
      scope: details.scope,
      violation: details.violationCode,
      provisions: details.provisions,
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
