import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codebook, loadCodebook } from '../../src/codebook'
import { packageRoot } from '../../src/core'
import { languages } from '../../src/i18n'
import { rawSyntax } from './raw-syntax'

const kazakh = /[әғқңөұүһі]/i

describe('the code book', () => {
  it('has all articles and violation types, each with words in three languages and provisions', () => {
    expect(codebook.articles).toHaveLength(27)
    expect(codebook.types).toHaveLength(100)
    expect(codebook.provisions.slice(0, 3)).toEqual(['1', '2(1)', '2(3)'])
    expect(codebook.label('regions', 'KZ-10', 'kk')).toBe('Абай облысы')
  })

  it.each(['definition', 'suggestedBy'] as const)('says the %s of every type in three languages of their own', what => {
    for (const { code, [what]: said } of codebook.types) {
      expect([code, new Set(Object.values(said)).size]).toEqual([code, languages.length])
      expect([code, said.en]).toEqual([code, expect.not.stringMatching(/[а-яё]/i)])
      expect([code, said.ru]).toEqual([code, expect.not.stringMatching(kazakh)])
      expect([code, said.kk]).toEqual([code, expect.stringMatching(kazakh)])
      for (const text of Object.values(said)) {
        expect([code, text]).toEqual([code, expect.stringMatching(/^[\p{Lu}\d].*\.$/u)])
        expect([code, text]).toEqual([code, expect.not.stringMatching(rawSyntax)])
      }
    }
  })

  it('defines each type in one to three sentences that name the same neighbours in every language', () => {
    const neighbours = (text: string) => [...text.matchAll(/V\d\d\.\d\d/g)].map(([code]) => code)
    for (const { code, definition } of codebook.types) {
      for (const text of Object.values(definition)) {
        expect([code, text.split(/(?<=\.) (?=\p{Lu})/u).length <= 3]).toEqual([code, true])
        expect([code, neighbours(text)]).toEqual([code, neighbours(definition.en)])
      }
    }
    expect(new Set(codebook.types.map(type => type.definition.en)).size).toBe(100)
  })

  it('gives every provision in use a short title in three languages', () => {
    const used = [...codebook.types, ...codebook.indicators].flatMap(one => one.provisions)
    for (const code of new Set(used)) {
      const titles = languages.map(language => codebook.provisionTitle(code, language))
      expect([code, ...titles]).toEqual([code, ...titles.map(() => expect.stringMatching(/^.{3,90}$/))])
      expect([code, new Set(titles).size]).toEqual([code, languages.length])
    }
    expect(codebook.provisionTitle('14(3)(f)', 'kk')).toBe('Тегін аудармашы')
    expect(codebook.provisionTitle('7', 'en')).toBe('Prohibition of torture and ill-treatment')
  })

  it.each([
    ['recording', '2010-01-01', undefined, undefined],
    ['recording', '2024-12-17', 3, 'medium'],
    ['first-lawyer', '2024-12-17', 24, 'low'],
    ['relative-told', '2024-12-17', undefined, 'high'],
    ['before-judge', '2018-02-28', 72, 'low'],
    ['before-judge', '2018-03-01', 48, 'medium'],
    ['consulate-told', '2024-12-17', 24, 'high'],
    ['temporary-stay', '2024-12-17', undefined, 'low'],
    ['examination-done', '2018-03-31', undefined, undefined],
    ['examination-done', '2024-12-17', undefined, 'unknown'],
    ['registered', '2024-12-17', 24, 'low'],
    ['decided', '2024-12-17', undefined, 'low'],
    ['recording-answered', '2021-06-30', 15, 'low'],
    ['recording-answered', '2021-07-01', 15, 'low'],
    ['before-judgment', '2024-12-17', undefined, 'low'],
    ['information-answered', '2024-12-17', 15, 'low'],
  ])('holds the clock %s of %s against the limit of that day', (id, day, limit, confidence) => {
    const rule = codebook.clockRule(id, day)
    expect(rule?.limit?.value).toBe(limit)
    expect(rule?.confidence).toBe(confidence)
  })

  it.each<[file: string, what: string, damage: (data: never) => unknown, message: RegExp]>([
    [
      'violation-types.json',
      'a label',
      (data: { label: { kk: string } }[]) => (data[0]!.label.kk = ''),
      /0\.label\.kk/,
    ],
    ...languages.map((language): [string, string, (data: never) => unknown, RegExp] => [
      'violation-types.json',
      `a definition in ${language} missing`,
      (data: { definition: Record<string, string> }[]) => Reflect.deleteProperty(data[7]!.definition, language),
      new RegExp(`violation-types\\.json: 7\\.definition\\.${language}`),
    ]),
    [
      'violation-types.json',
      'a definition that leads nowhere',
      (data: { definition: { ru: string } }[]) => (data[3]!.definition.ru += ' V99.99'),
      /definition of V02\.03 sends to V99\.99/,
    ],
    [
      'violation-types.json',
      'a code twice',
      (data: { code: string }[]) => (data[1]!.code = data[0]!.code),
      /stands twice/,
    ],
    [
      'suggestion-rules.json',
      'a type unknown',
      (data: { violation: string }[]) => (data[0]!.violation = 'V99.99'),
      /V99\.99, which does not exist/,
    ],
    ['articles.json', 'an article missing', (data: unknown[]) => data.pop(), /articles\.json/],
    [
      'articles.json',
      'a title missing',
      (data: { provisions: unknown[] }[]) => data[8]!.provisions.shift(),
      /articles\.json: 9\(1\) has no title/,
    ],
    [
      'clock-rules.json',
      'a day of another form',
      (data: { validFrom: string }[]) => (data[0]!.validFrom = '31.12.2015'),
      /clock-rules\.json: 0\.validFrom/,
    ],
    [
      'clock-rules.json',
      'two limits on one day',
      (data: { id: string; validTo: string | null }[]) =>
        (data.find(rule => rule.id === 'before-judge')!.validTo = null),
      /before-judge from 2015-01-01 has days that contradict/,
    ],
    [
      'clock-rules.json',
      'a version between other moments',
      (data: { id: string; to: string }[]) => (data.findLast(rule => rule.id === 'before-judge')!.to = 'releasedAt'),
      /before-judge from 2018-03-01 measures something else/,
    ],
    [
      'clock-rules.json',
      'hours counted by working days',
      (data: { limit: { counting: string } }[]) => (data[0]!.limit.counting = 'working'),
      /clock-rules\.json: 0\.limit: hours are not counted by working days/,
    ],
  ])('refuses to start with a damaged %s (%s) and names the place', (file, _what, damage, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'codebook-'))
    cpSync(join(packageRoot, 'src/codebook/data'), folder, { recursive: true })
    const data = JSON.parse(readFileSync(join(folder, file), 'utf8')) as never
    damage(data)
    writeFileSync(join(folder, file), JSON.stringify(data))
    expect(() => loadCodebook(folder)).toThrow(message)
  })
})
