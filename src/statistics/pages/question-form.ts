import { countedFrom } from '../../codebook'
import { Rejected } from '../../core'
import { one, several, type Query } from '../../web'
import type { Catalogue } from '../question/catalogue'
import { codesOf } from '../question/catalogue'
import type { Condition, Question } from '../question/question'
import { readQuestion } from '../question/read-question'

/** One clause of the sentence: what it is about, how, and the values ticked. */
export interface Clause {
  readonly field: string
  readonly operator: string
  readonly values: readonly string[]
}

/** The sentence as it stands in the form; `question` once it is whole. */
export interface Sentence {
  readonly unit: string
  readonly measure: string
  readonly by: readonly [string, string]
  readonly clauses: readonly Clause[]
  readonly basis: string
  readonly from: string
  readonly to: string
  readonly level: string
  readonly scope: string
  readonly question?: Question
  readonly problem?: { readonly key: string; readonly values: Record<string, string | number> }
}

const mostClauses = 8

export function readSentence(query: Query, catalogue: Catalogue): Sentence {
  const json = one(query, 'q')
  if (json !== undefined) return fromJson(json, catalogue)
  const sentence = fromFields(query)
  const isAsked = one(query, 'unit') !== undefined
  const isWhole = sentence.clauses.every(clause => clause.values.length > 0)
  const adds = one(query, 'add') !== undefined
  const clauses =
    adds && sentence.clauses.length < mostClauses
      ? [...sentence.clauses, { field: '', operator: 'is', values: [] }]
      : sentence.clauses
  if (!isAsked || !isWhole || adds) return { ...sentence, clauses }
  return { ...sentence, ...read(questionOf(sentence), catalogue) }
}

function read(question: unknown, catalogue: Catalogue): Pick<Sentence, 'question' | 'problem'> {
  try {
    return { question: readQuestion(question, catalogue) }
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return { problem: { key: error.key, values: error.values } }
  }
}

/** What a sentence says where nothing was chosen. */
const usual = {
  unit: 'detention',
  measure: 'count',
  by1: '',
  by2: '',
  basis: 'event',
  from: '',
  to: '',
  level: countedFrom,
  scope: 'coalition',
} as const

function fromFields(query: Query): Sentence {
  const clauses = Array.from({ length: mostClauses }, (_, i) => ({
    field: one(query, `f${i}`) ?? '',
    operator: one(query, `o${i}`) ?? 'is',
    values: several(query, `v${i}`),
  })).filter(clause => clause.field !== '')
  const said = (name: keyof typeof usual) => one(query, name) ?? usual[name]
  return {
    unit: said('unit'),
    measure: said('measure'),
    by: [said('by1'), said('by2')],
    clauses,
    basis: said('basis'),
    from: said('from'),
    to: said('to'),
    level: said('level'),
    scope: said('scope'),
  }
}

function questionOf({ unit, measure, by, clauses, basis, from, to, level, scope }: Sentence): object {
  const [kind, clock] = measure.split(':')
  return {
    unit,
    measure: kind === 'median' ? { kind, clock } : kind === 'share' ? { kind, of: [] } : { kind: measure },
    where: clauses.map(conditionOf),
    by: by.filter(name => name !== '').map(name => (name.startsWith('clock:') ? { clock: name.slice(6) } : name)),
    period: { basis, ...(from ? { from: `${from}-01-01` } : {}), ...(to ? { to: `${Number(to) + 1}-01-01` } : {}) },
    minimumVerification: level,
    scope,
  }
}

function conditionOf({ field, operator, values }: Clause): object {
  if (!field.startsWith('clock:')) return { field, [operator === 'not' ? 'not' : 'is']: values }
  const clock = field.slice(6)
  const [first = ''] = values
  return operator === 'known'
    ? { clock, known: first !== 'no' }
    : { clock, [operator === 'under' ? 'under' : 'over']: first }
}

function fromJson(json: string, catalogue: Catalogue): Sentence {
  const empty = fromFields({})
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch {
    return { ...empty, problem: { key: 'statistics.errors.shape', values: { what: 'q' } } }
  }
  const found = read(parsed, catalogue)
  return found.question ? { ...sentenceOf(found.question), ...found } : { ...empty, ...found }
}

/** The sentence that would ask this question; conditions too deep for it stay in the question. */
export function sentenceOf({ unit, measure, by, where, period, minimumVerification, scope }: Question): Sentence {
  const [first, second] = by.map(one => ('clock' in one ? `clock:${one.clock}` : one.field))
  return {
    unit,
    measure: measure.kind === 'median' ? `median:${measure.clock}` : measure.kind,
    by: [first ?? '', second ?? ''],
    clauses: where.flatMap(clauseOf),
    basis: period.basis,
    from: period.from?.slice(0, 4) ?? '',
    to: period.to ? String(Number(period.to.slice(0, 4)) - 1) : '',
    level: minimumVerification,
    scope,
  }
}

function clauseOf(one: Condition): Clause[] {
  if ('any' in one || 'all' in one) return []
  if ('clock' in one) return [clockClause(one)]
  return [{ field: one.field, operator: one.operator === 'not' ? 'not' : 'is', values: one.values }]
}

function clockClause(one: Extract<Condition, { clock: string }>): Clause {
  const field = `clock:${one.clock}`
  if ('known' in one) return { field, operator: 'known', values: [one.known ? 'yes' : 'no'] }
  return 'over' in one
    ? { field, operator: 'over', values: [one.over] }
    : { field, operator: 'under', values: [one.under] }
}

/** Whether the sentence says all of the question. */
export const isWholeIn = (question: Question): boolean =>
  question.where.every(one => clauseOf(one).length === 1) &&
  (question.measure.kind !== 'share' || question.measure.of.length === 0) &&
  question.by.every(one => !('clock' in one) || one.edges === undefined)

/** What a clause's field may be asked for. */
export function choicesOf(field: string, catalogue: Catalogue): readonly string[] {
  if (field.startsWith('clock:')) return catalogue.clocks.get(field.slice(6))?.edges ?? []
  return codesOf(field, catalogue) ?? []
}
