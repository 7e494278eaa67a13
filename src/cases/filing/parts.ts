import type { EntityManager } from 'typeorm'
import type { OpenKey } from '../../core'
import type { Case } from '../case.entity'
import { Occurrence } from '../entries'
import { Consent, Person } from '../persons/person.entity'

export type Part = 'words' | 'person' | 'facts' | 'consent'

/** What a draft still lacks before it may be filed: somebody's words, a person, one dated fact, and consent to keep it. */
export async function missingParts(db: EntityManager, kase: Case, key: OpenKey): Promise<Part[]> {
  const caseId = key.subjectId
  const [persons, happened, consents] = [
    await db.countBy(Person, { caseId, role: 'VICTIM' }),
    await db.countBy(Occurrence, { caseId }),
    await db.countBy(Consent, { caseId, scope: 'C_STORE', status: 'given' }),
  ]
  const there: Record<Part, boolean> = {
    words: kase.words.narratives.length > 0,
    person: persons > 0,
    facts: happened > 0,
    consent: consents > 0,
  }
  return (Object.keys(there) as Part[]).filter(part => !there[part])
}
