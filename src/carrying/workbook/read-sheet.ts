import { Unreadable } from './unreadable'
import type { Parts } from './read-zip'
import { dayText } from './read-styles'
import { plainText } from './read-texts'
import { readXml, type Attributes } from './read-xml'

/** Something that is no answer: the key of why, under `carrying.wrong`. */
export interface NoAnswer {
  readonly why: 'formula' | 'cellFault'
}
export type Cell = string | number | NoAnswer

export interface Row {
  readonly number: number
  /** By the number of the column, from 1; blank cells are not there. */
  readonly cells: ReadonlyMap<number, Cell>
}

export interface RawSheet {
  readonly rows: readonly Row[]
  /** `B3:C5` ... */
  readonly merged: readonly string[]
}

/** What the cells of one workbook share. */
export interface Shared {
  readonly texts: readonly string[]
  readonly days: ReadonlySet<number>
  readonly isFrom1904: boolean
}

const mostRows = 100_000

interface Open {
  readonly at: number
  readonly type: string
  readonly style: number
  text: string
  isFormula: boolean
}

/** The number of the column of `AB12`. */
export const columnNumber = (address: string): number =>
  [...(/^[A-Z]{1,3}/.exec(address)?.[0] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

export const columnLetters = (number: number): string =>
  number <= 0 ? '' : columnLetters(Math.floor((number - 1) / 26)) + String.fromCharCode(65 + ((number - 1) % 26))

export async function readSheet(parts: Parts, name: string, shared: Shared): Promise<RawSheet> {
  const rows: Row[] = []
  const merged: string[] = []
  let number = 0
  let last = 0
  let cells = new Map<number, Cell>()
  let open: Open | undefined
  let within = ''
  const opens: Record<string, (at: Attributes) => void> = {
    row(at) {
      number = Number(at.r ?? number + 1)
      last = 0
      cells = new Map()
    },
    c(at) {
      last = at.r === undefined ? last + 1 : columnNumber(at.r)
      open = { at: last, type: at.t ?? 'n', style: Number(at.s ?? 0), text: '', isFormula: false }
    },
    f() {
      if (open) open.isFormula = true
    },
    mergeCell: at => void merged.push(at.ref ?? ''),
  }
  const closes: Record<string, () => void> = {
    row() {
      if (cells.size) rows.push({ number, cells })
      if (rows.length > mostRows) throw new Unreadable('tooLong')
    },
    c() {
      const value = open && valueOf(open, shared)
      if (open && value !== undefined) cells.set(open.at, value)
      open = undefined
    },
  }
  await readXml(await parts.open(name), {
    opens(mark, at) {
      opens[mark]?.(at)
      within = mark
    },
    closes(mark) {
      closes[mark]?.()
      within = ''
    },
    text(piece) {
      if (open && (within === 'v' || within === 't')) open.text += piece
    },
  })
  return { rows, merged }
}

function valueOf({ type, style, text, isFormula }: Open, shared: Shared): Cell | undefined {
  if (isFormula) return { why: 'formula' }
  if (type === 'e') return { why: 'cellFault' }
  const said = textOf(type, text, shared)
  if (said.trim() === '') return undefined
  if (type !== 'n') return said
  return numberOf(Number(said), style, shared)
}

function textOf(type: string, text: string, { texts }: Shared): string {
  if (type === 's') return texts[Number(text)] ?? ''
  if (type === 'd') return text.slice(0, 16).replace(/T00:00$/, '')
  return plainText(text)
}

function numberOf(value: number, style: number, { days, isFrom1904 }: Shared): Cell {
  if (Number.isNaN(value)) return { why: 'cellFault' }
  return days.has(style) ? (dayText(value, isFrom1904) ?? { why: 'cellFault' }) : value
}
