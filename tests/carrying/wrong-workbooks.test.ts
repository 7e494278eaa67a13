import { deflateRawSync } from 'node:zlib'
import type { Workbook } from 'exceljs'
import { createTexts } from '../../src/i18n'
import { casesIn } from '../../src/carrying'
import type { Item } from '../../src/carrying/source'
import { everybodyIn } from '../setup/filing'
import { openOffice } from '../setup/office'
import { filesOnDisk } from '../setup/sending'
import { bytesOf, columnAt, emptyTemplate, fill, fillCase, opened, sendsWorkbook, sheetOf } from '../setup/workbook'

const t = createTexts().for('en')
const whole = emptyTemplate().then(bytesOf)
const filledIn = async (): Promise<Workbook> => {
  const book = await opened(await whole)
  fillCase(book, 'K-1')
  return book
}

async function itemsOf(bytes: Buffer): Promise<Item[]> {
  const items: Item[] = []
  const source = casesIn(async function* () {
    // In pieces smaller than what tells a workbook from other files.
    for (let at = 0; at < Math.min(bytes.length, 6); at += 3) yield await Promise.resolve(bytes.subarray(at, at + 3))
    yield bytes.subarray(6)
  })
  for await (const item of source()) items.push(item)
  return items
}

const problems = (items: readonly Item[]) =>
  items.flatMap(({ problem, placeOf }) => (problem ? [[problem.replace('carrying.wrong.', ''), placeOf?.([])]] : []))

describe('a workbook that is not right', () => {
  it('is told sheet, row, column and cell of what is no answer', async () => {
    const book = await filledIn()
    fill(book, 'persons', { case: 'K-9', ref: 'p1', name: { formula: 'A1', result: 'x' } })
    fill(book, 'persons', { ref: 'p2', name: { error: '#N/A' } })
    fill(book, 'cases', { id: 'K-1' })
    sheetOf(book, 'detention').mergeCells('C5:D6')
    sheetOf(book, 'act').getCell(4, 200).value = 'mine'
    sheetOf(book, 'stay').getCell(1, 1).value = 'stay/hall'
    book.addWorksheet('My table').getCell(2, 2).value = 'mine'
    const persons = { sheet: 'Persons' }
    expect(problems(await itemsOf(await bytesOf(book)))).toEqual(
      expect.arrayContaining([
        ['formula', { ...persons, row: 4, column: 'Name', cell: expect.stringMatching(/^[A-Z]+4$/) as string }],
        ['cellFault', { ...persons, row: 5, column: 'Name', cell: expect.stringMatching(/^[A-Z]+5$/) as string }],
        ['noCase', { ...persons, row: 4, column: 'Name of the case', cell: 'A4' }],
        ['twice', { sheet: 'Cases', row: 4, column: 'Name of the case in the file', cell: 'A4' }],
        ['merged', { sheet: 'Detentions', row: 5, cell: 'C5:D6' }],
        ['unknownColumn', { sheet: 'Acts', row: 4, column: 'GR', cell: 'GR4' }],
        ['missingColumn', { sheet: expect.any(String) as string, row: 1 }],
        ['unknownSheet', { sheet: 'My table', row: 1 }],
      ]),
    )
  })

  it('is read although its sheets were renamed and its columns moved', async () => {
    const book = await filledIn()
    const sheet = sheetOf(book, 'persons')
    sheet.name = 'Люди'
    const [from, to] = [columnAt(sheet, 'name'), columnAt(sheet, 'ref')]
    for (let row = 1; row <= 3; row += 1) {
      const [a, b] = [sheet.getCell(row, from).value, sheet.getCell(row, to).value]
      sheet.getCell(row, from).value = b
      sheet.getCell(row, to).value = a
    }
    const [item] = await itemsOf(await bytesOf(book))
    expect(item!.thing).toMatchObject({ persons: [{ ref: 'p1', answers: { name: 'Айгуль Сапарова' } }] })
    expect(item!.placeOf!(['persons', 0, 'answers', 'name'])).toMatchObject({ sheet: 'Люди', row: 3, cell: 'B3' })
  })

  it('is none: cut off, of another kind, of the old format, or without the sheet of cases', async () => {
    const bytes = await whole
    const stranger = await opened(bytes)
    for (const sheet of [...stranger.worksheets]) if (sheet.name !== 'Lists') stranger.removeWorksheet(sheet.id)
    const why = async (file: Buffer) => problems(await itemsOf(file)).map(([key]) => key)
    expect(await why(bytes.subarray(0, bytes.length / 2))).toEqual(['noWorkbook'])
    expect(await why(Buffer.from('PK\u0003\u0004 and nothing'))).toEqual(['noWorkbook'])
    expect(await why(zipOf('word/document.xml', '<w/>'))).toEqual(['noWorkbook'])
    expect(await why(zipOf('xl/workbook.xml', '<workbook><sheets>'))).toEqual(['noWorkbook'])
    expect(await why(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toEqual(['oldWorkbook'])
    expect(await why(await bytesOf(stranger))).toEqual(['noSheet'])
    expect(await why(Buffer.from('PK'))).toEqual(['header'])
  })

  it('is not unpacked when it unfolds to more than a workbook can be, whatever it says of its length', async () => {
    const bomb = ' '.repeat(1024 ** 2)
    expect(problems(await itemsOf(zipOf('xl/workbook.xml', bomb, 300 * 1024 ** 2)))).toEqual([['tooLong', undefined]])
    expect(problems(await itemsOf(zipOf('xl/workbook.xml', bomb, 100)))).toEqual([['noWorkbook', undefined]])
  })

  it('is answered on the page of the file, and nothing of it stays on the disk', async () => {
    const office = await openOffice()
    await everybodyIn(office)
    const page = await sendsWorkbook(office.aigerim, zipOf('a', 'b'))
    expect([page.status, page.text.includes(t('carrying.wrong.noWorkbook'))]).toEqual([200, true])
    expect(filesOnDisk(office)).toEqual([])
    await office.closes()
  })
})

/** A zip of one part, which may lie about how long the part is. */
function zipOf(name: string, content: string, said = Buffer.byteLength(content)): Buffer {
  const packed = deflateRawSync(content)
  const part = Buffer.alloc(30)
  part.writeUInt32LE(0x04034b50, 0)
  const listed = Buffer.alloc(46)
  listed.writeUInt32LE(0x02014b50, 0)
  for (const [head, at] of [[part, 8], [listed, 10]] as const) {
    head.writeUInt16LE(8, at)
    head.writeUInt32LE(packed.length, at + 10)
    head.writeUInt32LE(said, at + 14)
    head.writeUInt16LE(name.length, at + 18)
  } // prettier-ignore
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(listed.length + name.length, 12)
  end.writeUInt32LE(part.length + name.length + packed.length, 16)
  return Buffer.concat([part, Buffer.from(name), packed, listed, Buffer.from(name), end])
}
