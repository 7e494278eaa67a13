import fc from 'fast-check'
import { protect } from '../../src/statistics/protection/protect'
import type { Answer, Axis, RawAnswer, Tally } from '../../src/statistics/answer'
import type { Question } from '../../src/statistics/question/question'
import { feasible } from './attacker'

const k = 5
const count: Question = {
  unit: 'detention',
  measure: { kind: 'count' },
  where: [],
  by: [{ field: 'region_at_event' }, { field: 'person.sex' }],
  period: { basis: 'event' },
  minimumVerification: 'V2',
  scope: 'coalition',
}
const axis = (name: string, many: number, addsUp = true): Axis => ({
  name,
  keys: Array.from({ length: many }, (_, i) => `${name}${i}`),
  addsUp,
})
const tally = (yes: number, base = yes): Tally => ({ yes, base, persons: yes })
const none = { unknown: 0, not_asked: 0, refused: 0, na: 0, not_computable: 0 }

/** The numbers with their totals, row after row. */
function withTotals(cells: readonly (readonly number[])[]): number[] {
  const columns = cells[0]!.length
  const rows = cells.map(row => [...row, row.reduce((a, b) => a + b, 0)])
  const last = Array.from({ length: columns + 1 }, (_, c) => rows.reduce((all, row) => all + row[c]!, 0))
  return [...rows, last].flat()
}

function raw(tallies: readonly Tally[], rows: Axis, columns: Axis, question: Question = count): RawAnswer {
  const excluded = { verification: 0, refuted: 0, consent: 0, secrecy: 0 }
  return { question, rows, columns, tallies, missing: none, excluded, codebook: '1', asOf: '2025-01-01T00:00:00.000Z' }
}

/** What is printed of a two-way answer, in the order of the table; `what` picks the number. */
function printed(
  answer: Answer,
  rows: Axis,
  columns: Axis,
  what: (row: Answer['rows'][number]) => number | null,
): (number | null)[] {
  const found = new Map([...answer.rows, ...answer.totals].map(row => [JSON.stringify(row.keys), row]))
  return [...rows.keys, null].flatMap(r =>
    [...columns.keys, null].map(c => {
      const row = found.get(JSON.stringify([r, c]))!
      return row.protected ? null : what(row)
    }),
  )
}

const smallTable = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })).chain(([rows, columns]) =>
  fc.array(
    fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 60 })), {
      minLength: columns,
      maxLength: columns,
    }),
    { minLength: rows, maxLength: rows },
  ),
)

