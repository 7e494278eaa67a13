import type { Answer, Row } from '../answer'
import { asides } from '../compile/fill'
import { casesHref } from '../statistics.paths'
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
  /** Rows and columns that say why there is no value: the line above the table names them too. */
  readonly gaps: readonly { readonly name: string; readonly parts: readonly Gap[] }[]
  /** More than a third is protected: coarser rows or columns say more. */
  readonly tooFine: boolean
}

interface Gap {
  readonly text: string
  /** Null is protected. */
  readonly many: number | null
}

type CellAt = (...keys: (string | null)[]) => Cell
type Dimension = Answer['dimensions'][number] | undefined

export function tableOf(answer: Answer, labels: Labels): AnswerTable {
  const [down, across] = answer.dimensions
  const kind = answer.question.measure.kind
  const cell = cellsOf(answer)
  const columns = headsOf(across, labels).map(one => ({ ...one, total: cell(null, one.key) }))
  const rows = headsOf(down, labels).map(one => ({
    ...one,
    cells: columns.map(column => cell(one.key, column.key)),
    total: cell(one.key, null),
  }))
  const barred = (across ? columns : rows).map(({ key, text, aside, total }) => ({ key, text, aside, cell: total }))
  const isMap = down?.name === 'region_at_event' && kind !== 'median'
  return {
    kind,
    rowName: down ? labels.dimension(down.name) : '',
    columns,
    rows,
    all: cell(null, null),
    bars: withWidths(kind, barred.slice(0, 40)),
    gaps: [gapsOf(down, rows, labels), gapsOf(across, columns, labels)].filter(gap => gap.parts.length > 0),
    tiles: isMap ? tilesOf(rows, answer.threshold) : [],
    tooFine: isTooFine(answer),
  }
}

const headsOf = (dimension: Dimension, labels: Labels): Head[] =>
  dimension?.keys.map(key => ({ key, text: labels.key(dimension.name, key), aside: asides.includes(key) })) ?? []

/** Of a count the number itself, of a share or a median what it rests on. */
function gapsOf(dimension: Dimension, heads: readonly (Head & { total: Cell })[], labels: Labels) {
  const manyIn = ({ held, value, of }: Cell) => (held ? null : (of ?? value ?? 0))
  const parts = heads.filter(head => head.aside).map(({ text, total }): Gap => ({ text, many: manyIn(total) }))
  return { name: dimension ? labels.dimension(dimension.name) : '', parts: parts.filter(part => part.many !== 0) }
}

function cellsOf(answer: Answer): CellAt {
  const found = new Map([...answer.rows, ...answer.totals].map(row => [JSON.stringify(row.keys), row]))
  return (...keys) => {
    const row = found.get(JSON.stringify(keys.slice(0, answer.dimensions.length)))
    if (!row) return { held: false, value: null, href: undefined }
    const opens = !row.protected && (row.value ?? 0) > 0
    const { value, of, quartiles } = row
    return { held: row.protected, value, of, quartiles, href: opens ? casesHref(answer.question, row.keys) : undefined }
  }
}

function isTooFine({ rows }: Answer): boolean {
  const some = rows.filter(row => row.value !== 0)
  return some.length > 5 && some.filter(row => row.protected).length * 3 > some.length
}

/** Of a share the bar is the share; else it is measured against the longest. */
function withWidths<T extends { cell: Cell }>(kind: string, rows: readonly T[]): (T & { width: string })[] {
  const size = ({ held, value, of }: Cell) =>
    held || value === null ? 0 : kind === 'share' ? value / (of || 1) : value
  const longest = kind === 'share' ? 1 : Math.max(1, ...rows.map(row => size(row.cell)))
  return rows.map(row => ({ ...row, width: ((size(row.cell) / longest) * 100).toFixed(1) }))
}
