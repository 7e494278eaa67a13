import { text } from 'node:stream/consumers'
import { Workbook, type CellValue, type Worksheet } from 'exceljs'
import { template } from '../../src/carrying'
import { partsIn } from '../../src/carrying/workbook/read-zip'
import { createTexts, type Language } from '../../src/i18n'
import type { Page } from './browser-of-tests'
import { whenReady } from './carrying'
import type { Person } from './people'

export async function opened(bytes: Buffer): Promise<Workbook> {
  const book = new Workbook()
  // exceljs would lay out each drop-down cell by cell.
  await book.xlsx.load(bytes as unknown as Parameters<Workbook['xlsx']['load']>[0], {
    ignoreNodes: ['dataValidations'],
  })
  return book
}

export const emptyTemplate = async (language: Language = 'en'): Promise<Workbook> =>
  opened(await template({ language, t: createTexts().for(language) }))

/** The sheet whose columns have keys that begin so. */
export const sheetOf = (book: Workbook, name: string): Worksheet =>
  book.worksheets.find(sheet => sheet.getCell(1, 1).text.startsWith(`${name}/`))!

export const keysOf = (sheet: Worksheet): string[] =>
  (sheet.getRow(1).values as string[]).slice(1).map(key => key.split('/')[1] ?? '')

export const headings = (sheet: Worksheet): string[] => (sheet.getRow(2).values as string[]).slice(1)

/** What the drop-down of each column offers, as it stands in the file itself. */
export async function dropDowns(bytes: Buffer, book: Workbook, sheet: Worksheet): Promise<Map<string, string[]>> {
  const part = await (await partsIn(bytes)).open(`xl/worksheets/sheet${book.worksheets.indexOf(sheet) + 1}.xml`)
  const xml = await text(part!)
  const found = xml.matchAll(
    /<dataValidation [^>]*sqref="([A-Z]+)3:[^>]*><formula1>Lists!\$([A-Z]+)\$2:\$[A-Z]+\$(\d+)</g,
  )
  const lists = book.getWorksheet('Lists')!
  return new Map(
    [...found].map(([, column = '', list = '', last = '']) => [
      keysOf(sheet)[sheet.getColumn(column).number - 1] ?? '',
      Array.from({ length: Number(last) - 1 }, (_, at) => lists.getCell(`${list}${at + 2}`).text),
    ]),
  )
}

export type Answers = Readonly<Record<string, CellValue>>

export function columnAt(sheet: Worksheet, key: string): number {
  const keys = sheet.getRow(1).values as string[]
  const at = keys.findIndex(one => one?.split('/')[1] === key)
  if (at < 1) throw new Error(`No column ${key} on ${sheet.name}`)
  return at
}

/** Fills the next row of a sheet in, as somebody does who chooses from the drop-downs. */
export function fill(book: Workbook, name: string, answers: Answers): number {
  const sheet = sheetOf(book, name)
  const row = Math.max(2, ...rowsOf(sheet)) + 1
  for (const [key, value] of Object.entries(answers)) sheet.getCell(row, columnAt(sheet, key)).value = value
  return row
}

function rowsOf(sheet: Worksheet): number[] {
  const rows: number[] = []
  sheet.eachRow((_, number) => void rows.push(number))
  return rows
}

/** One case as somebody would fill it in. */
export function fillCase(book: Workbook, id: string, about: Answers = {}): void {
  fill(book, 'cases', { id, state: 'open', title: `Задержание ${id}`, risk: 'high', secrecyAsked: 'no', words: 'Меня держали ночь.', ...about })
  fill(book, 'persons', { case: id, ref: 'p1', role: 'Victim [VICTIM]', name: 'Айгуль Сапарова', 'consent-C_STORE': 'Given [given]' })
  fill(book, 'detention', { case: id, person: 'p1', deFactoAt: '2024-12-17T07:40', 'deFactoAt.source': 'person', fingerprinted: 'Yes [yes]' })
} // prettier-ignore

export const bytesOf = async (book: Workbook): Promise<Buffer> => Buffer.from(await book.xlsx.writeBuffer())

/** Sends a workbook through the page and waits until it is looked through. */
export async function sendsWorkbook(person: Person, bytes: Buffer, name = 'cases.xlsx'): Promise<Page> {
  await person.opens('/carrying')
  const form = new FormData()
  for (const [field, value] of new URLSearchParams(person.formOf('#import', {}).body)) form.append(field, value)
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  return whenReady(person, await person.opens('/carrying/import', { method: 'POST', body: form }))
}
