import { Rejected } from '../../core'
import { exclusions, reasons, type Axis, type RawAnswer } from '../answer'
import { codesOf, type Catalogue } from '../question/catalogue'
import { intervalsOf } from '../question/intervals'
import type { By, Question } from '../question/question'
import { dimensionName } from '../question/read-question'
import { no, statuses, yes } from './statuses'
import { read, talliesOf, wholeLevel, type Rows } from './tallies'

type Counted = Pick<RawAnswer, 'rows' | 'columns' | 'tallies' | 'missing' | 'excluded'>

const mostCells = 5000
/** The level at which a median's statement gives each unit once. */
export const unitsOfMedian = 4
/** Keys that say why there is no value, always behind the others. */
export const asides = ['none', 'not_classified', 'unknown', 'not_asked', 'refused', 'na', 'not_computable']

/** What the database gave, set into a table with totals. */
export function fill(question: Question, catalogue: Catalogue, addsUp: readonly boolean[], given: Rows): Counted {
  const rows = read(given)
  const found = rows.filter(row => row.level === 3 && (row.status === yes || row.status === no))
  const [one, two] = question.by
  const first = axisOf(one, catalogue, new Set(found.map(row => row.k1)), addsUp[0] ?? true)
  const second = axisOf(two, catalogue, new Set(found.map(row => row.k2)), addsUp[1] ?? true)
  if (first.keys.length * second.keys.length > mostCells) {
    throw new Rejected('statistics.errors.tooMany', {}, { by: 'statistics.errors.tooMany' })
  }
  const { kind } = question.measure
  const whole = kind === 'median' ? unitsOfMedian : wholeLevel(first, second)
  const left = (status: number) =>
    rows.filter(row => row.level === whole && row.status === status).reduce((all, row) => all + row.many, 0)
  const leftFor = <Name extends keyof typeof statuses>(names: readonly Name[]) =>
    Object.fromEntries(names.map(name => [name, left(statuses[name])])) as Record<Name, number>
  return {
    rows: first,
    columns: second,
    tallies: talliesOf(first, second, rows, kind === 'count'),
    missing: leftFor(reasons),
    excluded: leftFor(exclusions),
  }
}

function axisOf(by: By | undefined, catalogue: Catalogue, present: ReadonlySet<string>, addsUp: boolean): Axis {
  if (!by) return { name: '', keys: [''], addsUp: true }
  const ordered = orderOf(by, catalogue)
  const isWhole = 'clock' in by || by.field === 'region_at_event'
  const inOrder = ordered.filter(key => isWhole || present.has(key))
  const others = [...present].filter(key => !ordered.includes(key) && !asides.includes(key)).sort()
  return {
    name: dimensionName(by),
    keys: [...inOrder, ...others, ...asides.filter(key => present.has(key) && !ordered.includes(key))],
    addsUp,
  }
}

function orderOf(by: By, catalogue: Catalogue): readonly string[] {
  if ('clock' in by) return intervalsOf(by.edges ?? catalogue.clocks.get(by.clock)?.edges ?? []).map(one => one.key)
  const codes = codesOf(by.field, catalogue)
  return (codes ?? []).filter(code => !asides.includes(code) && code !== 'UNKNOWN')
}
