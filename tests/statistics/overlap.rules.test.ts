import fc from 'fast-check'
import { suppressOverlapping } from '../../src/statistics/protection/overlap'

const k = 3
const most = 9

/** Every way the hidden numbers of a table with two rows and overlapping columns can be filled so that it stays possible. */
function ranges(rows: number, columns: number, shown: readonly (number | null)[]): { low: number; high: number }[] {
  const hidden = shown.flatMap((value, at) => (value === null ? [at] : []))
  const seen = hidden.map(() => ({ low: Infinity, high: -Infinity }))
  const filled = shown.map(value => value ?? 0)
  const try_ = (next: number): void => {
    if (next < hidden.length) {
      for (let value = 0; value <= most * 2; value += 1) {
        filled[hidden[next]!] = value
        try_(next + 1)
      }
      return
    }
    if (!isPossible(rows, columns, filled)) return
    hidden.forEach((at, i) => {
      seen[i]!.low = Math.min(seen[i]!.low, filled[at]!)
      seen[i]!.high = Math.max(seen[i]!.high, filled[at]!)
    })
  }
  try_(0)
  return seen
}

function isPossible(rows: number, columns: number, values: readonly number[]): boolean {
  const at = (row: number, column: number) => values[row * (columns + 1) + column]!
  let all = 0
  for (let row = 0; row < rows; row += 1) {
    const cells = Array.from({ length: columns }, (_, column) => at(row, column))
    const total = at(row, columns)
    if (total < Math.max(...cells) || total > cells.reduce((a, b) => a + b, 0)) return false
    all += total
  }
  for (let column = 0; column < columns; column += 1) {
    let sum = 0
    for (let row = 0; row < rows; row += 1) sum += at(row, column)
    if (sum !== at(rows, column)) return false
  }
  return all === at(rows, columns)
}

describe('protection where one person stands under several keys', () => {
  it('leaves every hidden number of a list a range of at least the threshold', () => {
    const list = fc
      .array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 4 })
      .chain(cells =>
        fc.integer({ min: Math.max(...cells), max: cells.reduce((a, b) => a + b, 0) }).map(total => ({ cells, total })),
      )
    fc.assert(
      fc.property(list, ({ cells, total }) => {
        const truth = [...cells, total, ...cells, total]
        const shown = hide(1, cells.length, truth)
        const open = shown.filter((value): value is number => value !== null)
        expect(open.filter(value => value > 0 && value < k)).toEqual([])
        if (shown.at(-1) === null) return // nothing is said about any sum: any number is possible
        if (shown.filter(value => value === null).length > 4) return // the same numbers twice: too many to try out
        for (const { low, high } of ranges(1, cells.length, shown)) expect(high - low).toBeGreaterThanOrEqual(k)
      }),
      { numRuns: 300 },
    )
  })

  it('leaves every hidden number of two rows a range of at least the threshold', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    fc.assert(
      fc.property(row, row, ([a, b, x], [c, d, y]) => {
        const total = (one: number, two: number, part: number) =>
          Math.max(one, two) + Math.round(part * Math.min(one, two))
        const [first, second] = [total(a, b, x), total(c, d, y)]
        const shown = hide(2, 2, [a, b, first, c, d, second, a + c, b + d, first + second])
        expect(shown.filter(value => value !== null && value > 0 && value < k)).toEqual([])
        const many = shown.filter(value => value === null).length
        if (shown.at(-1) === null || many > 4) return
        for (const { low, high } of ranges(2, 2, shown)) expect(high - low).toBeGreaterThanOrEqual(k)
      }),
      { numRuns: 300 },
    )
  })
})

function hide(rows: number, columns: number, truth: readonly number[]): (number | null)[] {
  const held = Uint8Array.from(truth, value => (value > 0 && value < k ? 1 : 0))
  suppressOverlapping({ rows, columns, values: truth, rowsAddUp: true }, k, held)
  return truth.map((value, at) => (held[at] ? null : value))
}
