import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../../core'
import type { Case } from '../case.entity'
import { whatIsKnown } from '../consent/may-use'
import { toKeep } from '../consent/scopes'
import { standingOf } from '../consent/use-rules'
import { Occurrence } from '../entries'
import { Person } from '../persons/person.entity'

export type Part = 'words' | 'person' | 'facts' | 'consent'

/** What a draft still lacks before it may be filed: somebody's words, a person, one dated fact, and consent to keep it. */
export async function missingParts(db: EntityManager, kase: Case, key: OpenKey, on: string): Promise<Part[]> {
  const caseId = key.subjectId
  const { statements } = await whatIsKnown(db, caseId)
  const [persons, happened] = [
    await db.countBy(Person, { caseId, role: 'VICTIM' }),
    await db.countBy(Occurrence, { caseId }),
  ]
  const there: Record<Part, boolean> = {
    words: kase.words.narratives.length > 0,
    person: persons > 0,
    facts: happened > 0,
    consent: statements.some(one => one.scope === toKeep && standingOf(one, on) === 'given'),
  }
  return (Object.keys(there) as Part[]).filter(part => !there[part])
}
