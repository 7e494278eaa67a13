import { Case, caseSections, casesPaths, waitingFor } from './cases'
import { holders, listEvidence } from './evidence'
import { listWaiting, peoplePaths } from './people'
import type { HostKeys } from './vault'

/** Where features meet that may not know each other: what a page shows of a folder to its right or left is joined here. */
export function joinFeatures(_host: HostKeys): void {
  holders.add('case', async (db, id, key) => {
    const kase = await db.findOne(Case, { where: { id } })
    if (!kase) return undefined
    key.open('cases', kase)
    return { kind: 'case', id, href: casesPaths.one({ id }), name: kase.reference ?? kase.words.title }
  })
  caseSections.add({
    key: 'evidence',
    view: 'evidence/section.njk',
    load: async ({ db }, kase, key) => {
      const items = await listEvidence(db, key)
      return { count: items.length, items, caseId: kase.id }
    },
  })
  waitingFor.add({ key: 'letIn', href: peoplePaths.letIn(), count: async (db, actor) => (await listWaiting(db, actor)).length })
}
