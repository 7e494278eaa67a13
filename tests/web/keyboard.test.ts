import type { Page } from 'playwright-core'
import { closeBrowser, pageOf } from '../setup/browser'
import { oneOfEach, whoMay } from '../setup/everything'
import { everybodyIn, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { addressOf, routesOf, type Objects } from '../setup/routes'

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

describe('without a mouse, and on paper', () => {
  let office: Office
  let objects: Objects
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    for (const person of [office.saule, office.timur]) await person.signsIn()
    objects = await oneOfEach(office)
    office.now = new Date(office.now.getTime() + 60_000)
  })
  afterAll(async () => {
    await closeBrowser()
    await office.closes()
  })

  /** Every page, in the browser of somebody it is for; scripts are on for the test's own looking only. */
  async function eachPage(look: (page: Page, address: string) => Promise<void>, width = 1280) {
    const pages = routesOf(office).filter(
      one => one.method === 'get' && !/content|png|answer\.|language/.test(one.path),
    )
    for (const person of [office.aigerim, office.dana, office.saule, office.timur]) {
      const page = await pageOf(person, { scripts: true, width })
      for (const route of pages.filter(one => whoMay(office, one) === person)) {
        const address = addressOf(route.path, objects)
        await page.goto(address)
        await look(page, address)
      }
      await page.context().close()
    }
  }

  it('reaches everything on every page with the tabulator, and shows where it is', async () => {
    const missed: string[] = []
    await eachPage(async (page, address) => {
      const many = await page.evaluate<number>(watching)
      for (let step = 0; step < many + 40; step += 1) await page.keyboard.press('Tab')
      const left = await page.evaluate<string[]>('left()')
      missed.push(...left.map(one => `${address}: ${one}`))
    })
    expect(missed).toEqual([])
  }, 180_000) // prettier-ignore

  it('files a case with keys alone, scripts off', async () => {
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
  }, 60_000) // prettier-ignore

  it('prints what the page says, without its menus and buttons, within the paper', async () => {
    const wrong: string[] = []
    await eachPage(async (page, address) => {
      await page.emulateMedia({ media: 'print' })
      const found = await page.evaluate<string[]>(onPaper)
      wrong.push(...found.map(one => `${address}: ${one}`))
    }, 680) // A4 between its margins
    expect(wrong).toEqual([])
  }, 120_000) // prettier-ignore
})
