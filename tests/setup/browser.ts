import sparticuz from '@sparticuz/chromium'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { Person } from './people'
import { password } from './people'

sparticuz.setGraphicsMode = false // what draws in three dimensions takes half of the machine, and no page has any

let running: Promise<Browser> | undefined

/** A real Chromium out of the packages; started once for each test file. */
export const openBrowser = (): Promise<Browser> =>
  (running ??= (async () =>
    chromium.launch({
      executablePath: await sparticuz.executablePath(),
      args: [
        ...sparticuz.args.filter(flag => flag !== '--single-process'),
        '--no-sandbox',
        '--disable-gpu',
        '--disable-software-rasterizer',
        '--disable-background-networking',
      ],
      headless: true,
    }))())

export async function closeBrowser(): Promise<void> {
  await (await running)?.close()
  running = undefined
}

/** A page as a person sees it, scripts off unless asked for, signed in through both pages. */
export async function pageOf(
  person: Person,
  {
    scripts = false,
    width = 1280,
    sends = {},
  }: { scripts?: boolean; width?: number; sends?: Record<string, string> } = {},
): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    viewport: { width, height: 900 },
    baseURL: person.origin,
    locale: 'en-GB',
    acceptDownloads: true,
    extraHTTPHeaders: sends,
  })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.fill('[name=login]', person.login)
  await page.fill('[name=password]', password)
  await page.click('main button')
  await page.fill('[name=code]', person.code())
  await page.click('main button')
  return page
}
