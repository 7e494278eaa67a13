import type { EntityManager } from 'typeorm'
import { In } from 'typeorm'
import type { OpenKey, Work } from '../../core'
import { newId } from '../../core'
import { insertRows } from '../../database'
import { coalitionIndex } from '../../people'
import { blindIndex, openSubject, type BlindIndex } from '../../vault'
import { Case } from '../case.entity'
import { listEntries } from '../entries/entries.queries'
import type { Entry } from '../entries/entry'
import { readAnswers } from '../entries/entry-row'
import { act, involvement } from '../entries/kinds'
import type { Moment } from '../moments/moment'
import { Person } from '../persons/person.entity'
import { tellOfRelated } from './alert'
import { PatternCase, PatternMark } from './pattern.entity'
import { signsOf, type ActSeen } from './signs'

/**
 * Brings the marks of a file in line with what it says of acts now: after every deed that adds, changes or removes one. Who does not
 * hold the coalition's index key leaves the file without any, to be compared by a coordinator.
 */
export async function markPatterns(work: Work, key: OpenKey): Promise<void> {
  const { db } = work
  const caseId = key.subjectId
  const kase = await db.findOne(Case, {
    select: { id: true, organisationId: true, state: true },
    where: { id: caseId },
  })
  if (kase === null || kase.state === 'draft') return // it has no marks yet; filing gives it some
  const index = await openSubject(db, work.actor, coalitionIndex).then(blindIndex, () => undefined)
  await db.delete(PatternCase, { caseId })
  if (index) await db.insert(PatternCase, { caseId, markedAt: work.now })
  const wanted = index && kase.state !== 'erased' ? await marksOf(db, key, kase, index) : []
  await replace(work, caseId, wanted)
}

/** Filed on one page, where no method and no perpetrator is asked for: there is nothing in it to be compared yet. */
export async function nothingToCompare({ db, now }: Work, caseId: string): Promise<void> {
  await insertRows(db, db.dataSource.getMetadata(PatternCase), [{ caseId, markedAt: now }])
}

async function marksOf(
  db: EntityManager,
  key: OpenKey,
  { id: caseId, organisationId }: Case,
  index: BlindIndex,
): Promise<PatternMark[]> {
  return signsOf(await actsOf(db, key)).map(({ kind, what, method, quarter }) =>
    Object.assign(new PatternMark(), {
      id: newId(),
      caseId,
      organisationId,
      token: index.token('pattern', [kind, what, method, quarter].join('|')),
      kind,
      method,
      quarter,
    }),
  )
}

async function actsOf(db: EntityManager, key: OpenKey): Promise<ActSeen[]> {
  const acts = await listEntries(db, key, act)
  const parts = (await listEntries(db, key, involvement)) as (Entry & { perpetrator: string | null })[]
  const ids = parts.flatMap(part => part.perpetrator ?? [])
  const persons = ids.length ? await db.find(Person, { where: { id: In(ids), caseId: key.subjectId } }) : []
  for (const person of persons) key.open('persons', person)
  return acts.map(entry => {
    const { values } = readAnswers(act, entry)
    const mine = new Set(parts.filter(part => part.parentId === entry.id).map(part => part.perpetrator))
    return {
      act: entry,
      methods: values.methodCodes as readonly string[],
      placeType: values.placeType as string | null,
      place: values.place as string,
      unit: values.perpetratorUnit as string,
      begun: values.begunAt as Moment | null,
      perpetrators: persons.filter(person => mine.has(person.id)),
    }
  })
}

async function replace(work: Work, caseId: string, wanted: readonly PatternMark[]): Promise<void> {
  const before = await work.db.find(PatternMark, { where: { caseId } })
  const [had, have] = [before, wanted].map(marks => new Set(marks.map(mark => mark.token)))
  const gone = before.filter(mark => !have?.has(mark.token))
  const fresh = wanted.filter(mark => !had?.has(mark.token))
  for (const mark of gone) await work.remove(mark)
  await work.addAll(fresh)
  const [first] = [...fresh, ...gone]
  if (!first) return
  await work.record('pattern.marked', first, { case: caseId, added: fresh.length, removed: gone.length })
  await tellOfRelated(work, fresh)
}
