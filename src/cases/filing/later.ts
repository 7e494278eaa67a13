import type { EntityManager } from 'typeorm'
import type { Actor, OpenKey } from '../../core'
import type { FormState, Typed, Web } from '../../web'
import { actorOf, asksAgain } from '../../web'
import { casesPaths as paths } from '../cases.paths'
import { findCaseToChange } from '../cases.service'
import { findDraft, keepDraft } from './drafts'

type Params = Readonly<Record<string, string>>

/** A part of a draft leads back to the task list, one of a filed case to its page. */
export const backTo = ({ id, state }: { id: string; state: string }): string =>
  state === 'draft' ? paths.filing({ id }) : paths.one({ id })

/** What a form carries besides what was typed. */
const ours = new Set(['_later', '_csrf', '_once'])

/** "Save and come back later" keeps what was typed, right or wrong; it asks nothing of it. Where it cannot be kept, its page says so. */
export const keepForLater =
  ({ doors }: Web, pageOf: (params: Params) => string, find = findCaseToChange): ReturnType<Web['submit']> =>
  async (req, res, next) => {
    const body = req.body as Typed
    if (body._later === undefined) {
      next()
      return
    }
    const typed = Object.fromEntries(Object.entries(body).filter(([name]) => !ours.has(name)))
    const params = req.params as Params
    try {
      const { kase } = await doors.inWork(actorOf(req), async work => {
        const found = await find(work, params.id ?? '')
        await keepDraft(work, found.key, pageOf(params), typed)
        return found
      })
      res.redirect(303, backTo(kase))
    } catch (refusal) {
      if (!asksAgain(refusal)) throw refusal
      req.refused = refusal
      next()
    }
  }

/** What a page shows of a draft left on it: its form filled as it was, and that it is one. */
export async function draftOn(
  db: EntityManager,
  key: OpenKey,
  actor: Actor,
  page: string,
): Promise<{ form?: FormState; isDraft: boolean }> {
  const typed = await findDraft(db, key, actor.id, page)
  return typed ? { form: { values: typed, errors: {} }, isDraft: true } : { isDraft: false }
}
