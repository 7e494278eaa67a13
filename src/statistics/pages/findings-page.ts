import { codebook, type Finding, type Indicator } from '../../codebook'
import type { Actor } from '../../core'
import type { Language } from '../../i18n'
import { one, type Query } from '../../web'
import type { Answer } from '../answer'
import { askMany } from '../ask-many'
import { readQuestion } from '../question/read-question'
import { hrefOf } from '../statistics.paths'
import { catalogueOf, unitText } from '../dimensions'
import { figureOf, type Figure } from './figure'
import type { Asking } from './question-page'

interface Words {
  readonly text: string
  /** `vague` has no number behind it, `backed` has one; plain text has neither. */
  readonly mark?: 'vague' | 'backed' | undefined
}

/** All paragraphs by article, each with its indicators, what it could say instead, and what is missing to say it. */
export async function findingsPage(asking: Asking, query: Query, actor: Actor, language: Language): Promise<object> {
  const range = rangeOf(query, asking.clock())
  const catalogue = await asking.gate.read(catalogueOf)
  const asked = new Map(
    codebook.indicators.map(({ id, question }) => [
      id,
      { ...question, period: { basis: 'event', ...range.period }, scope: range.scope },
    ]),
  )
  const answers = await askMany(asking, asked, actor)
  const figures = new Map(
    codebook.indicators.map((indicator): [string, Figure] => {
      const question = readQuestion(asked.get(indicator.id), catalogue)
      return [indicator.id, figureOf(indicator, question, answers.get(indicator.id) as Answer, language)]
    }),
  )
  const countable = (unit: string) => ({
    text: `${unitText(unit)}.many`,
    href: hrefOf(readQuestion({ unit, period: { basis: 'event', ...range.period }, scope: range.scope }, catalogue)),
  })
  const paragraph = (finding: Finding) => ({
    ...paragraphOf(finding, codebook.indicators, figures, language),
    countable: (finding.countedBy ?? []).map(countable),
  })
  const articles = [...new Set(codebook.findings.map(one => one.article))]
  return {
    ...range,
    articles: articles.map(article => ({
      article,
      label: codebook.articles.find(item => item.code === article.replace(/\(.*$/, ''))?.label[language] ?? '',
      findings: codebook.findings.filter(finding => finding.article === article).map(paragraph),
    })),
    classes: Object.fromEntries(
      (['count', 'part', 'law'] as const).map(kind => [
        kind,
        codebook.findings.filter(one => one.class === kind).length,
      ]),
    ),
    many: codebook.findings.length,
    codebook: codebook.version,
  }
}

function paragraphOf(
  finding: Finding,
  all: readonly Indicator[],
  figures: ReadonlyMap<string, Figure>,
  language: Language,
): object {
  const own = all
    .filter(indicator => indicator.findings.includes(finding.code))
    .flatMap(({ id }) => figures.get(id) ?? [])
  const backed = (id: string | undefined) => (id === undefined ? undefined : figures.get(id))
  const words = finding.vague.map(({ words: label, indicator }) => ({
    text: label[language],
    figure: backed(indicator),
  }))
  return {
    code: finding.code,
    class: finding.class,
    words: wordsOf(finding.text[language], words),
    figures: own,
    suggestions: words.filter(one => stands(one.figure)).map(({ text, figure }) => ({ words: text, figure })),
    needs: finding.needs?.[language],
  }
}

/** Nothing, and what is not shown, backs no word. */
const stands = (figure: Figure | undefined): boolean => (figure?.value ?? 0) !== 0

/** The paragraph cut at its vague words. */
function wordsOf(text: string, vague: readonly { text: string; figure: Figure | undefined }[]): Words[] {
  let parts: Words[] = [{ text }]
  for (const one of vague) {
    parts = parts.flatMap(part => {
      const at = part.mark ? -1 : part.text.indexOf(one.text)
      if (at < 0 || one.text === '') return [part]
      const mark = stands(one.figure) ? 'backed' : 'vague'
      return [
        { text: part.text.slice(0, at) },
        { text: one.text, mark },
        { text: part.text.slice(at + one.text.length) },
      ]
    })
  }
  return parts.filter(part => part.text !== '')
}

function rangeOf(query: Query, now: Date) {
  const year = (name: string, otherwise: number) => {
    const typed = one(query, name) ?? ''
    return /^(19|20)\d\d$/.test(typed) ? Number(typed) : otherwise
  }
  const from = year('from', now.getUTCFullYear() - 5)
  const to = Math.max(from, year('to', now.getUTCFullYear()))
  const scope = one(query, 'scope') === 'organisation' ? 'organisation' : 'coalition'
  return { from, to, scope, period: { from: `${from}-01-01`, to: `${to + 1}-01-01` } }
}