describe('protection of a table with totals', () => {
  it('leaves every hidden number a range of at least the threshold, and hides every small one', () => {
    fc.assert(
      fc.property(smallTable, cells => {
        const rows = axis('r', cells.length)
        const columns = axis('c', cells[0]!.length)
        const truth = withTotals(cells)
        const answer = protect(
          raw(
            truth.map(one => tally(one)),
            rows,
            columns,
          ),
        )
        const shown = printed(answer, rows, columns, row => row.value)
        shown.forEach((value, at) => expect(value === null || value === truth[at]).toBe(true))
        expect(shown.filter(value => value !== null && value > 0 && value < k)).toEqual([])
        for (const { low, high } of feasible({ rows: cells.length, columns: cells[0]!.length, shown }, truth)) {
          expect(high - low).toBeGreaterThanOrEqual(k)
        }
      }),
      { numRuns: 600 },
    )
  })

  it('protects yes and no of a share alike', () => {
    const share: Question = { ...count, measure: { kind: 'share', of: [] } }
    fc.assert(
      fc.property(
        smallTable,
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 49, maxLength: 49 }),
        (cells, noes) => {
          const rows = axis('r', cells.length)
          const columns = axis('c', cells[0]!.length)
          const yes = withTotals(cells)
          const no = withTotals(cells.map((row, r) => row.map((_, c) => noes[r * 7 + c]!)))
          const answer = protect(
            raw(
              yes.map((one, i) => tally(one, one + no[i]!)),
              rows,
              columns,
              share,
            ),
          )
          const size = { rows: cells.length, columns: cells[0]!.length }
          const shownYes = printed(answer, rows, columns, row => row.value ?? 0)
          const shownNo = printed(answer, rows, columns, row => row.of! - (row.value ?? 0))
          expect([...shownYes, ...shownNo].filter(value => value !== null && value > 0 && value < k)).toEqual([])
          for (const { low, high } of feasible({ ...size, shown: shownYes }, yes))
            expect(high - low).toBeGreaterThanOrEqual(k)
          for (const { low, high } of feasible({ ...size, shown: shownNo }, no))
            expect(high - low).toBeGreaterThanOrEqual(k)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('hides what few persons stand behind, however many units they are', () => {
    const rows = axis('r', 2)
    const columns = axis('c', 1)
    const tallies = [7, 7, 30, 30, 37, 37].map(tallied => ({ ...tally(tallied), persons: tallied === 7 ? 1 : tallied }))
    const answer = protect(raw(tallies, rows, columns))
    expect(answer.rows.map(row => row.value)).toEqual([null, null])
    expect(answer.base).toBe(37)
  })

  it('raises the threshold where the question is sensitive', () => {
    const rows = axis('r', 2)
    const columns: Axis = { name: 'person.vulnerability_markers', keys: ['LGBTIQ'], addsUp: true }
    const values = withTotals([[8], [40]]).map(one => tally(one))
    const answer = protect(raw(values, rows, columns))
    expect(answer.threshold).toBe(10)
    expect(answer.rows.map(row => row.value)).toEqual([null, null])
  })

  it('keeps the totals where the inside gives cover enough', () => {
    const rows = axis('r', 3)
    const columns = axis('c', 3)
    const values = withTotals([
      [2, 20, 30],
      [14, 25, 9],
      [31, 8, 17],
    ]).map(one => tally(one))
    const answer = protect(raw(values, rows, columns))
    expect(answer.totals.filter(row => row.protected)).toEqual([])
    expect(answer.rows.filter(row => row.protected)).toHaveLength(4)
  })

  it('takes under a second for 40 by 40', () => {
    const cells = Array.from({ length: 40 }, (_, r) =>
      Array.from({ length: 40 }, (_, c) => (r * 7 + c * 13 + ((r * c) % 11)) % 17),
    )
    const rows = axis('r', 40)
    const columns = axis('c', 40)
    const values = withTotals(cells)
    const started = performance.now()
    const answer = protect(
      raw(
        values.map(one => tally(one)),
        rows,
        columns,
      ),
    )
    expect(performance.now() - started).toBeLessThan(1000)
    const shown = printed(answer, rows, columns, row => row.value)
    expect(shown.filter(value => value !== null && value > 0 && value < k)).toEqual([])
  })

  it('shows no median that rests on fewer than ten, and none to the minute', () => {
    const median: Question = {
      ...count,
      by: [{ field: 'region_at_event' }],
      measure: { kind: 'median', clock: 'recording' },
    }
    const rows = axis('r', 2)
    const columns = axis('c', 1)
    const of = (n: number): Tally => ({ ...tally(n), quartiles: [61, 557, 1234] })
    const answer = protect(raw([of(9), of(9), of(40), of(40), of(49), of(49)], rows, columns, median))
    expect(answer.rows).toMatchObject([
      { value: null, protected: true, of: 9 },
      { value: 560, quartiles: [60, 560, 1230], of: 40 },
    ])
  })

  it('holds small counts of what was left out', () => {
    const rows = axis('r', 1)
    const columns = axis('c', 1)
    const answer = protect({
      ...raw(
        [40, 40, 40, 40].map(one => tally(one)),
        rows,
        columns,
      ),
      missing: { ...none, unknown: 3, not_asked: 12, refused: 30 },
      excluded: { verification: 14, refuted: 2, consent: 6, secrecy: 0 },
    })
    expect(answer.missing.unknown).toBeNull()
    expect(answer.missing.not_computable).toBe(0)
    expect(answer.excluded.refuted).toBeNull()
    expect(Object.values(answer.excluded).filter(one => one === null).length).toBeGreaterThan(1)
  })
})
