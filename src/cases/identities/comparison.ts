import type { EntityManager } from 'typeorm'
import type { Actor, Shown } from '../../core'
import { canonicalJson } from '../../core'
import { identityOf, type Person } from '../persons/person.entity'
import { personShown } from '../persons/person-shown'
import { personAnswers } from '../persons/persons.service'
import { findSeen, type CaseLink, type Seen } from './identities.queries'
import { isForbidden, knownOf } from './likeness'
import { isOneBeing, openWhole } from './merges.queries'

/** One thing that files say of a human being, and which do. */
interface Said {
  readonly value: unknown
  readonly cases: readonly CaseLink[]
}

/** A field in which the rows differ: what the files of the one say, and of the other. */
export interface ComparedField extends Shown {
  readonly name: string
  readonly sides: readonly (readonly Said[])[]
}

export interface Comparison {
  readonly one: Seen
  readonly other: Seen
  /** The rows of each that may be opened. */
  readonly sides: readonly (readonly Seen[])[]
  readonly isOne: boolean
  /** Every file of both is open: whoever sees less cannot merge them. */
  readonly isWhole: boolean
  /** By IIN, year of birth or sex they cannot be one. */
  readonly isUnlikely: boolean
  readonly differing: readonly ComparedField[]
  /** Names of the fields in which all agree. */
  readonly alike: readonly Shown[]
}

/** Two human beings side by side, before anything is merged. */
export async function compare(db: EntityManager, actor: Actor, oneId: string, otherId: string): Promise<Comparison> {
  const [one, other] = [await findSeen(db, actor, oneId), await findSeen(db, actor, otherId)]
  const { seen, isWhole } = await openWhole(db, actor, [identityOf(one.person), identityOf(other.person)])
  const sides = [one, other].map(side => seen.filter(({ person }) => isOneBeing(person, side.person)))
  const fields = Object.entries(personShown)
    .filter(([name]) => !ofTheFile.has(name))
    .map(([name, shown]): ComparedField => ({ ...shown, name, sides: sides.map(rows => saidOf(name, rows)) }))
  const [mine = [], theirs = []] = sides
  return {
    one,
    other,
    sides,
    isOne: isOneBeing(one.person, other.person),
    isWhole,
    isUnlikely: mine.some(a => theirs.some(b => isForbidden(knownOf(a.person), knownOf(b.person)))),
    differing: fields.filter(field => distinct(field).size > 1),
    alike: fields.filter(field => distinct(field).size === 1 && !isBlank(field.sides[0]?.[0]?.value)),
  }
}

/** What is said for one file and may well be another thing in another. */
const ofTheFile = new Set(['role', 'notes', 'pseudonym', 'publication', 'capacity', 'ageBand', 'safeWay'])

function saidOf(name: string, rows: readonly Seen[]): Said[] {
  const said = new Map<string, { value: unknown; cases: CaseLink[] }>()
  for (const { person, kase } of rows) {
    const value = answersOf(person)[name] ?? null
    const same = said.get(keyOf(value)) ?? { value, cases: [] }
    same.cases.push(kase)
    said.set(keyOf(value), same)
  }
  return [...said.values()]
}

/** The year says nothing more where the whole date is known. */
function answersOf(person: Person): Record<string, unknown> {
  const answers = personAnswers(person)
  return answers.birthDate ? { ...answers, birthYear: '' } : answers
}

const distinct = ({ sides }: ComparedField): Set<string> => new Set(sides.flat().map(({ value }) => keyOf(value)))

const keyOf = (value: unknown): string => (isBlank(value) ? '' : canonicalJson(value))

const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
