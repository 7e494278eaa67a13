import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { dialect, guarded } from '../../src/statistics/export/csv'

/** RFC 4180, read as it is written there. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length;) {
    const [whole, quoted, plain, mark] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/.exec(text.slice(at)) ?? []
    if (whole === undefined) throw new Error(`Not RFC 4180 at ${at}`)
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    at += whole.length
    if (mark === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

describe('a cell of an export', () => {
  it.each(["=cmd|'/c calc'!A1", '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '＋1', '－1', '＠SUM(A1)', '|calc', '%0A'])(
    'is words, not a formula: %j (S57)',
    text => {
      expect(guarded(text)).toBe(`'${text}`)
    },
  ) // prettier-ignore

  it('comes back as it was, but for the mark before what a spreadsheet would run (S57)', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', 'ә', '＝', ' ', "'") }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), rows => {
        const text = stringify(rows, dialect)
        const back = readCsv(text)
        expect(back).toEqual(rows.map(row => row.map(guarded)))
        for (const one of back.flat()) expect(one).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
      }),
    )
  })
})
