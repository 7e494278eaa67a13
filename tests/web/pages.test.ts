import { HtmlValidate } from 'html-validate'
import nunjucks from 'nunjucks'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { packageRoot } from '../../src/core'
import { languages } from '../../src/i18n'
import { closeBrowser } from '../setup/browser'
import type { Seen } from '../setup/browser-of-tests'
import { engine } from '../setup/database'
import { everyPage } from '../setup/every-page'
import { openGlass } from '../setup/glass'
import { inlineIn } from '../setup/nothing-inline'
import { openOffice, type Office } from '../setup/office'
import { routesOf } from '../setup/routes'

const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attr-quotes': 'off',
    'doctype-style': 'off',
    'no-inline-style': 'error',
    'long-title': 'off',
    'require-sri': 'off',
    'no-implicit-button-type': 'off',
    'prefer-native-element': 'off',
    'tel-non-breaking': 'off',
    'wcag/h63': 'error',
    'attribute-boolean-style': 'off',
    'no-redundant-role': 'off',
    'valid-id': 'off',
  },
})

const features = readdirSync(join(packageRoot, 'src/i18n/en')).map(name => name.replace('.json', ''))
const aKey = new RegExp(`(?<![\\w/.@-])(${features.join('|')})\\.[a-z][\\w.-]+`, 'i')
const noWord = /\bundefined\b|\bnull\b|\bNaN\b|\[object|\{\{|\}\}|\{%|\sг\.\.(?!\.)/

/** The views that are a page of their own. */
const viewsOnDisk = (folder = join(packageRoot, 'views')): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(one => {
    const path = join(folder, one.name)
    if (one.isDirectory()) return viewsOnDisk(path)
    const isPage = readFileSync(path, 'utf8').startsWith('{% extends "layouts/page.njk" %}')
    return isPage ? [relative(join(packageRoot, 'views'), path)] : []
  })

const problemsOf = async ({ method, url, page: { html, text, status, $ } }: Seen): Promise<string[]> => {
  const where = `${method} ${url.slice(0, 90)} ${status}`
  const problems: string[] = []
  const words = `${$('title').text()} ${$('body').text()} ${$('[aria-label]').map((_, one) => $(one).attr('aria-label')).get().join(' ')}` // prettier-ignore
  for (const odd of [aKey.exec(words)?.[0], noWord.exec(text)?.[0]]) if (odd) problems.push(`shows ${odd}`)
  problems.push(...inlineIn($))
  if (/(src|href)="https?:/.test(html)) problems.push('leads to another site')
  if ($('h1').length !== 1 || $('title').text().trim() === '- Dalel') problems.push('no title or heading')
  const dead = $('.govuk-error-summary__list a').get().map(one => $(one).attr('href') ?? '').filter(href => $(`[id="${href.slice(1)}"]`).length === 0) // prettier-ignore
  problems.push(...dead.map(href => `leads to ${href}, which is not there`))
  const report = await validator.validateString(html)
  for (const { messages } of report.results)
    for (const one of messages) problems.push(`${one.ruleId} ${one.message} (line ${one.line})`)
  return problems.map(problem => `${where}: ${problem}`)
}

/** The same page twice - another row, another question - is looked at once. */
const differentOf = (pages: readonly Seen[]): Map<string, Seen> =>
  new Map(
    pages.map(one => {
      const { method, url, page } = one
      return [`${method} ${url.replace(/[0-9a-f-]{36}|\?.*/g, ':')} ${page.status} ${page.$('h1').text()}`, one]
    }),
  )

/** What a page says does not depend on the database: over PostgreSQL it is read in one language, and not looked at again. */
const read = engine === 'sqlite' ? languages : (['en'] as const)

describe.each(read)('every page, in %s', language => {
  let office: Office
  let pages: Seen[]
  const drawn = new Set<string>()
  beforeAll(async () => {
    const render = nunjucks.Environment.prototype.render // listened to, to know which pages were shown
    nunjucks.Environment.prototype.render = function (this: nunjucks.Environment, name: string, ...rest: never[]) {
      drawn.add(name)
      return render.call(this, name, ...rest) as unknown
    } as typeof render
    office = await openOffice()
    pages = await everyPage(office, language).finally(() => (nunjucks.Environment.prototype.render = render))
  }, 120_000)
  afterAll(async () => {
    await closeBrowser()
    await office.closes()
  })

  it('is valid HTML, says it all in words and holds no script or style', async () => {
    expect(pages.length).toBeGreaterThan(120)
    const problems = (await Promise.all(pages.map(problemsOf))).flat()
    expect([...new Set(problems)]).toEqual([])
    expect(new Set(pages.map(({ page }) => page.$('html').attr('lang')))).toEqual(new Set([language]))
    expect(viewsOnDisk().filter(view => !drawn.has(view))).toEqual([])
    const shown = new Set(pages.map(({ page }) => page.status))
    expect([...shown].sort()).toEqual([200, 401, 403, 404, 409, 422, 429, 500])
    expect(routesOf(office).length).toBeGreaterThan(80)
  }, 120_000)

  // A page is drawn the same over both databases: it is looked at over one; only the room its words take depends on the language.
  if (engine === 'sqlite') {
    it('fits a telephone and a sheet of paper, has nothing for axe to find and needs no mouse', async () => {
      const glass = await openGlass(office.origin)
      const different = differentOf(pages)
      const problems: string[] = []
      for (const [name, { page }] of different) {
        const wrong = await glass.looks(page.html, { inFull: language === 'en' })
        problems.push(...wrong.map(one => `${name}: ${one}`))
      }
      await glass.closes()
      expect(different.size).toBeGreaterThan(90)
      expect([...new Set(problems)]).toEqual([])
    }, 400_000)
  }
})
