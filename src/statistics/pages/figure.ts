import type { Indicator } from '../../codebook'
import type { Language } from '../../i18n'
import { reasons, type Answer, type Reason, type Row } from '../answer'
import { thresholds } from '../protection/protect'
import type { Question } from '../question/question'
import { casesHref, hrefOf } from '../statistics.paths'

export interface Year {
  readonly year: string
  /** Null is protected: no bar. */
  readonly yes: number | null
  readonly missing: number | null
}

/** One indicator as a row: value, base, what is left out, years. Every number in it has been protected. */
export interface Figure {
  readonly id: string
  readonly kind: Question['measure']['kind']
  readonly sentence: string
  readonly base: string
  readonly held: boolean
  readonly value: number | null
  readonly of: number | null
  readonly quartiles: Row['quartiles']
  readonly share: string | undefined
  readonly left: readonly { readonly reason: Reason | 'excluded'; readonly many: number | null }[]
  readonly years: readonly Year[]
  readonly bars: readonly { x: number; y: number; height: number; pale: number; paleHeight: number }[]
  readonly href: string
  /** To the cases behind the value, where it has some and they may be shown. */
  readonly cases: string | undefined
}

export function figureOf(indicator: Indicator, question: Question, answer: Answer, language: Language): Figure {
  const { kind } = question.measure
  const named = { id: indicator.id, kind, sentence: indicator.sentence[language], base: indicator.base[language] }
  const numbers = kind === 'median' ? medianOf(answer) : partOf(answer, kind === 'share')
  const cases = numbers.held || !numbers.value ? undefined : casesHref(question, [])
  return { ...named, ...numbers, href: hrefOf(question), cases }
}

type Numbers = Omit<Figure, 'id' | 'kind' | 'sentence' | 'base' | 'href' | 'cases'>

/** From a table of years by answer. A share of a small base is held like a small number. */
function partOf(answer: Answer, isShare: boolean): Numbers {
  const at = (year: string | null, column: string) => rowAt(answer, year, column)?.value ?? null
  const [yes, no] = [at(null, 'yes'), isShare ? at(null, 'no') : 0]
  const of = together(yes, no)
  const held = of === null || isThin(of, isShare)
  const value = held || of === 0 ? null : yes
  const years = yearsOf(answer, at)
  return {
    held,
    value,
    of: held ? null : of,
    quartiles: null,
    share: isShare ? percent(value, of) : undefined,
    left: leftOf(reason => at(null, reason), answer),
    years,
    bars: barsOf(years),
  }
}

const together = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other

const isThin = (base: number, isShare: boolean) => isShare && base > 0 && base < thresholds.base

const percent = (value: number | null, of: number | null): string | undefined =>
  value !== null && of ? ((value / of) * 100).toFixed(1) : undefined

const rowAt = (answer: Answer, year: string | null, column: string) =>
  [...answer.rows, ...answer.totals].find(row => row.keys[0] === year && row.keys[1] === column)

function medianOf(answer: Answer): Numbers {
  const all: Partial<Row> = answer.totals[0] ?? {}
  return {
    held: all.protected ?? false,
    value: all.value ?? null,
    of: all.of ?? null,
    quartiles: all.quartiles ?? null,
    share: undefined,
    left: leftOf(reason => answer.missing[reason], answer),
    years: [],
    bars: [],
  }
}

/** Only what is there, or is there and protected. */
function leftOf(many: (reason: Reason) => number | null, answer: Answer): Figure['left'] {
  const left = reasons.map(reason => ({ reason, many: many(reason) }))
  return [...left, { reason: 'excluded' as const, many: answer.missing.excluded }].filter(one => one.many !== 0)
}

function yearsOf(answer: Answer, at: (year: string, column: string) => number | null): Year[] {
  const years = (answer.dimensions[0]?.keys ?? []).filter(year => year !== 'unknown')
  const columns = (answer.dimensions[1]?.keys ?? []).filter(column => column !== 'yes' && column !== 'no')
  return years.map(year => {
    const parts = columns.map(column => at(year, column))
    const known = parts.filter(part => part !== null)
    const missing = known.length === parts.length ? known.reduce((all, part) => all + part, 0) : null
    return { year, yes: at(year, 'yes'), missing }
  })
}

/** Own scale, 34 high: the answer dark, the unknown pale on top. */
function barsOf(years: readonly Year[]): Figure['bars'] {
  const most = Math.max(1, ...years.map(({ yes, missing }) => (yes ?? 0) + (missing ?? 0)))
  const tall = (many: number | null) => Math.round(((many ?? 0) / most) * 34)
  return years.map(({ yes, missing }, place) => {
    const [height, paleHeight] = [tall(yes), tall(missing)]
    return { x: place * 19, y: 34 - height, height, pale: 34 - height - paleHeight, paleHeight }
  })
}
