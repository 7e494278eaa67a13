import type { Work } from '../../../core'
import { newId, NotFound } from '../../../core'
import { newPrintedCode, type HostKeys } from '../../../vault'
import { CalendarFeed } from './calendar-feed.entity'
import { codeToken, findOwnFeed } from './feed.queries'

/** Makes the secret address of one's own deadlines; an earlier one stops working. The code is returned once. */
export async function makeFeed(work: Work, host: HostKeys): Promise<string> {
  if (await findOwnFeed(work.db, work.actor)) await endFeed(work)
  const code = newPrintedCode()
  const feed = Object.assign(new CalendarFeed(), {
    id: newId(),
    userId: work.actor.id,
    codeToken: codeToken(host, code.replace(/-/g, '')),
    madeAt: work.now,
  })
  await work.add(feed)
  await work.record('feed.made', feed)
  return code
}

export async function endFeed(work: Work): Promise<void> {
  const feed = await findOwnFeed(work.db, work.actor)
  if (!feed) throw new NotFound()
  await work.remove(feed)
  await work.record('feed.ended', feed)
}
