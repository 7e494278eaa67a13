import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packageRoot } from '../src/core'

/** How long a file may be: past that it is two. Data, texts and the theme are no files of program. */
const longest: readonly (readonly [folder: string, kind: RegExp, lines: number])[] = [
  ['src', /\.ts$/, 200],
  ['migrations', /\.ts$/, 200],
  ['views', /\.njk$/, 90],
  ['tests', /\.ts$/, 300],
]

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(one =>
    one.isDirectory() ? filesIn(join(folder, one.name)) : [join(folder, one.name)],
  )
const textsOf = (folder: string, kind: RegExp) =>
  filesIn(join(packageRoot, folder))
    .filter(file => kind.test(file))
    .map(file => ({ name: relative(packageRoot, file), text: readFileSync(file, 'utf8') }))

describe('the program', () => {
  it.each(longest)('has no file in %s that is longer than a file should be', (folder, kind, lines) => {
    const files = textsOf(folder, kind)
    expect(files.length).toBeGreaterThan(10)
    const longer = files.map(({ name, text }) => [name, text.split('\n').length - 1] as const).filter(([, many]) => many > lines)
    expect(longer).toEqual([])
  }) // prettier-ignore

  /** Rows nothing is proved by: they end with a sitting, belong to one person's half-filled form, only count, or say what was worked out already. */
  const unwatched = [
    'Session',
    'SecondFactorUse',
    'RateBucket',
    'FormSubmission',
    'CaseDraft',
    'PatternCase',
    'evidence_counters',
    'case_counters',
  ]
  const ways = /\b(?:db|manager)\s*\.(?:insert|update|delete|save|remove|upsert)\(\s*(\w+)?|\.(?:insert|update|delete)\(\)\s*\.(?:into|from|update)\((\w+)|\b(?:INSERT INTO|(?<!DO )UPDATE|DELETE FROM) (\w+)/g // prettier-ignore

  it('changes rows through the work that records it, and past it only what nothing is proved by', () => {
    const found = textsOf('src', /\.ts$/)
      .filter(({ name }) => !/^src\/(database|trail)\//.test(name))
      .flatMap(({ name, text }) => [...text.matchAll(ways)].map(([, one, two, three]) => `${name} ${one ?? two ?? three}`))
      .filter(line => !unwatched.some(entity => line.endsWith(` ${entity}`)))
    expect(found).toEqual([])
  }) // prettier-ignore
})
