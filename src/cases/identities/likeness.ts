import { nameReadings, type NamePart } from '../../vault'
import type { Person, PersonWords } from '../persons/person.entity'

/** What two rows about persons are compared by. */
export interface Known {
  /** The name and the other names, each in its parts. */
  readonly names: readonly (readonly NamePart[])[]
  readonly birthDate: string
  readonly birthYear: number | null
  readonly sex: string | null
  readonly iin: string
}

type Described = Pick<Person, 'birthYear' | 'sex'> & {
  readonly words: Pick<PersonWords, 'name' | 'otherNames' | 'birthDate' | 'iin'>
}

/** What is known of a person whose words are open. */
export function knownOf({ words, birthYear, sex }: Described): Known {
  const { name, otherNames, birthDate, iin } = words
  const names = [name, ...otherNames.split(/[,;/\n]/)].flatMap(nameReadings).filter(parts => parts.length > 0)
  return { names, birthDate, birthYear, sex, iin }
}

export type Reason = 'iin' | 'name' | 'patronymic' | 'initials' | 'similar' | 'birthDate' | 'birthYear'

/** Why two rows may be about one human being; `score` puts the likeliest first. */
export interface Likeness {
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** From how much on two rows are proposed as one: two parts of a name, or one with the date of birth. */
const enough = 2

/** Whether two rows may be about the same human being. An IIN decides by itself; a year of birth a year apart forbids. */
export function likenessOf(one: Known, other: Known): Likeness | undefined {
  if (one.iin && other.iin) return one.iin === other.iin ? { score: 100, reasons: ['iin'] } : undefined
  if (isForbidden(one, other)) return undefined
  const born = birthOf(one, other)
  const named = one.names
    .flatMap(mine => other.names.map(theirs => nameLikeness(mine, theirs, born)))
    .reduce<Likeness>((best, next) => (next.score > best.score ? next : best), { score: 0, reasons: [] })
  if (named.score === 0) return undefined
  const known = withBirth(named, born)
  return known.score >= enough ? known : undefined
}

const withBirth = ({ score, reasons }: Likeness, born: 'birthDate' | 'birthYear' | undefined): Likeness =>
  born ? { score: score + weights[born], reasons: [...reasons, born] } : { score, reasons }

/** Whether what is known of the two cannot be true of one human being. */
export const isForbidden = (one: Known, other: Known): boolean =>
  isOfOtherNumber(one, other) || isBornApart(one, other) || isOfOtherSex(one, other)

const isOfOtherNumber = (one: Known, other: Known): boolean =>
  [one.iin, other.iin].every(Boolean) && one.iin !== other.iin

const isBornApart = (one: Known, other: Known): boolean =>
  one.birthYear !== null && other.birthYear !== null && Math.abs(one.birthYear - other.birthYear) > 1

const isOfOtherSex = (one: Known, other: Known): boolean =>
  (one.sex === 'male' && other.sex === 'female') || (one.sex === 'female' && other.sex === 'male')

const weights = { name: 1, patronymic: 1, initials: 0.5, similar: 0.5, birthDate: 1, birthYear: 0.5 } as const

function birthOf(one: Known, other: Known): 'birthDate' | 'birthYear' | undefined {
  if (one.birthDate && one.birthDate === other.birthDate) return 'birthDate'
  return one.birthYear !== null && one.birthYear === other.birthYear ? 'birthYear' : undefined
}

const unlike: Likeness = { score: 0, reasons: [] }

/** Part by part in whatever order; what stands on both sides and does not fit speaks against it. */
function nameLikeness(mine: readonly NamePart[], theirs: readonly NamePart[], born: string | undefined): Likeness {
  const left = [...theirs]
  const reasons: Reason[] = []
  const alone: NamePart[] = []
  for (const part of mine) {
    const at = left.findIndex(other => isAlike(part, other))
    if (at < 0) alone.push(part)
    else {
      reasons.push(reasonOf(part))
      left.splice(at, 1)
    }
  }
  reasons.push(...meetInitials(alone, left))
  const isNear = meetNear(alone, left, reasons, born)
  if (isNear) reasons.push('similar')
  if (speaksAgainst(alone, left, 'name') || speaksAgainst(alone, left, 'patronymic')) return unlike
  if (!reasons.includes('name')) return unlike
  return { score: reasons.reduce((all, reason) => all + weights[reason as keyof typeof weights], 0), reasons }
}

const isAlike = (one: NamePart, other: NamePart): boolean =>
  one.kind === other.kind && one.key === other.key && !isOtherSex(one, other)

const isOtherSex = (one: NamePart, other: NamePart): boolean =>
  one.sex !== undefined && other.sex !== undefined && one.sex !== other.sex

const reasonOf = ({ kind }: NamePart): Reason => (kind === 'initial' ? 'initials' : kind)

const speaksAgainst = (mine: readonly NamePart[], theirs: readonly NamePart[], kind: NamePart['kind']): boolean =>
  mine.some(part => part.kind === kind) && theirs.some(part => part.kind === kind)

/** "К.С." stands for Қайрат Серікұлы as well as for Канат Сагатович: the first letter for the given name, the second for the father's. */
function meetInitials(mine: NamePart[], theirs: NamePart[]): Reason[] {
  const met: Reason[] = []
  for (const [some, others] of [
    [mine, theirs],
    [theirs, mine],
  ] as const) {
    for (const [place, part] of some.filter(one => one.kind === 'initial').entries()) {
      const kind = place === 0 ? 'name' : 'patronymic'
      const at = others.findIndex(other => other.kind === kind && other.key.startsWith(part.key))
      if (at < 0) continue
      others.splice(at, 1)
      some.splice(some.indexOf(part), 1)
      met.push('initials')
    }
  }
  return met
}

/** One letter off in a long part, where the rest says already who it is. */
function meetNear(mine: NamePart[], theirs: NamePart[], reasons: readonly Reason[], born: string | undefined): boolean {
  const isSure = born === 'birthDate' || (born === 'birthYear' && reasons.includes('patronymic'))
  if (!isSure) return false
  const [one, other] = [mine.find(part => part.kind === 'name'), theirs.find(part => part.kind === 'name')]
  if (!one || !other || !isOneLetterOff(one.key, other.key)) return false
  mine.splice(mine.indexOf(one), 1)
  theirs.splice(theirs.indexOf(other), 1)
  return true
}

/** A letter more, less or other, not at the end, where it makes Ахметова of Ахметов. */
export function isOneLetterOff(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (short.length < 5 || long.length - short.length > 1) return false
  const at = alikeFor(short, long)
  return at < short.length - 1 && short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1)
}

/** How many letters two words begin with in common. */
function alikeFor(short: string, long: string): number {
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return at
}
