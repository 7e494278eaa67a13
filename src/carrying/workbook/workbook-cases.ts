import type { Item, Source } from '../source'
import { FilledSheet, type FilledRow } from './filled-sheet'
import { placeIn, type CaseRows } from './place-in-row'
import { readWorkbook, type NamedSheet } from './read-workbook'
import { noAnswers, textAt } from './row-answers'
import { caseIn } from './row-case'
import { sheetPlans, type SheetPlan } from './sheets'
import { keysRow } from './template-rows'
import { Unreadable } from './unreadable'

/** The cases of a filled workbook; what is wrong with it as a whole is said first. */
export const workbookCases = (read: () => Promise<Buffer>): Source =>
  async function* () {
    try {
      yield* itemsIn(await readWorkbook(await read()))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      yield { row: 1, problem: `carrying.wrong.${error.why}` }
    }
  }

function* itemsIn(found: readonly NamedSheet[]): Generator<Item> {
  const sheets: FilledSheet[] = []
  const plans = sheetPlans()
  for (const one of found) {
    const known = knownSheet(one, plans)
    if (known instanceof FilledSheet) sheets.push(known)
    else if (known === 'unknown') yield whole(one, 'carrying.wrong.unknownSheet')
  }
  if (!sheets.some(sheet => sheet.plan.name === 'cases')) throw new Unreadable('noSheet')
  for (const sheet of sheets) yield* sheet.problems()
  yield* casesIn(sheets)
}

const whole = ({ name: sheet }: NamedSheet, problem: string): Item => ({
  row: 1,
  problem,
  placeOf: () => ({ sheet, row: 1 }),
})

/** A sheet that nobody made for us and that holds something is said to be there: it would be left out unseen. */
function knownSheet(found: NamedSheet, plans: readonly SheetPlan[]): FilledSheet | 'unknown' | undefined {
  const name = nameIn(found)
  if (name === 'guide' || name === 'lists') return undefined
  const plan = plans.find(one => one.name === name)
  if (plan) return new FilledSheet(plan, found)
  return found.rows.length ? 'unknown' : undefined
}

/** What a sheet of ours is called stands before its first key. */
function nameIn({ rows }: NamedSheet): string | undefined {
  const keys = rows.find(row => row.number === keysRow)?.cells.values()
  const first = [...(keys ?? [])].find(key => typeof key === 'string')
  return first?.split('/')[0]
}

function* casesIn(sheets: readonly FilledSheet[]): Generator<Item> {
  const rowsOf = (fits: (name: string) => boolean) =>
    sheets.filter(sheet => fits(sheet.plan.name)).flatMap(sheet => sheet.rows)
  const cases = rowsOf(name => name === 'cases')
  const persons = byCase(rowsOf(name => name === 'persons'))
  const entries = byCase(rowsOf(name => name !== 'cases' && name !== 'persons'))
  yield* withoutCase(cases, [...persons, ...entries])
  for (const row of sheets.flatMap(sheet => sheet.rows)) yield* withoutAnswers(row)
  const seen = new Set<string>()
  for (const row of cases) {
    const id = idIn(row)
    if (id !== '' && seen.has(id)) yield problemAt(row, 'id', 'carrying.wrong.twice')
    else yield itemOf({ row, persons: persons.get(id) ?? [], entries: entries.get(id) ?? [] })
    seen.add(id)
  }
}

/** Rows that name no case, or one that is not there. */
function* withoutCase(cases: readonly FilledRow[], rowsByCase: readonly [string, FilledRow[]][]): Generator<Item> {
  const known = new Set(cases.map(idIn))
  for (const [id, rows] of rowsByCase) {
    if (id === '') yield* rows.map(row => problemAt(row, 'case', 'common.form.missing'))
    else if (!known.has(id)) yield* rows.map(row => problemAt(row, 'case', 'carrying.wrong.noCase'))
  }
}

const withoutAnswers = (row: FilledRow): Item[] =>
  noAnswers(row).map(([key, why]) => problemAt(row, key, `carrying.wrong.${why}`))

const idIn = (row: FilledRow): string => textAt(row, 'id') ?? ''

function byCase(rows: readonly FilledRow[]): Map<string, FilledRow[]> {
  const found = new Map<string, FilledRow[]>()
  for (const row of rows) {
    const id = textAt(row, 'case') ?? ''
    const same = found.get(id) ?? []
    same.push(row)
    found.set(id, same)
  }
  return found
}

const problemAt = (row: FilledRow, key: string, problem: string): Item => ({
  row: row.number,
  problem,
  placeOf: () => row.sheet.placeOf(row.number, key),
})

function itemOf(rows: CaseRows): Item {
  const line = caseIn(rows.row, rows.persons, rows.entries)
  return { row: rows.row.number, thing: line, placeOf: placeIn(rows, line) }
}
