import { isId } from '../../core'
import { staffNames } from '../../people'
import type { HostKeys } from '../../vault'
import { one, ownPath, type Load, type Look } from '../../web'
import { afterFiling, casesPaths } from '../cases.paths'
import { findCase, findPerson } from '../cases.queries'
import { identityOf } from '../persons/person.entity'
import { compare } from './comparison'
import { listDuplicates } from './duplicates.queries'
import { listKnownFacts } from './facts.queries'
import { afterAdding, identitiesPaths as paths } from './identities.paths'
import { listAlsoIn } from './identities.queries'
import { listUndoable, type UndoableMerge } from './merges.queries'
import { listProposals } from './proposals.queries'

/** A page that may have nothing to say: then one goes on at once. */
export type Passing = (look: Look) => Promise<{ readonly onward?: string | undefined }>

const pathIn = ({ query }: Look): string | undefined => {
  const asked = one(query, 'back')
  return asked === undefined ? undefined : ownPath(asked, '/cases')
}

async function thePerson({ db, actor, params }: Look) {
  const { kase, key } = await findCase(db, actor, params.id ?? '')
  return { kase, person: await findPerson(db, key, params.personId ?? '') }
}

/** Who in other files may be, and who is, this human being. */
export const samePage =
  (host: HostKeys): Passing =>
  async look => {
    const { db, actor, now } = look
    const { kase, person } = await thePerson(look)
    const proposals = await listProposals(db, actor, person)
    const next = nextOf(look, kase.id, person.id)
    const undoable = await listUndoable(db, actor, now, identityOf(person))
    return {
      case: kase,
      person,
      proposals,
      alsoIn: (await listAlsoIn(db, actor, [person]))[person.id] ?? [],
      undoable: await named(look, host, undoable),
      hasFacts: (await listKnownFacts(db, actor, person)).length > 0,
      self: next ? afterAdding(kase.id, person.id, next.how) : paths.same({ id: kase.id, personId: person.id }),
      next: next?.href,
      onward: next && proposals.length === 0 ? next.href : undefined,
    }
  }

function nextOf({ query }: Look, id: string, personId: string) {
  const added = one(query, 'added')
  if (added === 'quick') return { how: added, href: afterFiling(id, 'quick') } as const
  return added === 'person' ? ({ how: added, href: casesPaths.consent({ id, personId }) } as const) : undefined
}

async function named({ db }: Look, host: HostKeys, merges: readonly UndoableMerge[]) {
  const names = await staffNames(
    db,
    host,
    merges.map(one => one.merge.mergedBy),
  )
  return merges.map(one => ({ ...one, by: names.get(one.merge.mergedBy) ?? '' }))
}

export const factsPage: Passing = async look => {
  const { kase, person } = await thePerson(look)
  const facts = await listKnownFacts(look.db, look.actor, person)
  const back = pathIn(look)
  return { case: kase, person, facts, back, onward: facts.length === 0 ? back : undefined }
}

export const comparisonPage: Load = async look => {
  const { db, actor, params } = look
  const comparison = await compare(db, actor, params.personId ?? '', params.otherId ?? '')
  return { ...comparison, viewed: [comparison.one.kase, comparison.other.kase], back: pathIn(look) }
}

export const duplicatesPage =
  (host: HostKeys): Load =>
  async look => {
    const { db, actor, now, query } = look
    const from = one(query, 'after')
    const after = isId(from) ? from : undefined
    const found = await listDuplicates(db, actor, after)
    return {
      ...found,
      self: after ? `${paths.duplicates()}?after=${after}` : paths.duplicates(),
      undoable: after ? [] : await named(look, host, await listUndoable(db, actor, now)),
    }
  }
