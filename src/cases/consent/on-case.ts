import type { OpenKey } from '../../core'
import { dayInAlmaty } from '../../core'
import type { Look } from '../../web'
import type { Person } from '../persons/person.entity'
import { secrecyInForce } from '../secrecy/secrecy.queries'
import { uncountedKinds } from '../secrecy/secrecy-rules'
import { whatIsKnown } from './may-use'
import { toKeep } from './scopes'
import { standingOf, type Known } from './use-rules'
import { usesOf } from './uses'

/** The three a lawyer looks for first: counting, confidential use abroad, publication. */
const headlines: ReadonlySet<string> = new Set(['C_STATS', 'C_UN_CONF', 'C_MEDIA_ANON'])

/** What the case page and the task list of a draft say of consent and secrecy as they stand on this day. */
export async function consentOnCase({ db, now }: Look, key: OpenKey, persons: readonly Person[]) {
  const on = dayInAlmaty(now)
  const known = await whatIsKnown(db, key.subjectId)
  return {
    persons,
    secrecyAnswer: known.secrecyAnswer,
    uncounted: uncountedKinds(),
    secrecy: await secrecyInForce(db, key, on),
    consents: known.statements.map(one => ({ ...one, status: standingOf(one, on) })),
    uses: usesOf(known, persons, on).filter(use => headlines.has(use.scope)),
    kept: Object.fromEntries(keeping(known, on).map(one => [one.personId, one.standing])),
    notKept: keeping(known, on).flatMap(one => notKept(persons, one)),
  }
}

const keeping = ({ statements }: Known, on: string) =>
  statements.filter(one => one.scope === toKeep).map(one => ({ ...one, standing: standingOf(one, on) }))

type Keeping = ReturnType<typeof keeping>[number]

/** Whose consent to keep the file is gone: nothing more may be made of what it says about them. */
function notKept(persons: readonly Person[], said: Keeping): (Keeping & { person: Person })[] {
  const person = persons.find(one => one.id === said.personId)
  return person && said.standing !== 'given' && said.standing !== 'not_asked' ? [{ ...said, person }] : []
}
