import type { z } from 'zod'
import { Rejected } from '../../core'
import type { Catalogue } from './catalogue'
import { codesOf, isCommon } from './catalogue'
import { minutesIn } from './intervals'
import type { By, Condition, Question } from './question'
import { questionShape } from './question'

/** A question that means something here. What is unknown in it is an error that names it; nothing is ever ignored. */
export function readQuestion(input: unknown, catalogue: Catalogue): Question {
  const question = shaped(input)
  if (!catalogue.units.has(question.unit)) refuse('unknownUnit', question.unit, 'unit')
  for (const one of question.where) checkCondition(one, catalogue)
  for (const one of question.by) checkBy(one, catalogue)
  checkMeasure(question, catalogue)
  if (catalogue.units.get(question.unit)?.kind === 'perpetrator') checkIsOfCase(question)
  if (new Set(question.by.map(dimensionName)).size < question.by.length) refuse('sameDimension', '', 'by')
  return question
}

function shaped(input: unknown): Question {
  if (holdsPrototype(input)) refuse('unknownKey', '__proto__', 'question')
  const parsed = questionShape.safeParse(input)
  if (!parsed.success) throw rejection(parsed.error.issues[0])
  return parsed.data
}

/** zod passes over this one name that it does not know. */
const holdsPrototype = (input: unknown): boolean =>
  typeof input === 'object' &&
  input !== null &&
  (Object.hasOwn(input, '__proto__') || Object.values(input).some(holdsPrototype))

/** The persons a question asks about are those harmed: of an alleged perpetrator it would give the wrong one's answer. */
function checkIsOfCase({ where, by, measure }: Question): void {
  const fieldsIn = (one: Condition): string[] => {
    if ('any' in one) return one.any.flatMap(fieldsIn)
    if ('all' in one) return one.all.flatMap(fieldsIn)
    return 'field' in one ? [one.field] : []
  }
  const asked = [...where, ...(measure.kind === 'share' ? measure.of : [])].flatMap(fieldsIn)
  const other = [...asked, ...by.map(dimensionName)].find(name => name.startsWith('person.'))
  if (other !== undefined) refuse('notOfPerpetrator', other, 'unit')
}

export const dimensionName = (one: By): string => ('clock' in one ? one.clock : one.field)

function checkMeasure({ measure }: Question, catalogue: Catalogue): void {
  if (measure.kind === 'median' && !catalogue.clocks.has(measure.clock))
    refuse('unknownClock', measure.clock, 'measure')
  if (measure.kind === 'share') for (const one of measure.of) checkCondition(one, catalogue)
}

function checkBy(one: By, catalogue: Catalogue): void {
  if ('clock' in one) checkClock(one, catalogue)
  else if (!isCommon(one.field)) checkField(one.field, catalogue)
}

function checkClock({ clock, edges = [] }: Extract<By, { clock: string }>, { clocks }: Catalogue): void {
  if (!clocks.has(clock)) refuse('unknownClock', clock, 'by')
  const minutes = edges.map(edge => minutesIn(edge) ?? 0)
  if (minutes.some((edge, i) => edge <= (minutes[i - 1] ?? 0))) refuse('edges', clock, 'by')
}

function checkField(name: string, { fields }: Catalogue): void {
  const field = fields.get(name)
  if (!field || field.kind === 'number') refuse('unknownDimension', name, 'by')
}

function checkCondition(one: Condition, catalogue: Catalogue): void {
  if ('any' in one) {
    for (const inner of one.any) checkCondition(inner, catalogue)
  } else if ('all' in one) {
    for (const inner of one.all) checkCondition(inner, catalogue)
  } else if ('clock' in one) {
    if (!catalogue.clocks.has(one.clock)) refuse('unknownClock', one.clock, 'where')
  } else checkFieldCondition(one, catalogue)
}

function checkFieldCondition(
  { field: name, operator, values }: Extract<Condition, { field: string }>,
  catalogue: Catalogue,
): void {
  const codes = codesOf(name, catalogue)
  if (!codes) return refuse('unknownField', name, 'where')
  if (operator === 'has' && catalogue.fields.get(name)?.kind !== 'codes') refuse('hasNeedsList', name, 'where')
  const unknown = values.find(value => !codes.includes(value))
  if (unknown !== undefined) refuse('unknownCode', unknown, 'where')
}

function refuse(key: string, what: string, field: string): never {
  throw rejected(`statistics.errors.${key}`, what, field)
}

const rejected = (key: string, what: string, field: string) => new Rejected(key, { what }, { [field]: key })

function rejection(issue: z.core.$ZodIssue | undefined): Rejected {
  const path = pathOf(issue)
  const [field = 'question'] = path
  if (issue?.code === 'unrecognized_keys') return rejected('statistics.errors.unknownKey', issue.keys.join(', '), field)
  return rejected(keyOf(issue?.message), path.join('.') || field, field)
}

const keyOf = (message = ''): string => (message.startsWith('statistics.') ? message : 'statistics.errors.shape')

const pathOf = (issue: z.core.$ZodIssue | undefined): string[] => (issue?.path ?? []).map(String)
