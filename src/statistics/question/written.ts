import type { Condition, Question } from './question'

/** A question in the words it is written in, which is how it is read again. */
export function written({ where, measure, by, ...rest }: Question): object {
  return {
    ...rest,
    measure: measure.kind === 'share' ? { ...measure, of: measure.of.map(writtenCondition) } : measure,
    where: where.map(writtenCondition),
    by: by.map(one => ('clock' in one && one.edges === undefined ? { clock: one.clock } : one)),
  }
}

function writtenCondition(one: Condition): object {
  if ('any' in one) return { any: one.any.map(writtenCondition) }
  if ('all' in one) return { all: one.all.map(writtenCondition) }
  return 'clock' in one ? one : { field: one.field, [one.operator]: one.values }
}
