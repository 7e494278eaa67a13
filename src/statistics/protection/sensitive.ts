import type { RawAnswer } from '../answer'
import type { Condition } from '../question/question'

/** What harms most when a person is recognised by it: the higher threshold holds for every number beside it. */
const codes = new Set([
  ...['LGBTIQ', 'MINOR', 'sogi', 'under_14', '14_17'],
  ...['M_SEXUAL', 'M_PENETRATE', 'M_REPRO', 'PEN_WOMEN', 'PEN_JUV', 'SPEC_SCHOOL', 'CHILD_HOME'],
  ...['V07.05', 'V07.06', 'V07.07', 'V08.01', 'V10.06', 'V14.15', 'V24.01', 'V26.01'],
])

/** Fields that are sensitive whatever their value. */
const fields = new Set(['person.vulnerability_markers', 'act.bias_motive'])

export function isSensitive({ question, rows, columns }: Pick<RawAnswer, 'question' | 'rows' | 'columns'>): boolean {
  const { measure, where } = question
  const conditions = measure.kind === 'share' ? [...where, ...measure.of] : where
  const asked =
    conditions.some(isSensitiveCondition) || question.by.some(one => 'field' in one && fields.has(one.field))
  return asked || [...rows.keys, ...columns.keys].some(key => codes.has(key))
}

function isSensitiveCondition(one: Condition): boolean {
  if ('any' in one) return one.any.some(isSensitiveCondition)
  if ('all' in one) return one.all.some(isSensitiveCondition)
  if ('clock' in one) return false
  return fields.has(one.field) || one.values.some(value => codes.has(value))
}
