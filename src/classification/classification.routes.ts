import { Router } from 'express'
import { findCase, findEntry, kindOf, linkedFrom, notCounted, readAnswers } from '../cases'
import { codebook } from '../codebook'
import { NotFound, type OpenKey } from '../core'
import { staffNames } from '../people'
import type { HostKeys } from '../vault'
import { one, type Load, type Web } from '../web'
import { verdictForm, type VerdictAnswers } from './classification.forms'
import { classificationPaths as paths } from './classification.paths'
import { listDecisions } from './classification.queries'
import { classify } from './classification.service'
import { findNextWaiting, listWaitingEntries, lookForWaiting } from './inbox.queries'
import { suggestionsFor } from './suggest'

type Params = Readonly<Record<string, string>>

/** The inbox of a coordinator, and the page where one entry is decided. */
export function classificationRoutes({ show, submit, allow }: Web, host: HostKeys): Router {
  const routes = Router()
  const coordinator = allow('coordinator')

  const theInbox: Load = async ({ db, actor, query }) => ({
    ...(await listWaitingEntries(db, actor, one(query, 'before'))),
    count: (await lookForWaiting(db, actor)).count,
  })
  const theEntry: Load = async ({ db, actor, params }) => {
    const { kase, key } = await findCase(db, actor, params.caseId ?? '')
    const { kind, entry } = await entryOf(db, key, params)
    const decisions = (await listDecisions(db, key)).filter(made => made.entryId === entry.id)
    const inForce = decisions.filter(made => made.current)
    const decided = new Set(inForce.map(made => made.violationCode))
    const names = await staffNames(
      db,
      host,
      decisions.map(made => made.decidedBy),
    )
    const suggested = suggestionsFor(kind.name, entry)
    const suggestions = suggested.filter(made => !decided.has(made.violation))
    return {
      case: kase,
      kind,
      entry,
      values: readAnswers(kind, entry).values,
      linked: await linkedFrom(db, key, kind),
      decisions,
      names: Object.fromEntries(names),
      suggestions: suggestions.map(made => ({ ...made, type: codebook.type(made.violation) })),
      decidedCount: suggested.length - suggestions.length,
      isChangedSince: inForce.length > 0 && inForce.every(made => made.entryVersion < entry.version),
      notCounted: inForce.some(made => made.decision === 'confirmed') ? notCounted(kase, [entry]) : undefined,
      next: decisions.length ? await findNextWaiting(db, actor, entry.id) : undefined,
      types: codebook.types,
      provisions: codebook.provisions,
      viewed: kase,
    }
  }

  routes.get(paths.inbox.pattern, coordinator, show('classification/inbox.njk', theInbox))
  routes.get(paths.entry.pattern, coordinator, show('classification/entry.njk', theEntry, { records: 'case.viewed' }))
  routes.post(
    paths.entry.pattern,
    coordinator,
    submit({
      form: verdictForm,
      ifInvalid: ['classification/entry.njk', theEntry],
      change: async (work, form, params) => {
        const { kase, key } = await findCase(work.db, work.actor, params.caseId ?? '')
        const { kind, entry } = await entryOf(work.db, key, params)
        await classify(
          work,
          key,
          { caseId: kase.id, kind: kind.name, id: entry.id, version: entry.version },
          verdictOf(form),
        )
        return params
      },
      then: params =>
        paths.entry({ caseId: params.caseId ?? '', kind: params.kind ?? '', entryId: params.entryId ?? '' }),
    }),
  )
  return routes
}

async function entryOf(db: Parameters<typeof findEntry>[0], key: OpenKey, params: Params) {
  const kind = kindOf(params.kind ?? '')
  if (!kind || kind.uncounted) throw new NotFound()
  return { kind, entry: await findEntry(db, key, kind, params.entryId ?? '') }
}

function verdictOf({ decision, violationCode, primary, further, rule, rationale }: VerdictAnswers) {
  const provisions = decision === 'confirmed' && primary ? [primary, ...further.filter(one => one !== primary)] : []
  return {
    decision: decision as 'confirmed',
    violationCode: decision === 'none' ? null : violationCode,
    provisions,
    rule: rule || null,
    rationale,
  }
}
