import { In } from 'typeorm'
import {
  accessPaths,
  Case,
  caseHistory,
  caseLooks,
  checkpoints,
  caseSections,
  casesOutOfReach,
  casesPaths,
  countWaitingAsks,
  countWaitingReferrals,
  countWaitingRequests,
  joinCaseNotices,
  findCaseToChange,
  listFile,
  lookForUnverified,
  lookedBefore,
  referralsPaths,
  relatedPaths,
  unverifiedCases,
  waitingFor,
} from './cases'
import { classificationPaths, knownTo, listDecisions, lookForWaiting, suggestionsFor } from './classification'
import { holders, listEvidence } from './evidence'
import { keysLost, listWaiting, noticeKinds, peoplePaths } from './people'
import { lastCheckpoint, lastOpened, listLookers, ownAmong, TrailRow } from './trail'
import type { HostKeys } from './vault'

/** Where features meet that may not know each other: what a page shows of a folder to its right or left is joined here. */
export function joinFeatures(_host: HostKeys): void {
  holders.add('case', {
    async find(db, id, key) {
      const kase = await db.findOne(Case, { where: { id } })
      if (!kase) return undefined
      key.open('cases', kase)
      return {
        kind: 'case',
        id,
        href: kase.state === 'draft' ? casesPaths.filing({ id }) : casesPaths.one({ id }),
        name: kase.reference ?? kase.words.title,
      }
    },
    findToChange: findCaseToChange,
  })
  caseSections.add({
    key: 'evidence',
    view: 'evidence/section.njk',
    load: async ({ db }, kase, key) => {
      const items = await listEvidence(db, key)
      return { count: items.length, items, caseId: kase.id }
    },
  })
  caseSections.add({
    key: 'classification',
    view: 'classification/section.njk',
    load: async ({ db }, kase, key) => {
      const decisions = (await listDecisions(db, key)).filter(made => made.current && made.decision === 'confirmed')
      const entries = [...(await listFile(db, key))].flatMap(([{ name: kind, uncounted }, found]) =>
        uncounted ? [] : found.map(entry => ({ kind, entry, suggestions: suggestionsFor(kind, entry) })),
      )
      return { count: decisions.length, decisions, entries, caseId: kase.id }
    },
  })
  caseHistory.readFrom(
    (db, ids) => db.find(TrailRow, { where: { subjectId: In([...ids]) }, order: { sequence: 'DESC' }, take: 300 }),
    async ({ db, actor }, key) => knownTo(actor, await listDecisions(db, key)).map(made => made.id),
  )
  caseLooks.readFrom(listLookers)
  lookedBefore.readFrom({ lastOpened, ownAmong })
  checkpoints.readFrom(lastCheckpoint)
  keysLost.add(casesOutOfReach)
  joinCaseNotices()
  for (const kind of ['readingUnusual', 'letInByThree'])
    noticeKinds.add(kind, (_notice, { roles }) => (roles.has('auditor') ? '/trail' : undefined))
  waitingFor.add({ key: 'inbox', href: classificationPaths.inbox(), look: lookForWaiting })
  waitingFor.add({ key: 'unverified', href: unverifiedCases, look: lookForUnverified })
  waitingFor.add({
    key: 'access',
    href: accessPaths.all(),
    look: async (db, actor) => ({ count: await countWaitingRequests(db, actor) }),
  })
  waitingFor.add({
    key: 'related',
    href: relatedPaths.all(),
    look: async (db, actor) => ({ count: await countWaitingAsks(db, actor) }),
  })
  waitingFor.add({
    key: 'referrals',
    href: referralsPaths.all(),
    look: async (db, actor) => ({ count: await countWaitingReferrals(db, actor) }),
  })
  waitingFor.add({
    key: 'letIn',
    href: peoplePaths.letIn(),
    look: async (db, actor) => ({ count: (await listWaiting(db, actor)).length }),
  })
}
