import { Router, type Request, type Response } from 'express'
import { codebook } from '../../../codebook'
import type { Texts } from '../../../i18n'
import { oneself, passwordFirst, type PeopleDoors, type User } from '../../../people'
import { actorOf, downloadHeaders, type Load, type Web } from '../../../web'
import type { CalendarFeed } from './calendar-feed.entity'
import { feedPaths as paths } from './feed.paths'
import { findFeed, findOwnFeed, listDueDays, type DueDay } from './feed.queries'
import { endFeed, makeFeed } from './feed.service'
import { hourly } from './hourly'
import { calendarOf } from './ics'

const own: Load = async ({ db, actor }) => ({ feed: await findOwnFeed(db, actor) })

/** Making and revoking the address of one's calendar, with the password once more: it outlasts the session. */
export function ownFeedRoutes({ show, submit, allow, draw, doors }: Web, people: PeopleDoors): Router {
  const routes = Router()
  const workers = allow('lawyer', 'monitor', 'coordinator')

  routes.get(paths.own.pattern, workers, show('deadlines/calendar.njk', own))
  // The address is shown once, on the page that answers: it must be in no history.
  routes.post(paths.own.pattern, workers, passwordFirst(people), async (req, res) => {
    if (req.refused) return again(req, res)
    const code = await doors.inWork(actorOf(req), work => makeFeed(work, people.host))
    draw(req, res, 'deadlines/calendar-address.njk', { address: paths.feed({ feedCode: code }) })
  })
  routes.post(paths.end.pattern, workers, submit({ change: endFeed, then: () => paths.own() }))
  return routes

  async function again(req: Request, res: Response): Promise<void> {
    const { key = '', values = {} } = req.refused ?? {}
    const feed = await doors.gate.read(db => findOwnFeed(db, actorOf(req)))
    res.status(422)
    draw(req, res, 'deadlines/calendar.njk', { feed, form: { values: {}, errors: { current: { key, values } } } })
  }
}

const mostInAnHour = 30

/** What a calendar program reads: days and kinds of deadlines, no word that anybody wrote. */
export function feedRoutes({ allow, doors }: Web, { host }: Pick<PeopleDoors, 'host'>, texts: Texts): Router {
  const routes = Router()
  const { gate, clock } = doors
  const mayRead = hourly(mostInAnHour, clock)

  routes.get(paths.feed.pattern, allow('anyone'), async (req, res) => {
    const { feed, user } = await gate.read(db => findFeed(db, host, String(req.params.feedCode)))
    if (!mayRead(feed.id)) {
      res.set('Retry-After', '3600').sendStatus(429)
      return
    }
    const due = await gate.read(db => listDueDays(db, user, clock()))
    await doors.noteView(oneself(user), 'feed.read', feed)
    const days = due.map(one => ({ ...one, uid: uidOf(feed, one), summary: summaryOf(user, one) }))
    res.set(downloadHeaders('dalel-deadlines.ics', 'text/calendar; charset=utf-8')).send(calendarOf(days, clock()))
  })
  return routes

  /** Says nothing of the entry, and is another one in another feed. */
  function uidOf({ id }: CalendarFeed, due: DueDay): string {
    return `${host.hmac('calendar-uid', `${id}|${due.id}`).toString('base64url').slice(0, 22)}@dalel`
  }

  function summaryOf({ language }: User, { rule }: DueDay): string {
    const t = texts.for(language)
    return rule
      ? t('deadlines.feed.kind', { kind: codebook.label('deadline_rules', rule, language) })
      : t('entries.deadline.title')
  }
}
