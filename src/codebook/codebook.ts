import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../core'
import type { Language } from '../i18n'
import { workCalendar, type WorkCalendar } from './calendar'
import { checkCodebook } from './check'
import { inForce } from './in-force'
import type {
  Article,
  ClockRule,
  CodeItem,
  Finding,
  Indicator,
  Recommendation,
  SuggestionRule,
  ViolationType,
} from './types'

const folder = join(packageRoot, 'src', 'codebook', 'data')

/** The lists, violation types and rules in one version, checked when it is read and never changed after. */
export interface Codebook {
  readonly version: string
  readonly date: string
  readonly lists: ReadonlyMap<string, readonly CodeItem[]>
  readonly articles: readonly Article[]
  readonly provisions: readonly string[]
  readonly types: readonly ViolationType[]
  readonly rules: readonly SuggestionRule[]
  readonly clockRules: readonly ClockRule[]
  /** Working days and holidays, by date. */
  readonly calendar: WorkCalendar
  readonly findings: readonly Finding[]
  readonly indicators: readonly Indicator[]
  readonly recommendations: readonly Recommendation[]
  list(name: string): readonly CodeItem[]
  codes(name: string): readonly string[]
  label(list: string, code: string | null | undefined, language: Language): string
  type(code: string): ViolationType | undefined
  /** The short title of an article or of its paragraph. */
  provisionTitle(code: string, language: Language): string
  /** The rule of a clock that was in force on a day. */
  clockRule(id: string, day: string): ClockRule | undefined
}

export function loadCodebook(from: string = folder): Codebook {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(from, name), 'utf8'))
  const data = checkCodebook(read)
  const lists = new Map(Object.entries(data.lists))
  const itemsByCode = mapped(lists, items => new Map(items.map(item => [item.code, item])))
  const codesOf = mapped(lists, items => items.map(item => item.code))
  const types = new Map(data.types.map(type => [type.code, type]))
  const titles = new Map(
    data.articles.flatMap(article => [article, ...article.provisions]).map(part => [part.code, part.label]),
  )
  const known = <T>(among: ReadonlyMap<string, T>, name: string): T => {
    const found = among.get(name)
    if (!found) throw new Error(`The code book has no list ${name}`)
    return found
  }
  return Object.freeze({
    ...data.version,
    lists,
    articles: data.articles,
    provisions: [...new Set(data.types.flatMap(type => type.provisions))].sort(byProvision),
    types: data.types,
    rules: data.rules,
    clockRules: data.clockRules,
    calendar: workCalendar(data.workingDays),
    findings: data.findings,
    indicators: data.indicators,
    recommendations: data.recommendations,
    list: (name: string) => known(lists, name),
    codes: (name: string) => known(codesOf, name),
    label: (name: string, code: string | null | undefined, language: Language) =>
      known(itemsByCode, name).get(code ?? '')?.label[language] ?? code ?? '',
    type: (code: string) => types.get(code),
    provisionTitle: (code: string, language: Language) => titles.get(code)?.[language] ?? '',
    clockRule: (id: string, day: string) => data.clockRules.find(rule => rule.id === id && inForce(rule, day)),
  })
}

const mapped = <T, R>(map: ReadonlyMap<string, T>, make: (value: T) => R): Map<string, R> =>
  new Map([...map].map(([name, value]) => [name, make(value)]))

/** 2(3) before 10(1), 14(3)(b) before 14(3)(d). */
export function byProvision(a: string, b: string): number {
  return parseInt(a) - parseInt(b) || a.localeCompare(b)
}

/** The code book this program works with. */
export const codebook: Codebook = loadCodebook()
