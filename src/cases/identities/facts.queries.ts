import type { EntityManager } from 'typeorm'
import type { Actor, Shown } from '../../core'
import { identityOf, type Person, type PersonWords } from '../persons/person.entity'
import { personShown } from '../persons/person-shown'
import { openPersons, rowsOf, type CaseLink } from './identities.queries'

/** Something another file knows of the same human being and this one does not. */
export interface KnownFact extends Shown {
  /** What a box stands for: the field and the row it is known from. */
  readonly key: string
  readonly field: string
  readonly value: unknown
  readonly kase: CaseLink
}

export const plainFacts = ['sex', 'birthYear', 'citizenshipGroup'] as const
const sealedFacts = ['birthDate', 'iin', 'contacts'] as const

/** What may be taken over from the other files in sight, each value once; nothing that is known here already. */
export async function listKnownFacts(db: EntityManager, actor: Actor, person: Person): Promise<KnownFact[]> {
  const rows = (await rowsOf(db, actor, [identityOf(person)])).filter(row => row.id !== person.id)
  const seen = await openPersons(db, actor, rows)
  const facts = seen.flatMap(({ person: other, kase }) =>
    missingFrom(person, other).map(({ field, value }): KnownFact => {
      const shown = personShown[field === 'spelling' ? 'otherNames' : field] ?? { text: field, type: 'text' }
      return { ...shown, key: `${field}:${other.id}`, field, value, kase }
    }),
  )
  return facts.filter((fact, at) => facts.findIndex(one => one.field === fact.field && one.value === fact.value) === at)
}

function missingFrom(mine: Person, other: Person): { field: string; value: string | number }[] {
  const ofRow = plainFacts
    .filter(field => field !== 'birthYear' || other.words.birthDate === '')
    .map(field => ({ field, value: mine[field] === null ? other[field] : null }))
  const ofWords = sealedFacts.map(field => ({ field, value: mine.words[field] === '' ? other.words[field] : null }))
  const known = [mine.words.name, ...namesIn(mine.words)]
  const spellings = [other.words.name, ...namesIn(other.words)].filter(name => !known.includes(name))
  return [...ofRow, ...ofWords, { field: 'spelling', value: spellings.join(', ') }].flatMap(({ field, value }) =>
    value === null || value === '' ? [] : [{ field, value }],
  )
}

const namesIn = ({ otherNames }: PersonWords): string[] =>
  otherNames
    .split(/[,;/\n]/)
    .map(name => name.trim())
    .filter(name => name !== '')
