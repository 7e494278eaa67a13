import { DateTime } from 'luxon'
import type { Doors } from '../../app'
import { addEntry, deadline, entryForm, findCase, readFilters, saveList } from '../../cases'
import type { InWork, Work } from '../../core'
import type { Language } from '../../i18n'
import { catalogueOf, readQuestion, saveQuestion } from '../../statistics'
import { actorOf, type DemoPerson } from './people'
import { plots } from './plots'

/** A case that somebody filed, and the language it is told in. */
export interface Filed {
  readonly lawyer: DemoPerson
  readonly caseId: string
  readonly language: Language
}

/** What lies on the desks on the day of loading: each lawyer's deadlines by that day, each organisation's questions and lists. */
export async function layOut(doors: Doors, inWork: InWork, people: readonly DemoPerson[], filed: readonly Filed[]) {
  for (const lawyer of people.filter(one => one.user.roles.includes('lawyer'))) {
    const latest = filed.filter(one => one.lawyer === lawyer).slice(-plots.deadlines.length)
    const actor = await actorOf(doors, lawyer)
    await inWork(actor, work => setDeadlines(work, latest))
    actor.keys.wipe()
  }
  const coordinators = people.filter(one => one.user.roles.includes('coordinator'))
  for (const [place, coordinator] of coordinators.entries()) {
    const actor = await actorOf(doors, coordinator)
    await inWork(actor, work => keepAtHand(work, place % 2 === 0 ? 'ru' : 'kk'))
    actor.keys.wipe()
  }
}

async function setDeadlines(work: Work, latest: readonly Filed[]): Promise<void> {
  for (const [place, { rule, days, done, words }] of plots.deadlines.entries()) {
    const one = latest[place % Math.max(1, latest.length)]
    if (!one) return
    const { key } = await findCase(work.db, work.actor, one.caseId)
    const typed = {
      what: words[one.language],
      rule,
      ...onDay('dueAt', work.now, days),
      ...(done && onDay('doneAt', work.now, days - 1)),
    }
    await addEntry(work, key, deadline, entryForm(deadline, work.now).parse(typed), null)
  }
}

function onDay(name: string, now: Date, days: number): Record<string, string> {
  const day = DateTime.fromJSDate(now, { zone: 'Asia/Almaty' }).plus({ days })
  return { [`${name}-day`]: String(day.day), [`${name}-month`]: String(day.month), [`${name}-year`]: String(day.year) }
}

async function keepAtHand(work: Work, language: Language): Promise<void> {
  for (const { address, title } of plots.lists)
    await saveList(work, { title: title[language], shared: true }, readFilters(address))
  const catalogue = await catalogueOf(work.db)
  for (const question of plots.questions) await saveQuestion(work, readQuestion(question, catalogue))
}
