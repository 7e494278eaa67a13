import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { packageRoot } from '../src/core'
import { closeBrowser } from './setup/browser'
import { openDemonstration, type Demonstration } from './setup/demonstration'

/** The pictures of README. `PICTURES=yes` puts them into docs/pictures; else they are only taken. */
const kept = join(packageRoot, 'docs', 'pictures')
const folder = process.env.PICTURES === 'yes' ? kept : join(packageRoot, 'tests', '.cache', 'pictures')
const longest = 250_000

describe('the pictures of README', () => {
  let demonstration: Demonstration
  let dana: Page
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true })
    demonstration = await openDemonstration(300)
    dana = await demonstration.signedIn('dana', 1280)
  }, 240_000)
  afterAll(async () => {
    await closeBrowser()
    await demonstration.closes()
  })

  async function takes(page: Page, name: string, height: number, from = 'body'): Promise<void> {
    const top = from === 'body' ? 0 : ((await page.locator(from).first().boundingBox())?.y ?? 0) - 8
    const path = join(folder, name)
    const { width } = page.viewportSize() ?? { width: 1280 }
    await page.screenshot({ path, fullPage: true, clip: { x: 0, y: top, width, height } })
    expect(statSync(path).size).toBeLessThan(longest)
  }

  it('show a case with its two versions drawn', async () => {
    await dana.goto('/cases?verification=V3')
    const isTold = async () =>
      (await dana.locator('.dl-strip').count()) > 0 && (await dana.locator('.dl-two .dl-status--over').count()) > 0
    const places = await dana
      .locator('tbody td:first-child a')
      .evaluateAll(links => links.map(a => a.getAttribute('href') ?? ''))
    for (const place of places) {
      await dana.goto(place)
      if (await isTold()) break
    }
    expect(await isTold()).toBe(true)
    await takes(dana, 'case.png', 1150)
  })

  it('show findings with the numbers behind them', async () => {
    await dana.goto('/findings?from=2021&to=2025')
    expect(await dana.locator('.dl-value').count()).toBeGreaterThan(3)
    await takes(dana, 'findings.png', 900, 'article:has(#p12\\(a\\))')
  })

  it('show a question and its answer, small numbers protected', async () => {
    await dana.goto('/questions')
    await dana.click('section[aria-labelledby=ready] a')
    expect(await dana.locator('.dl-held').count()).toBeGreaterThan(0)
    await takes(dana, 'question.png', 1180, '.dl-basisline')
  })

  it('show the quick intake in Kazakh on a phone', async () => {
    const aigerim = await demonstration.signedIn('aigerim', 360)
    await aigerim.goto('/language/kk?back=/cases/quick')
    expect(await aigerim.innerText('h1')).toBe('Жылдам қабылдау')
    await takes(aigerim, 'quick-intake-kk.png', 1180)
  })

  it('are all in README, and README names no other', () => {
    const named = [...readFileSync(join(packageRoot, 'README.md'), 'utf8').matchAll(/docs\/pictures\/([\w-]+\.png)/g)]
    const ours = readdirSync(kept).filter(name => !name.startsWith('two-cases-')) // those are in docs/two-cases.md
    expect([...new Set(named.map(found => found[1]))].sort()).toEqual(ours.sort())
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(ours))
  })
})
