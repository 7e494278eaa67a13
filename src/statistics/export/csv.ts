import { stringify, type Options } from 'csv-stringify'
import type { Readable } from 'node:stream'
import type { Translate } from '../../i18n'
import type { Answer, Row } from '../answer'
import { exclusions, reasons } from '../answer'
import { unitText } from '../dimensions'
import type { Labels } from '../pages/labels'

/** A cell that a spreadsheet would run as a formula gets an apostrophe; numbers of ours stay numbers. */
export const guarded = (text: string): string => (/^[\s]*[=+\-@\t\r|%＝＋－＠]/.test(text) ? `'${text}` : text)

/** RFC 4180; a lone CR or LF in a cell is quoted, too. */
export const dialect: Options = { record_delimiter: 'windows', quoted_match: /[\r\n]/, cast: { string: guarded } }

/** The answer as a table that carries what it needs to be understood alone: unit, basis, base, date, code book. */
export function csvOf(answer: Answer, labels: Labels, t: Translate): Readable {
  const lines = [...headOf(answer, labels, t), [], ...bodyOf(answer, labels, t)]
  return stringify(lines, { bom: true, ...dialect })
}

type Line = (string | number)[]

function headOf(answer: Answer, labels: Labels, t: Translate): Line[] {
  const { question } = answer
  const said = (value: number | null) => value ?? t('statistics.held')
  const period = [question.period.from ?? '', question.period.to ?? '']
  return [
    [t('statistics.csv.question'), labels.reading(question)],
    [t('statistics.csv.unit'), t(`${unitText(question.unit)}.many`)],
    [t('statistics.csv.basis'), t(`statistics.bases.${answer.dateBasis}`)],
    [t('statistics.csv.period'), ...period],
    [t('statistics.csv.verification'), labels.level(question.minimumVerification)],
    [t('statistics.csv.scope'), t(`statistics.scopes.${question.scope}`)],
    [t('statistics.csv.base'), said(answer.base)],
    ...reasons.map((reason): Line => [t(`statistics.missing.${reason}`), said(answer.missing[reason])]),
    ...exclusions.map((reason): Line => [t(`statistics.excluded.${reason}`), said(answer.excluded[reason])]),
    [t('statistics.csv.threshold'), answer.threshold],
    [t('statistics.csv.codebook'), answer.codebook],
    [t('statistics.csv.asOf'), answer.asOf],
    ...answer.notes.map((note): Line => [t('statistics.csv.note'), t(note, { threshold: answer.threshold })]),
  ]
}

function bodyOf(answer: Answer, labels: Labels, t: Translate): Line[] {
  const kind = answer.question.measure.kind
  const names = answer.dimensions.map(({ name }) => labels.dimension(name))
  const columns = {
    count: [t('statistics.csv.value')],
    share: [t('statistics.csv.value'), t('statistics.csv.of')],
    median: [t('statistics.csv.median'), t('statistics.csv.lower'), t('statistics.csv.upper'), t('statistics.csv.of')],
  }[kind]
  const key = (row: Row, at: number): string => {
    const name = answer.dimensions[at]?.name ?? ''
    const code = row.keys[at]
    return code === null || code === undefined ? t('statistics.all') : labels.key(name, code)
  }
  const said = (value: number | null | undefined, isHeld: boolean) => value ?? (isHeld ? t('statistics.held') : '')
  const numbers = (row: Row): Line => {
    const value = said(row.value, row.protected)
    if (kind === 'count') return [value]
    const of = said(row.of, row.protected)
    if (kind === 'share') return [value, of]
    return [value, row.quartiles?.[0] ?? '', row.quartiles?.[2] ?? '', of]
  }
  const lines = [...answer.rows, ...answer.totals].map(row => [...names.map((_, at) => key(row, at)), ...numbers(row)])
  return [[...names, ...columns], ...lines]
}
