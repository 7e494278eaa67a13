import AxeCore from 'axe-core'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { openBrowser } from './browser'

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

async function foundByAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof AxeCore }).axe.run({ resultTypes: ['violations'] }),
  )
  return violations.map(one => `${one.id}: ${one.nodes[0]?.html.slice(0, 160) ?? ''}`)
}

async function beyondATelephone(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 360, height: 900 })
  const beyond = await page.evaluate<number>(tooWide)
  return beyond > 0 ? [`${beyond} px too wide for a telephone`] : []
}

async function wrongOnPaper(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 680, height: 900 }) // A4 between its margins
  const wrong = await page.evaluate<string[]>(onPaper)
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width: 1280, height: 900 })
  return wrong.map(one => `on paper: ${one}`)
}

/** What the tabulator does not come to, or comes to unseen. */
async function missedByKeys(page: Page): Promise<string[]> {
  const many = await page.evaluate<number>(watching)
  const left = () => page.evaluate<string[]>('left()')
  const presses = (times: number) => Promise.all(Array.from({ length: times }, () => page.keyboard.press('Tab')))
  await presses(many)
  for (let more = 0; more < 40 && (await left()).length > 0; more += 1) await presses(1)
  return left()
}

/** A browser that is shown pages as they came, and says what is wrong with each. */
export interface Glass {
  /** Whether its words find room on a telephone; in full also by keys alone, for axe, and on paper. */
  looks(html: string, how: { inFull: boolean }): Promise<string[]>
  closes(): Promise<void>
}

export async function openGlass(origin: string): Promise<Glass> {
  const context = await (await openBrowser()).newContext({ baseURL: origin, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  let shown = ''
  await page.route('**/looked-at', route => route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown }))
  return {
    async looks(html, { inFull }) {
      shown = html
      await page.goto('/looked-at')
      if (!inFull) return beyondATelephone(page)
      const wrong = [...(await missedByKeys(page)), ...(await foundByAxe(page)), ...(await beyondATelephone(page))]
      return [...wrong, ...(await wrongOnPaper(page))]
    },
    closes: () => context.close(),
  }
}
