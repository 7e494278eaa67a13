import { codebook } from '../../codebook'
import type { Language, Translate } from '../../i18n'
import { asides } from '../compile/fill'
import { questionsOf, unitText } from '../dimensions'
import type { Catalogue } from '../question/catalogue'
import type { By, Condition, Question } from '../question/question'

/** Names of what a question is made of, in one language. */
export interface Labels {
  dimension(name: string): string
  key(dimension: string, key: string): string
  duration(text: string): string
  /** A level of verification in words, its code beside it. */
  level(code: string): string
  condition(one: Condition): string
  /** The plain reading of a question: the title of its answer. */
  reading(question: Question): string
}

export type Names = ReadonlyMap<string, string>

export function labelsIn(language: Language, t: Translate, catalogue: Catalogue, organisations: Names): Labels {
  const isClock = (name: string) => catalogue.clocks.has(name)
  const dimension = (name: string) =>
    t(isClock(name) ? `statistics.clocks.${name}` : (catalogue.fields.get(name)?.text ?? `statistics.fields.${name}`))

  const duration = (text: string) => {
    const [, number = '', unit = ''] = /^(\d+)(min|h|d)$/.exec(text) ?? []
    return t(`statistics.durations.${unit}`, { number })
  }

  const interval = (key: string) => {
    const [from = '', to] = key.endsWith('+') ? [key.slice(0, -1)] : key.split('-')
    if (to === undefined) return t('statistics.intervals.over', { from: duration(from) })
    return from === '0'
      ? t('statistics.intervals.under', { to: duration(to) })
      : t('statistics.intervals.between', { from: duration(from), to: duration(to) })
  }

  const asItIs = (code: string) => code
  const special: Readonly<Record<string, (code: string) => string>> = {
    year: asItIs,
    month: asItIs,
    provision: asItIs,
    organisation: code => organisations.get(code) ?? code,
    region_at_event: code => codebook.label('regions', code, language),
    article: code => t('statistics.article', { article: code }),
    violation: code => `${code} ${codebook.type(code)?.label[language] ?? ''}`,
  }

  const key = (name: string, code: string): string => {
    if (asides.includes(code)) return t(`statistics.keys.${code}`)
    if (isClock(name)) return interval(code)
    const label = special[name]
    return label ? label(code) : codeLabel(catalogue.fields.get(name)?.list ?? 'answer_values', code)
  }

  const codeLabel = (name: string, code: string): string =>
    name.startsWith(questionsOf)
      ? t(`entries.${name.slice(questionsOf.length)}.fields.${code}`)
      : codebook.label(name, code, language)

  const list = (parts: readonly string[], word: 'and' | 'or') => parts.join(` ${t(`statistics.reading.${word}`)} `)

  const condition = (one: Condition): string => {
    if ('any' in one) return `(${list(one.any.map(condition), 'or')})`
    if ('all' in one) return `(${list(one.all.map(condition), 'and')})`
    if ('clock' in one) return clockCondition(one)
    const values = list(
      one.values.map(value => key(one.field, value)),
      'or',
    )
    return t(`statistics.reading.${one.operator === 'not' ? 'isNot' : 'is'}`, { field: dimension(one.field), values })
  }

  const clockCondition = (one: Extract<Condition, { clock: string }>): string => {
    const clock = dimension(one.clock)
    if ('known' in one) return t(`statistics.reading.${one.known ? 'known' : 'notKnown'}`, { clock })
    return 'over' in one
      ? t('statistics.reading.over', { clock, limit: duration(one.over) })
      : t('statistics.reading.under', { clock, limit: duration(one.under) })
  }

  const nameOf = (by: By) => dimension('clock' in by ? by.clock : by.field)

  const reading = ({ unit, measure, by, where }: Question): string => {
    const units = t(`${unitText(unit)}.many`)
    const clock = measure.kind === 'median' ? dimension(measure.clock) : ''
    const head = t(`statistics.reading.${measure.kind}`, { units, clock })
    const split = by.length ? t('statistics.reading.by', { what: list(by.map(nameOf), 'and') }) : ''
    const conditions = where.length ? t('statistics.reading.where', { what: list(where.map(condition), 'and') }) : ''
    const base =
      measure.kind === 'share' && measure.of.length
        ? t('statistics.reading.of', { what: list(measure.of.map(condition), 'and') })
        : ''
    return [head, split, conditions, base].filter(part => part !== '').join(' ')
  }

  const level = (code: string) => t(`common.levels.${code}`)

  return { dimension, key, duration, level, condition, reading }
}
