import type { EntityManager } from 'typeorm'
import type { Actor, Work } from '../../core'
import { newId, NotFound, Rejected } from '../../core'
import { indexOf } from '../../people'
import { blindIndex, foldName, openSubject, soughtKeys, type BlindIndex } from '../../vault'
import { knownOf } from '../identities/likeness'
import { meetingsOf } from '../identities/meetings'
import { NameToken, type Person } from './person.entity'

/** The index names are entered into; somebody nobody has let in yet is told so before anything is typed for nothing. */
export async function indexOfOrganisation({ db, actor }: Work): Promise<BlindIndex> {
  const key = await openSubject(db, actor, indexOf(actor.organisationId)).catch((refusal: unknown) => {
    throw refusal instanceof NotFound ? new Rejected('cases.new.notLetIn') : refusal
  })
  return blindIndex(key)
}

/** The tokens a person is found by, in place of those before. */
export async function indexPerson(work: Work, person: Person, blind: BlindIndex): Promise<void> {
  const tokens = tokensOf(person, blind)
  const before = person.version === 1 ? [] : await work.db.find(NameToken, { where: { personId: person.id } })
  for (const old of before) {
    if (!tokens.delete(old.token)) await work.remove(old)
  }
  const { id: personId, caseId } = person
  await work.addAll(
    [...tokens].map(([token, kind]) => Object.assign(new NameToken(), { id: newId(), personId, caseId, token, kind })),
  )
}

function tokensOf(person: Person, blind: BlindIndex): Map<string, NameToken['kind']> {
  const { name, otherNames, iin, birthDate } = person.words
  const entered = (kind: NonNullable<NameToken['kind']> | 'name', words: readonly string[]) =>
    words.map(word => [blind.token(kind, word), kind === 'name' ? null : kind] as const)
  return new Map([
    ...entered('name', foldName(`${name} ${otherNames}`)),
    ...entered('pair', meetingsOf(knownOf(person).names)),
    ...entered('iin', iin ? [iin] : []),
    ...entered('born', birthDate ? [birthDate] : []),
  ])
}

/** The tokens somebody may search by - an IIN, a day of birth or a name; none without the organisation's index key. */
export async function searchTokens(db: EntityManager, actor: Actor, text: string): Promise<string[]> {
  const key = await openSubject(db, actor, indexOf(actor.organisationId)).catch(() => undefined)
  if (!key) return []
  const blind = blindIndex(key)
  const digits = text.replace(/\s/g, '')
  if (/^\d{12}$/.test(digits)) return [blind.token('iin', digits)]
  const [, date, month, year] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(digits) ?? []
  if (date && month && year) return [blind.token('born', `${year}-${month}-${date}`)]
  return soughtKeys(text).map(part => blind.token('name', part))
}
