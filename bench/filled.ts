import { In } from 'typeorm'
import type { Doors } from '../src/app'
import { Case } from '../src/cases/case.entity'
import { openKeys } from '../src/cases/cases.queries'
import { addEntry, entryForm, kindOf, Occurrence } from '../src/cases/entries'
import { Person } from '../src/cases/persons/person.entity'
import type { Actor } from '../src/core'

/** What a file gathers in the course of years. */
const further = [
  'examination',
  'remedy_step',
  'proceeding',
  'recording_request',
  'health_event',
  'lawyer_measure',
  'reprisal',
  'hearing',
  'undertaking',
  'remedy_step',
]

/** Adds entries to each case of one's organisation until it has so many. */
export async function fillTo(wanted: number, { gate, inWork }: Doors, actor: Actor): Promise<void> {
  const cases = await gate.read(db => db.findBy(Case, { organisationId: actor.organisationId }))
  for (let at = 0; at < cases.length; at += 25) {
    const ids = cases.slice(at, at + 25).map(kase => kase.id)
    await inWork(actor, async work => {
      const keys = await openKeys(work.db, actor, ids)
      const held = await work.db.findBy(Occurrence, { caseId: In(ids) })
      const people = await work.db.findBy(Person, { caseId: In(ids) })
      for (const id of ids) {
        const victim = people.find(one => one.caseId === id && one.role === 'VICTIM')
        const missing = wanted - held.filter(one => one.caseId === id).length
        for (const [place, name] of further.slice(0, Math.max(0, missing)).entries()) {
          const kind = kindOf(name)!
          const day = { year: '2025', month: String((place % 12) + 1), day: String((at % 27) + 1), precision: 'day' }
          const moment = Object.entries(day).map(([part, typed]) => [`${kind.event}-${part}`, typed])
          const typed = { ...Object.fromEntries(moment), verification: 'V1', regionAtEvent: 'KZ-75' } as object
          await addEntry(work, keys.get(id)!, kind, entryForm(kind, work.now).parse(typed), victim?.id ?? null)
        }
      }
    })
  }
}
