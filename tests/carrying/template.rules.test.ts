import '../setup/made-up-kind'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kinds, typeOf } from '../../src/cases'
import { template } from '../../src/carrying'
import { aboutColumns, entryColumns, personColumns } from '../../src/carrying/columns'
import { templateCommand } from '../../src/commands/carry'
import { createTexts, languages } from '../../src/i18n'
import { withMadeUpTexts } from '../setup/made-up-kind'
import { dropDowns, headings, keysOf, opened, sheetOf } from '../setup/workbook'

const texts = withMadeUpTexts(createTexts())

describe('the workbook to fill in', () => {
  it.each(languages)('has every kind, every question and every list, in %s', async language => {
    const t = texts.for(language)
    const bytes = await template({ language, t })
    const book = await opened(bytes)
    const lists = book.getWorksheet('Lists')!
    expect(lists.state).toBe('hidden')
    const asked = { cases: aboutColumns, persons: personColumns, ...Object.fromEntries(kinds.map(kind => [kind.name, entryColumns(kind)])) } // prettier-ignore
    for (const [name, columns] of Object.entries(asked)) {
      const sheet = sheetOf(book, name)
      const keys = keysOf(sheet)
      const drops = await dropDowns(bytes, book, sheet)
      expect(new Set(keys).size).toBe(keys.length)
      expect(sheet.getRow(1).hidden).toBe(true)
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 })
      for (const column of columns) {
        const own = column.type === 'codes' ? ['#1', '#2', '#3'].map(nth => column.name + nth) : [column.name]
        for (const key of own) {
          expect([name, keys.includes(key)]).toEqual([name, true])
          expect(headings(sheet)[keys.indexOf(key)]).toContain(t(column.text))
          expect([key, drops.get(key)?.map(text => /\[(.*)\]$/.exec(text)?.[1])]).toEqual([key, column.codes])
        }
      }
    }
    expect(book.worksheets[0]!.getCell(3, 1).text).toBe(t('carrying.book.steps').split('\n')[0])
  })

  it('names each sheet once, as Excel can call it', async () => {
    for (const language of languages) {
      const names = (await opened(await template({ language, t: texts.for(language) }))).worksheets.map(one => one.name)
      expect(new Set(names.map(name => name.toLowerCase())).size).toBe(kinds.length + 4)
      expect(names.filter(name => name.length > 31 || /[\\/*?:[\]]/.test(name))).toEqual([])
    }
  })

  it('has a question of every type in the made-up kind, too', () => {
    const madeUp = kinds.find(kind => kind.name === 'made_up')!
    expect(Object.entries(madeUp.fields).flatMap(([name, field]) => typeOf(field).cells(name, field)).length).toBeGreaterThan(12)
  }) // prettier-ignore

  it('is written by `dalel template`, never over another file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'template-')), 'cases.xlsx')
    await templateCommand(file, 'kk')
    const book = await opened(readFileSync(file))
    expect(book.worksheets[1]!.name).toBe(texts.for('kk')('carrying.book.cases'))
    await expect(templateCommand(file, 'kk')).rejects.toThrow('EEXIST')
    await expect(templateCommand(`${file}2`, 'de')).rejects.toThrow('en, ru or kk')
  })
})
