import { foldName, nameReadings } from '../../vault'
import type { Entry } from '../entries/entry'
import { meetingsOf } from '../identities/meetings'
import type { Moment } from '../moments/moment'
import type { Person } from '../persons/person.entity'

export const signKinds = ['perpetrator', 'unit', 'place'] as const
export type SignKind = (typeof signKinds)[number]

/** One thing by which two files may be related: who, which unit or which place; how, and when. */
export interface Sign {
  readonly kind: SignKind
  readonly what: string
  readonly method: string
  readonly quarter: string
}

/** An act as far as signs look at it, with the alleged perpetrators named for it. */
export interface ActSeen {
  readonly act: Pick<Entry, 'regionAtEvent' | 'verification'>
  readonly methods: readonly string[]
  readonly placeType: string | null
  readonly place: string
  readonly unit: string
  readonly begun: Moment | null
  readonly perpetrators: readonly Pick<Person, 'words'>[]
}

/** What a file is compared by. Without a method and a day nothing is: who was where is not yet a pattern. */
export function signsOf(acts: readonly ActSeen[]): Sign[] {
  const signs = acts
    .filter(({ act }) => act.verification !== refuted)
    .flatMap(seen =>
      quartersOf(seen.begun).flatMap(quarter =>
        seen.methods.filter(isKnown).flatMap(method => whatOf(seen).map(one => ({ ...one, method, quarter }))),
      ),
    )
  return [...new Map(signs.map(sign => [Object.values(sign).join('|'), sign])).values()]
}

const refuted = 'VX'
const isKnown = (method: string) => !/unknown|other/i.test(method)

/** The quarters in which it may have begun: one, or two where the day lies between two. */
export function quartersOf(moment: Moment | null): string[] {
  if (moment?.state !== 'at' || !moment.on) return []
  return [...new Set([moment.on, moment.until ?? moment.on].map(quarterOf))]
}

const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

function whatOf({ act, placeType, place, unit, perpetrators }: ActSeen): Pick<Sign, 'kind' | 'what'>[] {
  const region = act.regionAtEvent ?? ''
  const [unitWords, placeWords] = [wordsOf(unit), wordsOf(place)]
  return [
    ...perpetrators.flatMap(namesOf).map(what => ({ kind: 'perpetrator' as const, what })),
    ...(unitWords ? [{ kind: 'unit' as const, what: `${region}|${unitWords}` }] : []),
    ...(placeWords ? [{ kind: 'place' as const, what: `${region}|${placeType ?? ''}|${placeWords}` }] : []),
  ]
}

/**
 * Given name with surname in any order, or a surname with two initials. A given name with a father's name alone is too common to
 * raise anything, and a single word is nobody.
 */
function namesOf({ words }: Pick<Person, 'words'>): string[] {
  const names = [words.name, ...words.otherNames.split(/[,;/\n]/)].flatMap(nameReadings)
  const plain = names.map(parts => parts.filter(part => part.kind === 'name'))
  const initials = meetingsOf(names).filter(meeting => meeting.includes('.'))
  return [...new Set([...meetingsOf(plain), ...initials])]
}

/** Words and numbers of a unit or a place, across scripts and in any order, without what every unit is called. */
export function wordsOf(text: string): string {
  const words = foldName(text.replace(/[№#]/g, ' ')).filter(word => !common.has(word))
  const numbers = text.match(/\d+/g) ?? []
  return [...new Set([...words, ...numbers])].sort().join(' ')
}

const common: ReadonlySet<string> = new Set(
  foldName(
    'отдел отделение полиции полиция департамент управление района районный район города город городской области область ' +
      'ИВС СИЗО УВД РОВД ОВД ДП УП изолятор временного содержания следственный учреждение колония бригада рота батальон номер ' +
      'полициясы полиция бөлімі бөлімшесі басқармасы департаменті ауданы аудандық қаласы қалалық облысы уақытша ұстау изоляторы ' +
      'police department district city region station office unit brigade the of number',
  ),
)
