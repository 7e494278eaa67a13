import type { EntityManager } from 'typeorm'
import { listEvidence } from '../../evidence'
import { staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load } from '../../web'
import { one } from '../../web'
import { findCaseToDecideOn } from './team.queries'

/** One person who looked: first and last, how often the case was opened and how many of its files. */
export interface Looker {
  readonly actorId: string
  readonly first: Date
  readonly last: Date
  readonly opened: number
  readonly downloads: number
}

export interface LooksAsked {
  readonly subjectIds: readonly string[]
  /** The page begins after this looker. */
  readonly after: { readonly last: string; readonly actorId: string } | undefined
  readonly many: number
}

type Read = (db: EntityManager, asked: LooksAsked) => Promise<readonly Looker[]>

let looksAt: Read = () => Promise.resolve([])

/** Only the trail knows who looked; it hands its reading in when the program is put together. */
export const caseLooks = {
  readFrom: (read: Read): void => void (looksAt = read),
}

const pageSize = 25

/** Who looked at the case, by person, the latest first: for its lead and the coordinators. */
export const looksPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params, query }) => {
    const { kase, key, team } = await findCaseToDecideOn(db, actor, params.id ?? '')
    const items = await listEvidence(db, key)
    const subjectIds = [kase.id, ...items.map(item => item.id)]
    const found = await looksAt(db, { subjectIds, after: readPlace(one(query, 'after')), many: pageSize + 1 })
    const lookers = found.slice(0, pageSize)
    const last = lookers.at(-1)
    return {
      case: kase,
      lookers,
      names: Object.fromEntries(
        await staffNames(
          db,
          host,
          lookers.map(looker => looker.actorId),
        ),
      ),
      roles: Object.fromEntries(team.map(member => [member.userId, member.role])),
      after: found.length > pageSize && last ? `${last.last.toISOString()}~${last.actorId}` : undefined,
    }
  }

/** `2026-03-02T04:00:00.000Z~id`; anything else is the first page. */
function readPlace(text: string | undefined): LooksAsked['after'] {
  const [, last, actorId] = /^([\d-]{10}T[\d:.]{12}Z)~([\w:-]{1,60})$/.exec(text ?? '') ?? []
  return last && actorId ? { last, actorId } : undefined
}
