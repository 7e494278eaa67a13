import type { Work } from './core'
import { idsOf, tell } from './people'
import { countOpened, hasDone } from './trail'

const hour = 3_600_000

/** Tells the auditors, once an hour and person, when somebody opens, or takes out to a file, more cases within an hour than the setting allows. */
export const readingWatch =
  (most: number) =>
  async (work: Work, opened: { readonly id: string }, cases = 1): Promise<void> => {
    const { db, actor, now } = work
    const since = new Date(now.getTime() - hour)
    if (await hasDone(db, actor.id, 'reading.unusual', since)) return
    const count = (await countOpened(db, actor.id, since, opened)) + cases
    if (count <= most) return
    await work.record('reading.unusual', actor, { cases: count })
    await tell(work, await watchersOf(work), { kind: 'readingUnusual', about: actor, details: { by: actor.id, count } })
  }

/** The auditors of the organisation, else its coordinators, else the auditors of the coalition: never only who is read about. */
async function watchersOf({ db, actor }: Work): Promise<string[]> {
  const others = async (role: 'auditor' | 'coordinator', organisationId?: string) =>
    (await idsOf(db, role, organisationId)).filter(id => id !== actor.id)
  for (const role of ['auditor', 'coordinator'] as const) {
    const ids = await others(role, actor.organisationId)
    if (ids.length > 0) return ids
  }
  return others('auditor')
}
