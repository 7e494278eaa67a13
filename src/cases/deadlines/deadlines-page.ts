import { dayAfter, dayInAlmaty } from '../../core'
import type { Load } from '../../web'
import { deadlinesAddress, readAsked, type DeadlinesAsked } from './deadlines-asked'
import { countDue, listDeadlines, type Deadline } from './deadlines.queries'
import { justMarked } from './just-marked'

export const groups = ['overdue', 'today', 'week', 'later', 'undated'] as const
export type Group = (typeof groups)[number]

/** The last of the seven days after today. */
export const weekAfter = (today: string): string => dayAfter(today, 7)

export function groupOf(day: string | null, today: string): Group {
  if (day === null) return 'undated'
  if (day < today) return 'overdue'
  if (day === today) return 'today'
  return day <= weekAfter(today) ? 'week' : 'later'
}

/** A deadline with how it stands today, and by how many days it is past. */
export const shownOn = (today: string) => (one: Deadline) => ({
  ...one,
  group: groupOf(one.day, today),
  daysPast: one.day ? Math.round((Date.parse(today) - Date.parse(one.day)) / 86_400_000) : 0,
})

/** All deadlines in sight: the open ones by how near they are, the done ones apart. */
export const deadlinesPage: Load = async look => {
  const { db, actor, query, now } = look
  const asked = readAsked(query)
  const today = dayInAlmaty(now)
  const { deadlines, after } = await listDeadlines(db, actor, asked)
  const shown = deadlines.map(shownOn(today))
  return {
    asked,
    just: await justMarked(look),
    counts: await countDue(db, actor, today, weekAfter(today)),
    deadlines: shown,
    groups: groups
      .map(name => ({ name, deadlines: shown.filter(one => one.group === name) }))
      .filter(group => group.deadlines.length > 0),
    choices: choicesOf(asked),
    nextPage: after && deadlinesAddress(asked, { after }),
  }
}

/** What else the list can show, each a link; the one in use is marked. */
function choicesOf(asked: DeadlinesAsked) {
  const choice = (name: string, change: Partial<DeadlinesAsked>) => ({
    name,
    href: deadlinesAddress(asked, change),
    isCurrent: Object.entries(change).every(([key, value]) => asked[key as keyof DeadlinesAsked] === value),
  })
  return {
    whose: [choice('all', { whose: 'all' }), choice('mine', { whose: 'mine' })],
    state: [choice('open', { state: 'open' }), choice('done', { state: 'done' })],
  }
}
