import type { Workbook } from 'exceljs'
import { choiceText, type SheetColumn, type SheetPlan, type Tongue } from './sheets'

/** Where the choices of a column stand, as a formula of its drop-down. */
export type ListPlaces = ReadonlyMap<SheetColumn, string>

const sheetName = 'Lists'

/** Writes every list once to a sheet out of sight. */
export function addLists(book: Workbook, plans: readonly SheetPlan[], tongue: Tongue): ListPlaces {
  const sheet = book.addWorksheet(sheetName, { state: 'hidden' })
  const known = new Map<string, string>()
  const places = new Map<SheetColumn, string>()
  for (const column of plans.flatMap(plan => plan.columns)) {
    if (!column.codes) continue
    const name = `${column.list ?? ''}/${column.codes.join()}`
    const formula = known.get(name) ?? addList(column.codes, column.list)
    known.set(name, formula)
    places.set(column, formula)
  }
  return places

  function addList(codes: readonly string[], list: string | undefined): string {
    const at = known.size + 1
    sheet.getCell(1, at).value = `lists/${list ?? codes.join()}`
    for (const [turn, code] of codes.entries()) sheet.getCell(turn + 2, at).value = choiceText(code, list, tongue)
    const { letter } = sheet.getColumn(at)
    return `${sheetName}!$${letter}$2:$${letter}$${codes.length + 1}`
  }
}
