import type { Held } from './suppress'

/**
 * A table whose keys overlap (one person under several articles): a total `T` of a row is no sum, it says only that no number of the
 * row is above it and that all of them together reach it. Totals of rows and columns with a hidden number are hidden with it; what
 * the total of all still tells about them is worked out, and rows are added, or that total given up, until it tells too little.
 */
export interface OverlappingTable {
  readonly rows: number
  /** The columns overlap. */
  readonly columns: number
  /** With totals: `rows + 1` by `columns + 1`. */
  readonly values: readonly number[]
  /** The rows exclude each other: their totals add up. */
  readonly rowsAddUp: boolean
}

interface Range {
  readonly low: number
  readonly high: number
}

export function suppressOverlapping(table: OverlappingTable, threshold: number, held: Held): void {
  const { rows, columns } = table
  const all = rows * (columns + 1) + columns
  hideTotals(table, held)
  while (!held[all] && !isEnough(table, threshold, held)) held[rowToHide(table, held) ?? all] = 1
  if (rows === 1) held[columns] = held[all] ?? 0
}

const rowToHide = (table: OverlappingTable, held: Held): number | undefined =>
  table.rowsAddUp && table.rows > 1 ? smallestShownTotal(table, held) : undefined

/** With a number its totals go; the total of a lone row is the total of all. */
function hideTotals({ rows, columns }: OverlappingTable, held: Held): void {
  const width = columns + 1
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (!held[row * width + column]) continue
      held[rows * width + column] = 1
      if (rows > 1) held[row * width + columns] = 1
    }
  }
}

function isEnough(table: OverlappingTable, threshold: number, held: Held): boolean {
  const wide = ({ low, high }: Range) => high - low >= threshold
  const totals = totalRanges(table, held)
  const isRowEnough = (row: number) => {
    const total = totals[row] ?? { low: 0, high: 0 }
    const { shown, hidden } = rowOf(table, held, row)
    const isTotalHeld = held[row * (table.columns + 1) + table.columns] === 1
    if (isTotalHeld && !wide(total)) return false
    return hidden === 0 || wide({ low: hidden === 1 ? Math.max(0, total.low - sum(shown)) : 0, high: total.high })
  }
  return Array.from({ length: table.rows }, (_, row) => row).every(isRowEnough)
}

/** What can be known of each row's total from the total of all and the row's own shown numbers. */
function totalRanges(table: OverlappingTable, held: Held): Range[] {
  const { rows, columns, values, rowsAddUp } = table
  const width = columns + 1
  const all = values[rows * width + columns] ?? 0
  const own = Array.from({ length: rows }, (_, row): Range => {
    const value = values[row * width + columns] ?? 0
    if (rows === 1 || !held[row * width + columns]) return { low: value, high: value }
    const { shown, hidden } = rowOf(table, held, row)
    return { low: Math.max(0, ...shown), high: Math.min(all, hidden > 0 ? Infinity : sum(shown)) }
  })
  const lows = sum(own.map(one => one.low))
  const highs = sum(own.map(one => one.high))
  return own.map(({ low, high }) => ({
    low: Math.max(low, all - (highs - high)),
    high: rowsAddUp ? Math.min(high, all - (lows - low)) : high,
  }))
}

function rowOf({ columns, values }: OverlappingTable, held: Held, row: number): { shown: number[]; hidden: number } {
  const start = row * (columns + 1)
  const shown: number[] = []
  for (let at = start; at < start + columns; at += 1) if (!held[at]) shown.push(values[at] ?? 0)
  return { shown, hidden: columns - shown.length }
}

function smallestShownTotal({ rows, columns, values }: OverlappingTable, held: Held): number | undefined {
  const width = columns + 1
  const shown = Array.from({ length: rows }, (_, row) => row * width + columns).filter(
    at => !held[at] && (values[at] ?? 0) > 0,
  )
  return shown.sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))[0]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
