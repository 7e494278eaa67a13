import type { Language } from '../../i18n'
import { reasons, type Answer, type Reason, type Row } from '../answer'
import type { Indicator } from '../findings'
import { thresholds } from '../protection/protect'
import type { Question } from '../question/question'

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
}

export function figureOf(
  indicator: Indicator,
  question: Question,
  answer: Answer,
  language: Language,
  href: string,
): Figure {
  const shared = {
    id: indicator.id,
    kind: question.measure.kind,
    sentence: indicator.sentence[language],
    base: indicator.base?.[language] ?? '',
    href,
  }
  if (question.measure.kind === 'median') return { ...shared, ...medianOf(answer), years: [], bars: [] }
  const at = (year: string | null, column: string): number | null => rowAt(answer, year, column)?.value ?? null
  const total = (column: string) => at(null, column)
  const [yes, no] = [total('yes'), question.measure.kind === 'share' ? total('no') : 0]
  const of = yes === null || no === null ? null : yes + no
  const isThin = question.measure.kind === 'share' && of !== null && of > 0 && of < thresholds.base
  const held = yes === null || of === null || isThin
  const value = held || of === 0 ? null : yes
  const years = yearsOf(answer, at)
  return {
    ...shared,
    held,
    value,
    of: held ? null : of,
    quartiles: null,
    share: value !== null && of && question.measure.kind === 'share' ? ((value / of) * 100).toFixed(1) : undefined,
    left: leftOf(reason => total(reason), answer),
    years,
    bars: barsOf(years),
  }
}

const rowAt = (answer: Answer, year: string | null, column: string) =>
  [...answer.rows, ...answer.totals].find(row => row.keys[0] === year && row.keys[1] === column)

function medianOf(answer: Answer): Pick<Figure, 'held' | 'value' | 'of' | 'quartiles' | 'share' | 'left'> {
  const [all] = answer.totals
  return {
    held: all?.protected ?? false,
    value: all?.value ?? null,
    of: all?.of ?? null,
    quartiles: all?.quartiles ?? null,
    share: undefined,
    left: leftOf(reason => answer.missing[reason], answer),
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
    const isWhole = parts.every(part => part !== null)
    return {
      year,
      yes: at(year, 'yes'),
      missing: isWhole ? parts.reduce((all: number, part) => all + (part ?? 0), 0) : null,
    }
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
