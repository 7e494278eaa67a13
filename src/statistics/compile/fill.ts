import { Rejected } from '../../core'
import type { Axis, RawAnswer, Tally } from '../answer'
import { isCommon, type Catalogue } from '../question/catalogue'
import { intervalsOf } from '../question/intervals'
import type { By, Question } from '../question/question'
import { dimensionName } from '../question/read-question'
import { statuses } from './statuses'

export type Rows = readonly Readonly<Record<string, unknown>>[]
type Counted = Pick<RawAnswer, 'rows' | 'columns' | 'tallies' | 'missing' | 'excluded'>

const mostCells = 5000
const nothing: Tally = { yes: 0, base: 0, persons: 0 }
/** Keys that say why there is no value, always behind the others. */
export const asides = ['none', 'not_classified', 'unknown', 'not_asked', 'refused', 'na', 'not_computable']

/** What the database gave, set into a table with totals. */
export function fill(question: Question, catalogue: Catalogue, addsUp: readonly boolean[], rows: Rows): Counted {
  const found = rows.filter(row => number(row, 'level') === 3 && (number(row, 'base') > 0 || number(row, 'yes') > 0))
  const [first, second] = [0, 1].map(place =>
    axisOf(question.by[place], catalogue, found, `k${place + 1}`, addsUp[place] ?? true),
  )
  if (!first || !second) throw new Error('A table has two axes')
  if (first.keys.length * second.keys.length > mostCells)
    throw new Rejected('statistics.errors.tooMany', {}, { by: 'statistics.errors.tooMany' })
  const left = (status: number) => rows.reduce((all, row) => all + number(row, `s${status}`), 0)
  const { unknown, not_asked, refused, na, not_computable, verification, refuted, consent } = statuses
  return {
    rows: first,
    columns: second,
    tallies: tally(first, second, rows, question),
    missing: {
      unknown: left(unknown),
      not_asked: left(not_asked),
      refused: left(refused),
      na: left(na),
      not_computable: left(not_computable),
    },
    excluded: { verification: left(verification), refuted: left(refuted), consent: left(consent) },
  }
}

const number = (row: Rows[number] | undefined, name: string): number => Number(row?.[name] ?? 0)

function axisOf(by: By | undefined, catalogue: Catalogue, found: Rows, column: string, addsUp: boolean): Axis {
  if (!by) return { name: '', keys: [''], addsUp: true }
  const present = new Set(found.map(row => String(row[column])))
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
  const codes = isCommon(by.field) ? catalogue.common.get(by.field) : catalogue.fields.get(by.field)?.codes
  return (codes ?? []).filter(code => !asides.includes(code) && code !== 'UNKNOWN')
}

function tally(first: Axis, second: Axis, rows: Rows, question: Question): Tally[] {
  const hasOwnTotals = rows.some(row => number(row, 'level') === 0 || number(row, 'level') === 2)
  const key = (level: number, k1: string, k2: string) => `${level}\u0000${k1}\u0000${k2}`
  const given = new Map<string, Tally>()
  for (const row of rows) given.set(key(number(row, 'level'), String(row.k1), String(row.k2)), tallyOf(row, question))
  const inside = (k1: string, k2: string) => given.get(key(3, k1, k2)) ?? nothing
  const total = (level: number, k1: string, k2: string, parts: () => Tally[]) =>
    hasOwnTotals ? (given.get(key(level, k1, k2)) ?? nothing) : sum(parts())
  const acrossRow = (k1: string) => second.keys.map(k2 => inside(k1, k2))
  const downColumn = (k2: string) => first.keys.map(k1 => inside(k1, k2))
  const all = () => first.keys.flatMap(acrossRow)
  return [
    ...first.keys.flatMap(k1 => [...acrossRow(k1), total(2, k1, '', () => acrossRow(k1))]),
    ...second.keys.map(k2 => total(1, '', k2, () => downColumn(k2))),
    total(0, '', '', all),
  ]
}

function tallyOf(row: Rows[number], { measure }: Question): Tally {
  const yes = number(row, 'yes')
  const base = measure.kind === 'count' ? yes : number(row, 'base')
  const quartiles =
    measure.kind === 'median' ? ([number(row, 'low'), number(row, 'middle'), number(row, 'high')] as const) : undefined
  return { yes, base, persons: number(row, 'persons'), quartiles }
}

/** Persons may be the same in several parts: no fewer than in the largest, and all when each unit is another person. */
function sum(parts: readonly Tally[]): Tally {
  const add = (pick: (one: Tally) => number) => parts.reduce((all, one) => all + pick(one), 0)
  const yes = add(one => one.yes)
  const isOneEach = parts.every(one => one.persons === one.yes)
  return { yes, base: add(one => one.base), persons: isOneEach ? yes : Math.max(0, ...parts.map(one => one.persons)) }
}
