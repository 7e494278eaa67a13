import { DateTime } from 'luxon'
import type { Language } from '../../i18n'
import type { Chance } from './chance'
import { act, detention, type Typed } from './facts'
import { plots, type Taken, type Treated } from './plots'

/** One invented matter: what a lawyer would have typed about it. */
export interface Story {
  readonly language: Language
  readonly receivedAt: Date
  readonly title: string
  readonly narrative: string
  readonly person: {
    name: string
    pseudonym: string
    sex: 'male' | 'female'
    birthYear: number
    capacity: string
    minor: boolean
  }
  readonly cluster: 'JAN2022' | null
  readonly region: string
  readonly detention: Typed | null
  readonly act: Typed | null
  readonly verification: string
  readonly countConsent: 'given' | 'refused' | 'not_asked'
  readonly bound: boolean
  readonly evidence: boolean
}

const regions = [
  ['KZ-75', 24], ['KZ-71', 14], ['KZ-35', 9], ['KZ-19', 9], ['KZ-47', 9], ['KZ-23', 6], ['KZ-15', 5], ['KZ-39', 5], ['KZ-79', 6],
  ['KZ-61', 5], ['KZ-31', 5], ['KZ-63', 5], ['KZ-55', 4], ['KZ-43', 3], ['KZ-27', 3], ['KZ-11', 3], ['KZ-59', 2],
] as const // prettier-ignore

const regionsOfJanuary = [['KZ-75', 52], ['KZ-19', 16], ['KZ-33', 10], ['KZ-31', 12], ['KZ-43', 10]] as const // prettier-ignore
const languages = [['ru', 60], ['kk', 32], ['en', 8]] as const // prettier-ignore
const verifications = [['V1', 14], ['V2', 52], ['V3', 26], ['V4', 6], ['VX', 2]] as const // prettier-ignore
const consents = [['given', 92], ['refused', 4], ['not_asked', 4]] as const // prettier-ignore

/** Invented matters of 2019 to 2025, a quarter of them of January 2022, in the order they reached the lawyers. */
export function stories(chance: Chance, many: number): Story[] {
  const cluster = Math.round(many * 0.24)
  const made = Array.from({ length: many }, (_, place) => story(chance, place < cluster))
  return made.sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
}

function story(chance: Chance, january: boolean): Story {
  const language = chance.weighted(languages)
  const { taken, treated, after } = plotOf(chance, january)
  const told = [taken, treated, after].filter(part => part !== null)
  const begun = beginning(chance, january, taken)
  return {
    language,
    receivedAt: begun.plus({ days: 6 + chance.below(38), hours: chance.below(5) }).toJSDate(),
    title: titleOf([taken, treated].flatMap(part => (part ? [part.title[language]] : []))),
    narrative: told.map(part => part.words[language]).join(' '),
    person: personOf(chance, begun.year, taken ? chance.one(taken.capacities) : 'CONVICTED'),
    cluster: january ? 'JAN2022' : null,
    region: chance.weighted(january ? regionsOfJanuary : regions),
    detention: taken && { ...detention(chance, begun, taken, january), ...after.sets },
    act: treated && act(chance, begun, treated),
    verification: chance.weighted(verifications),
    countConsent: chance.weighted(consents),
    bound: chance.yes(0.06),
    evidence: chance.yes(0.25),
  }
}

/** Somebody is taken, treated, or both; whoever was not taken was already held. */
function plotOf(chance: Chance, january: boolean) {
  const held = january || chance.yes(0.84)
  const taken = held ? takenOf(chance, january) : null
  const treated = !held || chance.yes(0.68) ? treatedOf(chance, held ? 'police' : 'institution') : null
  return { taken, treated, after: chance.one(held ? plots.after : plots.afterInstitution) }
}

/** In the zone of Almaty, at an hour at which such things happen. */
function beginning(chance: Chance, january: boolean, taken: Taken | null): DateTime {
  const [from, until] = taken?.hours ?? [8, 22]
  const day = january
    ? DateTime.fromObject({ year: 2022, month: 1, day: 5 + chance.below(8) }, { zone: 'Asia/Almaty' })
    : DateTime.fromObject({ year: 2019 }, { zone: 'Asia/Almaty' }).plus({ days: chance.below(2500) })
  return day.set({ hour: from + chance.below(until - from), minute: chance.below(60) })
}

const takenOf = (chance: Chance, january: boolean): Taken =>
  chance.one(plots.taken.filter(one => one.when === 'any' || one.when === (january ? 'january' : 'quiet')))

const treatedOf = (chance: Chance, where: Treated['where']): Treated =>
  chance.weighted(plots.treated.filter(one => one.where === where).map(one => [one, one.weight] as const))

const titleOf = (parts: readonly string[]) => {
  const title = parts.join(', ')
  return title.slice(0, 1).toUpperCase() + title.slice(1)
}

function personOf(chance: Chance, year: number, capacity: string): Story['person'] {
  const sex = chance.weighted([
    ['male', 82],
    ['female', 18],
  ])
  const minor = capacity !== 'CONVICTED' && chance.yes(0.04)
  const given = chance.one(plots.names[sex])
  return {
    name: `${given} ${chance.one(plots.names.family)}${sex === 'female' ? 'а' : ''}`,
    pseudonym: `${given.slice(0, 1)}.`,
    sex,
    birthYear: year - (minor ? 15 + chance.below(3) : 18 + chance.below(45)),
    capacity,
    minor,
  }
}
