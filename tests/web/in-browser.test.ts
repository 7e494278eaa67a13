import { closeBrowser, pageOf } from '../setup/browser'
import { everybodyIn, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

describe('in a browser', () => {
  afterAll(closeBrowser)

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
