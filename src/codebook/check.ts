import { z } from 'zod'
import { checkClocks, checkWorkingDays, clockRule, workingDays, type WorkingDays } from './check-clocks'
import type {
  Article,
  ClockRule,
  CodeItem,
  Finding,
  Indicator,
  Recommendation,
  SuggestionRule,
  ViolationType,
} from './types'

/** What the data must be like; a wrong file stops the start with one line that names it. */
const word = z.string().min(1)
const label = z.strictObject({ en: word, ru: word, kk: word })
const item = z.object({
  code: word,
  label,
  since: z.string().optional(),
  until: z.string().optional(),
  counts: z.boolean().optional(),
})
const lists = z.record(word, z.array(item).min(1))
const provision = z.string().regex(/^([1-9]|1\d|2[0-7])(\(\d\))?(\([a-g]\))?$/)

const article = item.extend({ provisions: z.array(item.extend({ code: provision })) })

const violationType = item.extend({
  definition: label,
  suggestedBy: label,
  provisions: z.array(provision).min(1),
  cat: z.array(word),
  generalComments: z.array(word),
  findings: z.array(word),
  recommendations: z.array(word),
  unit: word,
})

const words = z.array(word).min(1)
const condition = z.union([
  z.strictObject({ field: word, is: words }),
  z.strictObject({ field: word, not: words }),
  z.strictObject({ field: word, has: words }),
  z.strictObject({ field: word, any: z.literal(true) }),
  z.strictObject({ clock: word, over: z.number().min(0) }),
  z.strictObject({ clock: word, state: words }),
])
const rule = z.strictObject({ id: word, violation: word, kind: word, all: z.array(condition).min(1), reason: label })
const finding = z.strictObject({
  code: word,
  article: word,
  class: z.enum(['count', 'part', 'law']),
  text: label,
  vague: z.array(z.strictObject({ words: label, indicator: word.optional() })),
  countedBy: words.optional(),
  needs: label.optional(),
})
const indicator = z.strictObject({
  id: word,
  findings: z.array(word).min(1),
  sentence: label,
  base: label,
  question: z.record(z.string(), z.unknown()),
  recommendations: z.array(word),
  provisions: z.array(provision),
})
const recommendation = z.strictObject({ code: word, article: word, text: label })
const version = z.object({ version: word, date: z.iso.date() })

const listFiles = ['lists.json', 'office-lists.json', 'court-lists.json', 'health-lists.json']

export interface CodebookData {
  readonly version: { version: string; date: string }
  readonly lists: Record<string, readonly CodeItem[]>
  readonly articles: readonly Article[]
  readonly types: readonly ViolationType[]
  readonly rules: readonly SuggestionRule[]
  readonly clockRules: readonly ClockRule[]
  readonly workingDays: WorkingDays
  readonly findings: readonly Finding[]
  readonly indicators: readonly Indicator[]
  readonly recommendations: readonly Recommendation[]
}

export function checkCodebook(read: (file: string) => unknown): CodebookData {
  const data: CodebookData = {
    version: parsed('version.json', version, read),
    lists: Object.assign({}, ...listFiles.map(file => parsed(file, lists, read))) as CodebookData['lists'],
    articles: parsed('articles.json', z.array(article).length(27), read),
    types: parsed('violation-types.json', z.array(violationType).length(100), read),
    rules: parsed('suggestion-rules.json', z.array(rule), read),
    clockRules: parsed('clock-rules.json', z.array(clockRule), read),
    workingDays: parsed('holidays.json', workingDays, read),
    findings: parsed('findings.json', z.array(finding), read),
    indicators: parsed('indicators.json', z.array(indicator), read),
    recommendations: parsed('recommendations.json', z.array(recommendation).length(44), read),
  }
  checkFindings(data)
  for (const [name, items] of Object.entries(data.lists))
    unique(
      `list ${name}`,
      items.map(one => one.code),
    )
  unique(
    'violation-types.json',
    data.types.map(one => one.code),
  )
  unique(
    'suggestion-rules.json',
    data.rules.map(one => one.id),
  )
  for (const { id, violation } of data.rules) {
    if (!data.types.some(type => type.code === violation))
      throw new Error(`suggestion-rules.json: ${id} names ${violation}, which does not exist`)
  }
  checkTypes(data)
  checkClocks(data.clockRules)
  checkWorkingDays(data.workingDays)
  return data
}

/** 37 paragraphs, and every name among findings, indicators and recommendations leads somewhere. */
function checkFindings({ findings, indicators, recommendations }: CodebookData): void {
  unique(
    'findings.json',
    findings.map(one => one.code),
  )
  unique(
    'indicators.json',
    indicators.map(one => one.id),
  )
  unique(
    'recommendations.json',
    recommendations.map(one => one.code),
  )
  const paragraphs = new Set(findings.map(one => one.code.replace(/\(.*$/, '')))
  if (paragraphs.size !== 37) throw new Error(`findings.json: ${paragraphs.size} paragraphs, must be 37`)
  for (const { id, ...named } of indicators) {
    const lost =
      named.findings.find(code => !findings.some(one => one.code === code)) ??
      named.recommendations.find(code => !recommendations.some(one => one.code === code))
    if (lost !== undefined) throw new Error(`indicators.json: ${id} names ${lost}, which does not exist`)
  }
}

/** Every provision has a title, and a definition sends nobody to a type that does not exist. */
function checkTypes({ articles, types, indicators }: CodebookData): void {
  const titled = articles.flatMap(one => [one.code, ...one.provisions.map(part => part.code)])
  unique('articles.json', titled)
  const untitled = [...types, ...indicators].flatMap(one => one.provisions).find(code => !titled.includes(code))
  if (untitled !== undefined) throw new Error(`articles.json: ${untitled} has no title`)
  for (const { code, definition } of types) {
    const named = Object.values(definition).flatMap(text => text.match(/V\d\d\.\d\d/g) ?? [])
    const lost = named.find(other => other === code || !types.some(type => type.code === other))
    if (lost !== undefined) throw new Error(`violation-types.json: the definition of ${code} sends to ${lost}`)
  }
}

function parsed<T>(file: string, schema: z.ZodType<T>, read: (file: string) => unknown): T {
  const result = schema.safeParse(read(file))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new Error(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

function unique(where: string, codes: readonly string[]): void {
  const twice = codes.find((code, place) => codes.indexOf(code) !== place)
  if (twice !== undefined) throw new Error(`${where}: ${twice} stands twice`)
}
