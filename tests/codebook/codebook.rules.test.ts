import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codebook, loadCodebook } from '../../src/codebook'
import { packageRoot } from '../../src/core'

describe('the code book', () => {
  it('has all articles and violation types, each with words in three languages and provisions', () => {
    expect(codebook.articles).toHaveLength(27)
    expect(codebook.types).toHaveLength(100)
    expect(codebook.provisions.slice(0, 3)).toEqual(['1', '2(1)', '2(3)'])
    expect(codebook.label('regions', 'KZ-10', 'kk')).toBe('Абай облысы')
    expect(codebook.clockRule('recording', '2024-12-17')?.limit?.value).toBe(3)
    expect(codebook.clockRule('recording', '2010-01-01')).toBeUndefined()
  })

  it.each([
    [
      'violation-types.json',
      (data: { label: { kk: string } }[]) => (data[0]!.label.kk = ''),
      /violation-types\.json: 0\.label\.kk/,
    ],
    [
      'suggestion-rules.json',
      (data: { violation: string }[]) => (data[0]!.violation = 'V99.99'),
      /V99\.99, which does not exist/,
    ],
    ['articles.json', (data: unknown[]) => data.pop(), /articles\.json/],
    ['violation-types.json', (data: { code: string }[]) => (data[1]!.code = data[0]!.code), /stands twice/],
    [
      'clock-rules.json',
      (data: { validFrom: string }[]) => (data[0]!.validFrom = '31.12.2015'),
      /clock-rules\.json: 0\.validFrom/,
    ],
  ])('refuses to start with a damaged %s and names the place', (file, damage, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'codebook-'))
    cpSync(join(packageRoot, 'src/codebook/data'), folder, { recursive: true })
    const data = JSON.parse(readFileSync(join(folder, file), 'utf8')) as never
    damage(data)
    writeFileSync(join(folder, file), JSON.stringify(data))
    expect(() => loadCodebook(folder)).toThrow(message)
  })
})
