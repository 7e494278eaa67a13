import { codebook, type RuleCondition, type SuggestionRule } from '../codebook'
import { clockProperty, type Entry } from '../cases'

/** A violation type the coded facts of an entry point to, by one rule or several; never counted. */
export interface Suggestion {
  readonly violation: string
  readonly rules: readonly SuggestionRule[]
}

type Facts = Readonly<Record<string, unknown>>

/** What the code book's rules see in an entry, each type once. A blank answer fulfils nothing: it is never "no". */
export function suggestionsFor(kind: string, entry: Entry): Suggestion[] {
  const fulfilled = codebook.rules.filter(
    rule => rule.kind === kind && rule.all.every(condition => holds(condition, entry as unknown as Facts)),
  )
  const violations = [...new Set(fulfilled.map(rule => rule.violation))]
  return violations.map(violation => ({ violation, rules: fulfilled.filter(rule => rule.violation === violation) }))
}

function holds(condition: RuleCondition, facts: Facts): boolean {
  if ('clock' in condition) return clockHolds(condition, facts)
  const value = facts[condition.field]
  if (typeof value === 'string') return codeHolds(condition, value)
  return Array.isArray(value) && listHolds(condition, value as string[])
}

type FieldCondition = Exclude<RuleCondition, { clock: string }>

function codeHolds(condition: FieldCondition, code: string): boolean {
  if ('is' in condition) return condition.is.includes(code)
  return 'not' in condition && !condition.not.includes(code)
}

function listHolds(condition: FieldCondition, codes: readonly string[]): boolean {
  if ('has' in condition) return codes.some(code => condition.has.includes(code))
  return 'any' in condition && codes.length > 0
}

/** On the lower bound: what is only possible is not suggested. */
function clockHolds(condition: Extract<RuleCondition, { clock: string }>, facts: Facts): boolean {
  const property = clockProperty(condition.clock)
  const [min, state] = [facts[`${property}Min`], facts[`${property}State`]]
  return 'over' in condition
    ? typeof min === 'number' && min > condition.over
    : typeof state === 'string' && condition.state.includes(state)
}
