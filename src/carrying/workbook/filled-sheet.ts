import type { Item, Place } from '../source'
import { columnLetters, type Cell, type Row } from './read-sheet'
import type { NamedSheet } from './read-workbook'
import type { SheetColumn, SheetPlan } from './sheets'
import { firstRow, headingRow, keysRow } from './template-rows'

/** A row as it was filled in: what stands in it, by the key of its column. */
export interface FilledRow {
  readonly sheet: FilledSheet
  readonly number: number
  readonly cells: ReadonlyMap<string, Cell>
}

/** A sheet of the template, found again by the keys in its hidden row, whatever it is called. */
export class FilledSheet {
  readonly rows: readonly FilledRow[]
  private readonly columns = new Map<string, number>()
  private readonly headings: ReadonlyMap<number, Cell>

  constructor(
    readonly plan: SheetPlan,
    private readonly found: NamedSheet,
  ) {
    const own = `${plan.name}/`
    for (const [at, key] of cellsOf(found, keysRow))
      if (typeof key === 'string' && key.startsWith(own)) this.columns.set(key.slice(own.length), at)
    this.headings = cellsOf(found, headingRow)
    this.rows = found.rows.filter(row => row.number >= firstRow).map(row => this.filled(row))
  }

  /** Where something of a row stands, as people see it. */
  placeOf(row: number, key?: string): Place {
    const at = this.columns.get(key ?? '') ?? this.columns.get(`${key}#1`)
    const sheet = this.found.name
    if (at === undefined) return { sheet, row }
    return { sheet, row, column: this.headingOf(at), cell: `${columnLetters(at)}${row}` }
  }

  /** What makes the sheet as a whole unfit to be read. */
  problems(): Item[] {
    return [...this.unknownColumns(), ...this.merged(), ...this.missing()]
  }

  column(key: string): SheetColumn | undefined {
    return this.plan.columns.find(column => column.key === key)
  }

  private filled({ number, cells }: Row): FilledRow {
    const byKey = [...this.columns].flatMap(([key, at]): [string, Cell][] => {
      const value = cells.get(at)
      return value === undefined ? [] : [[key, value]]
    })
    return { sheet: this, number, cells: new Map(byKey) }
  }

  private headingOf(at: number): string {
    const heading = this.headings.get(at)
    return typeof heading === 'string' ? heading.replace(/ \*$/, '') : columnLetters(at)
  }

  /** A column somebody added, or one whose key is not known: what stands there would be left out unseen. */
  private unknownColumns(): Item[] {
    const known = new Set([...this.columns].filter(([key]) => this.column(key)).map(([, at]) => at))
    const used = new Map<number, number>()
    for (const { number, cells } of this.found.rows)
      for (const at of cells.keys()) if (!known.has(at) && number !== headingRow && !used.has(at)) used.set(at, number)
    return [...used].map(([at, row]) => ({
      row,
      problem: 'carrying.wrong.unknownColumn',
      placeOf: () => ({ sheet: this.found.name, row, column: this.headingOf(at), cell: `${columnLetters(at)}${row}` }),
    }))
  }

  private merged(): Item[] {
    return this.found.merged.flatMap(range => {
      const [first = 0, last = first] = range.split(':').map(cell => Number(/\d+$/.exec(cell)?.[0] ?? 0))
      const place = { sheet: this.found.name, row: first, cell: range }
      return last < firstRow ? [] : [{ row: first, problem: 'carrying.wrong.merged', placeOf: () => place }]
    })
  }

  private missing(): Item[] {
    const gone = this.plan.columns.filter(column => column.required && !this.columns.has(column.key))
    const place = { sheet: this.found.name, row: keysRow }
    return gone.map(() => ({ row: keysRow, problem: 'carrying.wrong.missingColumn', placeOf: () => place }))
  }
}

const rowOf = ({ rows }: NamedSheet, number: number): Row | undefined => rows.find(row => row.number === number)

const cellsOf = (found: NamedSheet, row: number): ReadonlyMap<number, Cell> => rowOf(found, row)?.cells ?? new Map()
