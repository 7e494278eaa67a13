import { Conflict, dayInAlmaty } from '../../core'
import { listEvidence } from '../../evidence'
import { staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import type { Load, Look } from '../../web'
import { findCase, findPerson } from '../cases.queries'
import { draftOn } from '../filing/later'
import { isCurrent, type Consent } from './consent.entity'
import { listConsents } from './consent.queries'
import { scopes, toKeep } from './scopes'
import { standingOf } from './use-rules'

export const consentDraft = ({ personId = '' }: Readonly<Record<string, string>>) => `consent/${personId}`

/** One person's consent, purpose by purpose: what holds now, and what was said before. */
export const consentPage =
  (host: HostKeys): Load =>
  async look => {
    const { db, actor, params } = look
    const { kase, key, person, said } = await whatPersonSaid(look)
    const items = await listEvidence(db, key)
    return {
      case: kase,
      person,
      items,
      numbers: Object.fromEntries(items.map(item => [item.id, item.number])),
      names: await namesOf(look, host, said),
      purposes: purposesOf(said, dayInAlmaty(look.now)),
      ...(await draftOn(db, key, actor, consentDraft(params))),
    }
  }

/** Before a consent is taken back: what this stops at once. */
export const withdrawalPage: Load = async look => {
  const { kase, person, said } = await whatPersonSaid(look)
  const { scope } = look.params
  const given = said.filter(one => isCurrent(one) && one.status === 'given')
  const current = given.find(one => one.scope === scope)
  if (!current) throw new Conflict('consent.withdrawal.nothing')
  const falls = scope === toKeep ? scopes.flatMap(other => given.filter(one => one.scope === other)) : []
  const others = falls.filter(one => one !== current)
  return { case: kase, person, current, others, today: dayInAlmaty(look.now) }
}

async function whatPersonSaid({ db, actor, params }: Look) {
  const { kase, key } = await findCase(db, actor, params.id ?? '')
  const person = await findPerson(db, key, params.personId ?? '')
  return { kase, key, person, said: await listConsents(db, key, person.id) }
}

const namesOf = async ({ db }: Look, host: HostKeys, said: readonly Consent[]) =>
  Object.fromEntries(
    await staffNames(
      db,
      host,
      said.map(one => one.takenBy),
    ),
  )

function purposesOf(said: readonly Consent[], on: string) {
  return scopes.map(scope => {
    const statements = said.filter(one => one.scope === scope)
    const current = statements.find(isCurrent)
    return { scope, current, standing: standingOf(current, on), earlier: statements.filter(one => one !== current) }
  })
}
