import type { Page } from 'playwright-core'
import { closeBrowser, pageOf } from '../setup/browser'
import { everybodyIn, filesQuickly, quick, setsDeadline } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

/** Goes on with the tabulator until that is in focus; returns how many steps it took. */
async function reaches(page: Page, selector: string): Promise<number> {
  for (let step = 0; step < 120; step += 1) {
    if (await page.locator(`:is(${selector}):focus`).count()) return step
    await page.keyboard.press('Tab')
  }
  throw new Error(`${selector} is not reached`)
}

describe('in a browser', () => {
  afterAll(closeBrowser)

  it('files a case with keys alone, scripts off', async () => {
    const office: Office = await openOffice()
    await everybodyIn(office)
    office.now = new Date(office.now.getTime() + 60_000)
    const page = await pageOf(office.bolat)
    await page.goto('/cases/quick')
    const to = (selector: string) => reaches(page, selector)
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
    await to('[name=way]')
    await page.keyboard.press('Space')
    await to('[name=countConsent]')
    await page.keyboard.press('Space')
    await to('main form button')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}\?filed=quick$/)
    expect(await page.textContent('main')).toContain(quick.narrative)
    await office.closes()
  }, 60_000) // prettier-ignore

  it('works the list of cases and the deadlines with keys alone, scripts off', async () => {
    const office: Office = await openOffice()
    await everybodyIn(office)
    const first = await filesQuickly(office.bolat)
    office.now = new Date(office.now.getTime() + 60_000)
    await filesQuickly(office.bolat, { urgent: 'yes' })
    await setsDeadline(office.bolat, first)
    office.now = new Date(office.now.getTime() + 60_000)
    const page = await pageOf(office.bolat)
    await page.goto('/cases')
    await reaches(page, 'main .govuk-skip-link')
    await page.keyboard.press('Enter')
    expect(await reaches(page, 'thead a')).toBeLessThanOrEqual(1) // past every filter
    await page.keyboard.press('Enter')
    await page.waitForURL(/sort=received/)
    expect(await page.locator('th[aria-sort=descending]').innerText()).toContain('Received')
    await reaches(page, 'tbody a')
    expect(await page.locator(':focus').innerText()).toMatch(/^ADL-2026-000/)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cases\/[0-9a-f-]{36}$/)
    await page.goto('/deadlines')
    await reaches(page, 'tbody button')
    await page.keyboard.press('Enter')
    await page.waitForSelector('text=No open deadline')
    expect(await office.trail()).toContain('deadline.finished')
    await office.closes()
  }, 60_000)

  it('leaves a telephone its page: the head is low, and one word opens the menu by keys, in each language', async () => {
    const office: Office = await openOffice()
    await everybodyIn(office)
    office.now = new Date(office.now.getTime() + 60_000)
    const page = await pageOf(office.dana, { width: 360 })
    const places = page.locator('.dl-nav a, .dl-languages a, .dl-masthead a[href="/account"]')
    for (const language of ['kk', 'ru', 'en']) {
      await page.goto(`/language/${language}?back=/cases`)
      expect((await page.locator('.dl-masthead').boundingBox())?.height).toBeLessThanOrEqual(105) // 45 are the demonstration's
      expect(await places.first().isVisible()).toBe(false)
      await reaches(page, '.dl-menu summary')
      await page.keyboard.press('Enter')
      for (const place of await places.all()) expect(await place.isVisible()).toBe(true)
    }
    await reaches(page, '.dl-nav a[href="/deadlines"]')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/deadlines$/)
    await page.setViewportSize({ width: 1280, height: 900 })
    expect([await page.locator('.dl-menu').isVisible(), await places.first().isVisible()]).toEqual([false, true])
    await office.closes()
  }, 60_000)
})
