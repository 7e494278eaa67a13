import type { Carried } from '../../cases'
import type { FilledRow } from './filled-sheet'
import { codeIn, severalColumns, type SheetColumn } from './sheets'

/** What stands in one place, as text; nothing where it is blank or no answer. */
export function textAt({ cells }: FilledRow, key: string): string | undefined {
  const cell = cells.get(key)
  return cell === undefined || typeof cell === 'object' ? undefined : String(cell).trim()
}

export function codeAt(row: FilledRow, key: string): string | undefined {
  const text = textAt(row, key)
  return text === undefined ? undefined : codeIn(text)
}

/** The answers in a row, of questions by their names, as a line of a file has them. */
export function answersIn(row: FilledRow, names: ReadonlySet<string>): Carried {
  const answers: Record<string, string | number | readonly string[]> = {}
  for (const column of row.sheet.plan.columns) {
    const [name = '', nth] = column.key.split('#')
    if (!names.has(name)) continue
    const value = nth === undefined ? answerIn(row, column) : nth === '1' ? severalIn(row, name) : undefined
    if (value !== undefined) answers[name] = value
  }
  return answers
}

function answerIn(row: FilledRow, { key, type, codes }: SheetColumn): string | number | undefined {
  const text = codes ? codeAt(row, key) : textAt(row, key)
  if (text === undefined) return undefined
  if (type === 'moment') return asWritten(text)
  return type === 'number' && /^\d[\d\s\u00a0]*$/.test(text) ? Number(text.replace(/\D/g, '')) : text
}

/** `17.12.2024 07:40`, as days are written here, is a moment as files write it. */
const asWritten = (text: string): string =>
  text.replace(
    /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}:\d{2}))?$/,
    (_, day: string, month: string, year: string, time?: string) =>
      `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${time ? `T${time.padStart(5, '0')}` : ''}`,
  )

function severalIn(row: FilledRow, name: string): string[] | undefined {
  const texts = Array.from({ length: severalColumns }, (_, place) => textAt(row, `${name}#${place + 1}`) ?? '')
  const found = texts.flatMap(text => text.split(/[;\n]/)).map(codeIn)
  const codes = [...new Set(found.filter(code => code !== ''))]
  return codes.length ? codes : undefined
}

/** The cells of a row that hold no answer, and the key of why. */
export const noAnswers = ({ cells }: FilledRow): [string, string][] =>
  [...cells].flatMap(([key, cell]): [string, string][] => (typeof cell === 'object' ? [[key, cell.why]] : []))
