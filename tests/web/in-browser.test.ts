import AxeCore from 'axe-core'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { languages } from '../../src/i18n'
import { closeBrowser, openBrowser, pageOf } from '../setup/browser'
import { engine } from '../setup/database'
import { everyPage } from '../setup/every-page'
import { everybodyIn, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** What runs in the page: notes where the tabulator has been; a closed part is one stop, and so are the dots of one question. */
const watching = `(() => {
  const groups = new Set()
  const isThere = one => {
    if (!one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false
    if (one.closest('details:not([open])') && one.tagName !== 'SUMMARY') return false
    if (one.type !== 'radio') return true
    const group = one.name + ' ' + [...document.forms].indexOf(one.form)
    return !groups.has(group) && groups.add(group)
  }
  const there = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter(isThere)
  const first = one => (one.type === 'radio' && there.find(it => it.name === one.name && it.form === one.form)) || one
  const [reached, unseen] = [new Set(), new Set()]
  const isMarked = style => (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none'
  document.addEventListener('focusin', ({ target: one }) => {
    reached.add(first(one))
    const near = [one, one.nextElementSibling, one.parentElement].filter(Boolean)
    if (!near.some(it => isMarked(getComputedStyle(it)) || isMarked(getComputedStyle(it, '::before')))) unseen.add(one)
  })
  const say = mark => one => mark + ' ' + one.outerHTML.slice(0, 120)
  window.left = () => [...there.filter(one => !reached.has(one)).map(say('missed')), ...[...unseen].map(say('not marked'))]
  return there.length
})()`

const onPaper = `(() => {
  const seen = selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility())
  const { scrollWidth, clientWidth } = document.documentElement
  const beyond = seen('main *').filter(one => one.getBoundingClientRect().right > clientWidth + 1)
  return [
    ...seen('nav, button, .govuk-skip-link').map(one => one.outerHTML.slice(0, 100)),
    ...(seen('h1').length === 1 ? [] : ['no heading']),
    ...(scrollWidth > clientWidth ? [scrollWidth - clientWidth + ' px too wide: ' + beyond[0]?.outerHTML.slice(0, 100)] : []),
  ]
})()`

const tooWide = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

/** What is wrong with a page that lies in the browser: for axe, on a telephone, on paper. */
async function wrongWith(page: Page, widthForAxe: number | undefined): Promise<string[]> {
  const found: string[] = []
  if (widthForAxe) {
    await page.setViewportSize({ width: widthForAxe, height: 900 })
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof AxeCore }).axe.run({ resultTypes: ['violations'] }),
    )
    found.push(...violations.map(one => `${one.id}: ${one.nodes[0]?.html.slice(0, 160) ?? ''}`))
  }
  await page.setViewportSize({ width: 360, height: 900 })
  const beyond = await page.evaluate<number>(tooWide)
  if (beyond > 0) found.push(`${beyond} px too wide for a telephone`)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 680, height: 900 }) // A4 between its margins
  found.push(...(await page.evaluate<string[]>(onPaper)).map(one => `on paper: ${one}`))
  await page.emulateMedia({ media: 'screen' })
  return found
}

/** For axe the widest and the narrowest: Kazakh has the longest words. */
const axeAt: Readonly<Record<string, number>> = { en: 1280, kk: 360 }

async function missedByKeys(page: Page): Promise<string[]> {
  const many = await page.evaluate<number>(watching)
  for (let step = 0; step < many + 40; step += 1) await page.keyboard.press('Tab')
  return page.evaluate<string[]>('left()')
}

describe('in a browser', () => {
  afterAll(closeBrowser)

  // A page is drawn the same over both databases: it is looked at over one.
  if (engine === 'sqlite') {
    it.each(languages)('has nothing for axe to find, fits a telephone and a sheet of paper, and needs no mouse, in %s', async language => {
      const office = await openOffice()
      const pages = new Map(
        (await everyPage(office, language)).map(one => [`${one.method} ${one.url.replace(/[0-9a-f-]{36}|\?.*/g, ':')} ${one.page.status} ${one.page.$('h1').text()}`, one.page.html]),
      )
      const context = await (await openBrowser()).newContext({ baseURL: office.origin, viewport: { width: 1280, height: 900 } })
      await context.addInitScript({ content: axe })
      const page = await context.newPage()
      let html = ''
      await page.route('**/looked-at', route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
      const problems: string[] = []
      for (const [name, text] of pages) {
        html = text
        await page.goto('/looked-at')
        await page.setViewportSize({ width: 1280, height: 900 })
        const missed = language === 'en' && / 200 /.test(name) ? await missedByKeys(page) : []
        const wrong = await wrongWith(page, axeAt[language])
        problems.push(...[...missed, ...wrong].map(one => `${name}: ${one}`))
      }
      await context.close()
      await office.closes()
      expect(pages.size).toBeGreaterThan(90)
      expect([...new Set(problems)]).toEqual([])
    }, 400_000) // prettier-ignore
  }

  it('files a case with keys alone, scripts off', async () => {
    const office: Office = await openOffice()
    await everybodyIn(office)
    office.now = new Date(office.now.getTime() + 60_000)
    const page = await pageOf(office.bolat)
    await page.goto('/cases/quick')
    const to = async (selector: string) => {
      for (let step = 0; step < 120; step += 1) {
        if (await page.locator(`${selector}:focus`).count()) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`${selector} is not reached`)
    }
    await to('[name=secrecyAsked]')
    while (!(await page.locator('[name=secrecyAsked][value=no]').isChecked())) await page.keyboard.press('ArrowDown')
    for (const name of ['name', 'narrative', 'on-day', 'on-month', 'on-year'] as const) {
      await to(`[name="${name}"]`)
      await page.keyboard.insertText(quick[name])
      if (name !== 'narrative') continue
      await to('[name=happened][value=detained]')
      await page.keyboard.press('Space')
    }
    for (const [name, letters] of [['region', 'Almaty c'], ['risk', 'High']] as const) {
      await to(`[name=${name}]`)
      await page.keyboard.type(letters)
    }
    await to('[name=countConsent]')
    await page.keyboard.press('Space')
    await to('main form button')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
    expect(await page.textContent('main')).toContain(quick.narrative)
    await office.closes()
  }, 60_000) // prettier-ignore
})
