import type { Answer, Row } from '../answer'
import { asides } from '../compile/fill'
import { inAddress, statisticsPaths } from '../statistics.paths'
import type { Labels } from './labels'
import { tilesOf, type Tile } from './tiles'

export interface Cell {
  readonly held: boolean
  readonly value: number | null
  readonly of?: number | null | undefined
  readonly quartiles?: Row['quartiles'] | undefined
  /** To the cases behind it. */
  readonly href: string | undefined
}

export interface Head {
  readonly key: string
  readonly text: string
  /** Says why there is no value: drawn apart. */
  readonly aside: boolean
}

export interface AnswerTable {
  readonly kind: 'count' | 'share' | 'median'
  readonly rowName: string
  readonly columns: readonly (Head & { total: Cell })[]
  readonly rows: readonly (Head & { cells: readonly Cell[]; total: Cell })[]
  readonly all: Cell
  readonly bars: readonly (Head & { cell: Cell; width: string })[]
  readonly tiles: readonly Tile[]
  /** More than a third is protected: coarser rows or columns say more. */
  readonly tooFine: boolean
}

export function tableOf(answer: Answer, labels: Labels): AnswerTable {
  const { question, dimensions } = answer
  const kind = question.measure.kind
  const found = new Map([...answer.rows, ...answer.totals].map(row => [JSON.stringify(row.keys), row]))
  const cell = (...keys: (string | null)[]): Cell => {
    const row = found.get(JSON.stringify(keys.slice(0, dimensions.length)))
    if (!row) return { held: false, value: null, href: undefined }
    const opens = !row.protected && (row.value ?? 0) > 0
    return {
      held: row.protected,
      value: row.value,
      of: row.of,
      quartiles: row.quartiles,
      href: opens ? drill(answer, row.keys) : undefined,
    }
  }
  const [down, across] = dimensions
  const head =
    (name: string) =>
    (key: string): Head => ({ key, text: labels.key(name, key), aside: asides.includes(key) })
  const columns = (across?.keys ?? []).map(key => ({ ...head(across?.name ?? '')(key), total: cell(null, key) }))
  const rows = (down?.keys ?? []).map(key => ({
    ...head(down?.name ?? '')(key),
    cells: columns.map(column => cell(key, column.key)),
    total: cell(key, null),
  }))
  const barred = across
    ? columns.map(({ total, ...one }) => ({ ...one, cell: total }))
    : rows.map(({ total, cells: _, ...one }) => ({ ...one, cell: total }))
  const inner = answer.rows.filter(row => row.value !== 0)
  return {
    kind,
    rowName: down ? labels.dimension(down.name) : '',
    columns,
    rows,
    all: cell(null, null),
    bars: withWidths(kind, barred.slice(0, 40)),
    tiles: down?.name === 'region_at_event' && kind !== 'median' ? tilesOf(rows, answer.threshold) : [],
    tooFine: inner.length > 5 && inner.filter(row => row.protected).length * 3 > inner.length,
  }
}

const drill = (answer: Answer, keys: Row['keys']): string =>
  `${statisticsPaths.cases()}?${inAddress(answer.question)}&keys=${encodeURIComponent(JSON.stringify(keys))}`

/** Of a share the bar is the share; else it is measured against the longest. */
function withWidths<T extends { cell: Cell }>(kind: string, rows: readonly T[]): (T & { width: string })[] {
  const size = ({ held, value, of }: Cell) =>
    held || value === null ? 0 : kind === 'share' ? value / (of || 1) : value
  const longest = kind === 'share' ? 1 : Math.max(1, ...rows.map(row => size(row.cell)))
  return rows.map(row => ({ ...row, width: ((size(row.cell) / longest) * 100).toFixed(1) }))
}
