import type { EntityManager } from 'typeorm'
import { staffNames } from '../people'
import type { HostKeys } from '../vault'
import type { Load } from '../web'
import { findCase, listPersons } from './cases.queries'
import { kinds, listEntries } from './entries'

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

const views = new Set(['case.viewed', 'evidence.viewed', 'evidence.downloaded'])

/** What was done to the file and to its parts, and who looked at it, newest first. */
export const historyPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params }) => {
    const { kase, key } = await findCase(db, actor, params.id ?? '')
    const persons = await listPersons(db, key)
    const entries = (await Promise.all(kinds.map(kind => listEntries(db, key, kind)))).flat()
    const deeds = await pastDeeds(db, [kase.id, ...persons.map(person => person.id), ...entries.map(entry => entry.id)])
    const names = await staffNames(
      db,
      host,
      deeds.map(deed => deed.actorId),
    )
    const about = new Map(persons.map(person => [person.id, person.words.name]))
    const shown = deeds.map(({ at, actorId, action, subjectId, details }) => ({
      at,
      by: names.get(actorId) ?? actorId,
      action: action.replace('.', '_'),
      about: about.get(subjectId),
      scope: details.scope,
      isView: views.has(action),
    }))
    return {
      viewed: kase,
      case: kase,
      changes: shown.filter(deed => !deed.isView),
      looks: shown.filter(deed => deed.isView),
    }
  }
