import { dayInAlmaty } from '../../core'
import type { Load } from '../../web'
import { findCase, listPersons } from '../cases.queries'
import { secrecyInForce } from '../secrecy/secrecy.queries'
import { uncountedKinds } from '../secrecy/secrecy-rules'
import { whatIsKnown } from './may-use'
import { usesOf, whoIsAsked } from './uses'

/** Purpose by purpose: whether the file may be used for it today, and who is missing. */
export const usesPage: Load = async ({ db, actor, params, now }) => {
  const { kase, key } = await findCase(db, actor, params.id ?? '')
  const on = dayInAlmaty(now)
  const known = await whatIsKnown(db, kase.id)
  const persons = await listPersons(db, key)
  return {
    viewed: kase,
    case: kase,
    asked: whoIsAsked(known, persons),
    secrecyAnswer: known.secrecyAnswer,
    uncounted: uncountedKinds(),
    secrecy: await secrecyInForce(db, key, on),
    uses: usesOf(known, persons, on),
  }
}
