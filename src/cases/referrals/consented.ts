import type { EntityManager } from 'typeorm'
import { In } from 'typeorm'
import { dayInAlmaty } from '../../core'
import { whatIsKnown } from '../consent/may-use'
import { toPassOn } from '../consent/scopes'
import { judgeUse, type Known, type Use } from '../consent/use-rules'
import { whoIsAsked } from '../consent/uses'
import { Person } from '../persons/person.entity'
import type { Referral } from './referral.entity'

/**
 * Whether these persons' particulars may be passed on, and who is missing. Officials are not asked; but of those who go along
 * somebody must be: a case is referred because a person wants it.
 */
export const judgeReferral = (known: Known, persons: readonly Person[], on: string): Use<Person> =>
  judgeUse(known, whoIsAsked(known, persons), toPassOn, on)

/** The same of what was sent, by what is known on this day. It needs no key. */
export async function isStillConsented(db: EntityManager, referral: Referral, now: Date): Promise<boolean> {
  const { caseId, personIds } = referral
  const persons = await db.find(Person, { where: { caseId, id: In(personIds) } })
  if (persons.length < personIds.length) return false
  return judgeReferral(await whatIsKnown(db, caseId), persons, dayInAlmaty(now)).may
}
