import type { Work } from '../../core'
import { IsNull } from 'typeorm'
import { dayInAlmaty } from '../../core'
import { idsOf, Notice, tell } from '../../people'
import { alikeElsewhere } from './alike.queries'
import type { PatternMark } from './pattern.entity'

/** Tells the coordinators on both sides that files may be related; who has not looked at the last notice of it gets no second one. */
export async function tellOfRelated(work: Work, fresh: readonly PatternMark[]): Promise<void> {
  const [first] = fresh
  if (!first) return
  const tokens = fresh.map(mark => mark.token)
  const found = await alikeElsewhere(work.db, first.organisationId, dayInAlmaty(work.now), tokens)
  if (found.length === 0) return
  const organisations = new Set([first.organisationId, ...found.map(one => one.theirOrganisation)])
  for (const organisationId of organisations) {
    const due: string[] = []
    for (const userId of await idsOf(work.db, 'coordinator', organisationId))
      if (!(await work.db.existsBy(Notice, { userId, kind: 'patternFound', seenAt: IsNull() }))) due.push(userId)
    await tell(work, due, { kind: 'patternFound', about: { id: organisationId } })
  }
}
