import { dayInAlmaty } from '../../core'
import { listEvidence } from '../../evidence'
import { listOrganisations, staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load } from '../../web'
import { listPersons } from '../cases.queries'
import { whatIsKnown } from '../consent/may-use'
import { toPassOn } from '../consent/scopes'
import { standingOf } from '../consent/use-rules'
import { whoIsAsked } from '../consent/uses'
import { kinds } from '../entries'
import { linkedIn, pagesOfFile } from '../entry-page'
import { secrecyInForce } from '../secrecy/secrecy.queries'
import { uncountedKinds } from '../secrecy/secrecy-rules'
import { findCaseToDecideOn } from '../team/team.queries'
import { mayGo } from './pack'
import { listSent } from './referrals.queries'

/** To whom parts of a case were sent, and how each stands. */
export const sentPage =
  (host: HostKeys): Load =>
  async ({ db, actor, params }) => {
    const { kase } = await findCaseToDecideOn(db, actor, params.id ?? '')
    const sent = await listSent(db, actor, kase.id)
    const people = sent.map(one => one.referral.sentBy)
    return {
      case: kase,
      sent,
      organisations: Object.fromEntries((await listOrganisations(db)).map(one => [one.id, one])),
      names: Object.fromEntries(await staffNames(db, host, people)),
    }
  }

/** The form that refers a case: to whom, what for, and part by part what goes along. */
export const newReferralPage: Load = async ({ db, actor, params, now }) => {
  const { kase, key } = await findCaseToDecideOn(db, actor, params.id ?? '')
  const on = dayInAlmaty(now)
  const persons = await listPersons(db, key)
  const known = await whatIsKnown(db, kase.id)
  const said = (id: string) => known.statements.find(one => one.personId === id && one.scope === toPassOn)
  const entries = await pagesOfFile(db, key)
  return {
    case: kase,
    others: (await listOrganisations(db)).filter(one => one.id !== actor.organisationId),
    persons: persons.map(person => ({ person, standing: standingOf(said(person.id), on) })),
    asked: whoIsAsked(known, persons).map(person => person.id),
    secrecyAnswer: known.secrecyAnswer,
    uncounted: uncountedKinds(),
    secrecy: await secrecyInForce(db, key, on),
    kinds: kinds.filter(kind => mayGo(kind) && entries[kind.name]?.length),
    entries,
    linked: linkedIn(persons, entries),
    hasWords: kase.words.narratives.length > 0,
    evidence: (await listEvidence(db, key)).length,
  }
}
