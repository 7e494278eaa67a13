import { Workbook, type Worksheet } from 'exceljs'
import { addLists, type ListPlaces } from './lists-sheet'
import { sheetPlans, type SheetColumn, type SheetPlan, type Tongue } from './sheets'
import { firstRow, headingRow, keysRow } from './template-rows'

/** Rows that have drop-downs. */
const lastRow = 2000

const paper = 'FFF4F1EA'

/** What exceljs knows and its types leave out. */
interface Validated {
  readonly dataValidations: { add(range: string, rule: object): void }
}

/** An empty workbook to fill in, made from the declarations: a sheet for cases, for persons, and for each kind of entry. */
export async function template(tongue: Tongue): Promise<Buffer> {
  const book = new Workbook()
  book.creator = 'Dalel'
  addGuide(book, tongue)
  const plans = sheetPlans()
  const names = sheetNames(plans, tongue)
  const sheets = plans.map(plan => book.addWorksheet(names.get(plan.name)))
  const places = addLists(book, plans, tongue)
  for (const [at, plan] of plans.entries()) fillSheet(sheets[at], plan, places, tongue)
  return Buffer.from(await book.xlsx.writeBuffer())
}

function addGuide(book: Workbook, { t }: Tongue): void {
  const sheet = book.addWorksheet(t('carrying.book.guide'))
  sheet.getRow(keysRow).hidden = true
  sheet.getCell(keysRow, 1).value = 'guide'
  sheet.getColumn(1).width = 100
  sheet.getCell(headingRow, 1).value = t('carrying.book.title')
  sheet.getCell(headingRow, 1).font = { bold: true, size: 14 }
  for (const [at, line] of t('carrying.book.steps').split('\n').entries()) {
    const cell = sheet.getCell(firstRow + at, 1)
    cell.value = line
    cell.alignment = { wrapText: true, vertical: 'top' }
  }
}

/** Excel takes names of up to 31 characters, each once. */
function sheetNames(plans: readonly SheetPlan[], { t }: Tongue): Map<string, string> {
  const names = new Map<string, string>()
  for (const { name, title } of plans) {
    const short = t(title).replace(/[\\/*?:[\]]/g, ' ').slice(0, 31).trim() // prettier-ignore
    const isTaken = [...names.values()].some(one => one.toLowerCase() === short.toLowerCase())
    names.set(name, isTaken ? `${short.slice(0, 27)} ${names.size}` : short)
  }
  return names
}

function fillSheet(sheet: Worksheet | undefined, { name, columns }: SheetPlan, places: ListPlaces, tongue: Tongue) {
  if (!sheet) return
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: headingRow, topLeftCell: 'C3' }]
  for (const [at, column] of columns.entries()) {
    const letters = sheet.getColumn(at + 1).letter
    sheet.getColumn(at + 1).width = widthOf(column)
    // As text: else Excel makes its own days and numbers of what is typed.
    sheet.getColumn(at + 1).style = { numFmt: '@', alignment: { vertical: 'top', wrapText: column.type === 'text' } }
    sheet.getCell(keysRow, at + 1).value = `${name}/${column.key}`
    const heading = sheet.getCell(headingRow, at + 1)
    heading.value = `${column.label(tongue)}${column.required ? ' *' : ''}`
    heading.style = {
      font: { bold: true },
      alignment: { wrapText: true, vertical: 'top' },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: paper } },
      border: { bottom: { style: 'medium' } },
    }
    const formula = places.get(column)
    if (formula) dropDown(sheet, `${letters}${firstRow}:${letters}${lastRow}`, formula, column, tongue)
  }
  sheet.getRow(keysRow).hidden = true
}

function widthOf({ type, codes }: SheetColumn): number {
  if (codes) return 26
  return type === 'number' ? 14 : 22
}

/** Several answers may stand in one cell: there the drop-down helps and does not insist. */
function dropDown(sheet: Worksheet, range: string, formula: string, { type }: SheetColumn, { t }: Tongue): void {
  ;(sheet as unknown as Validated).dataValidations.add(range, {
    type: 'list',
    allowBlank: true,
    formulae: [formula],
    showErrorMessage: type !== 'codes',
    errorTitle: t('carrying.book.choose'),
    error: t('common.form.unknownChoice'),
  })
}
