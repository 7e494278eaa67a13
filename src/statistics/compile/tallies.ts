import type { Axis, Tally } from '../answer'
import { no, yes } from './statuses'

/** What a statement gives: how many units of one status stand under a pair of keys, at one level of totals. */
export interface Grouped {
  readonly level: number
  readonly k1: string
  readonly k2: string
  readonly status: number
  readonly many: number
  readonly persons: number
  readonly quartiles?: readonly [number, number, number] | undefined
}

export type Rows = readonly Readonly<Record<string, unknown>>[]

export const read = (rows: Rows): Grouped[] =>
  rows.map(row => ({
    level: Number(row.level),
    k1: String(row.k1),
    k2: String(row.k2),
    status: Number(row.status),
    many: Number(row.many),
    persons: Number(row.persons),
    quartiles: row.middle === undefined ? undefined : [Number(row.low), Number(row.middle), Number(row.high)],
  }))

/** The level whose rows hold each unit exactly once. */
export const wholeLevel = (first: Pick<Axis, 'addsUp'>, second: Pick<Axis, 'addsUp'>): number =>
  first.addsUp ? (second.addsUp ? 3 : 2) : second.addsUp ? 1 : 0

const nothing: Tally = { yes: 0, base: 0, persons: 0 }

/** The table with its totals: sums where the keys add up, counted on their own where they overlap or are medians. */
export function talliesOf(first: Axis, second: Axis, rows: readonly Grouped[], isCount: boolean): Tally[] {
  const hasAllLevels = rows.some(row => row.level === 0)
  const given = merged(rows, isCount)
  const at = (level: number, k1: string, k2: string) => given.get(nameOf(level, k1, k2)) ?? nothing
  const across = (k1: string) => second.keys.map(k2 => at(3, k1, k2))
  const ofRow = (k1: string) => (second.addsUp && !hasAllLevels ? sum(across(k1)) : at(2, k1, ''))
  const ofColumn = (k2: string) =>
    first.addsUp && !hasAllLevels ? sum(first.keys.map(k1 => at(3, k1, k2))) : at(1, '', k2)
  const all = () => {
    if (hasAllLevels || wholeLevel(first, second) === 0) return at(0, '', '')
    return sum(first.addsUp ? first.keys.map(ofRow) : second.keys.map(ofColumn))
  }
  return [...first.keys.flatMap(k1 => [...across(k1), ofRow(k1)]), ...second.keys.map(ofColumn), all()]
}

const nameOf = (level: number, k1: string, k2: string) => JSON.stringify([level, k1, k2])

function merged(rows: readonly Grouped[], isCount: boolean): Map<string, Tally> {
  const given = new Map<string, Tally>()
  for (const { level, k1, k2, status, many, persons, quartiles } of rows) {
    if (status !== yes && (isCount || status !== no)) continue
    const name = nameOf(level, k1, k2)
    const before = given.get(name) ?? nothing
    const own = status === yes ? { yes: many, persons, quartiles } : {}
    given.set(name, { ...before, ...own, base: before.base + many })
  }
  return given
}

/** Persons may be the same in several parts: no fewer than in the largest, and all when each unit is another person. */
export function sum(parts: readonly Tally[]): Tally {
  const add = (pick: (one: Tally) => number) => parts.reduce((all, one) => all + pick(one), 0)
  const [all, base] = [add(one => one.yes), add(one => one.base)]
  const isOneEach = parts.every(one => one.persons === one.yes)
  return { yes: all, base, persons: isOneEach ? all : Math.max(0, ...parts.map(one => one.persons)) }
}
