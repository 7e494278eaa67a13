import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createStaffApp } from '../../src/app'
import { demo } from '../../src/commands/demo'
import { demoPassword } from '../../src/commands/demo/people'
import { openInstallation } from '../../src/commands/office'
import { readConfig } from '../../src/config'
import { workOn } from '../../src/trail'
import { openBrowser } from './browser'
import { freshDatabase } from './database'

/** The day the pictures are of: the same every time. */
const today = new Date('2026-01-16T04:40:00Z')

export interface Demonstration {
  /** A page of somebody signed in as README says: the code stands on the page that asks for it. */
  signedIn(login: string, width: number): Promise<Page>
  closes(): Promise<void>
}

/** The demonstration coalition of README, smaller, served on a day that stands still. */
export async function openDemonstration(cases: number): Promise<Demonstration> {
  const database = await freshDatabase()
  const config = readConfig({
    MODE: 'demonstration',
    DATABASE_URL: database.url,
    KEY_FILE: join(database.folder, 'host.key'),
    UPLOADS: join(database.folder, 'uploads'),
    BCRYPT_COST: '4',
    SCRYPT_LOG_N: '10',
    LOG_LEVEL: 'silent',
  })
  await demo(config, { serve: false, cases, on: today }, () => undefined)
  const opened = await openInstallation(config)
  const clock = () => today
  const server = createServer(createStaffApp({ ...opened, clock, inWork: workOn(opened.gate, clock) }))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    async signedIn(login, width) {
      const context = await (
        await openBrowser()
      ).newContext({ baseURL, javaScriptEnabled: false, viewport: { width, height: 900 } })
      const page = await context.newPage()
      await page.goto('/sign-in')
      await page.fill('[name=login]', login)
      await page.fill('[name=password]', demoPassword)
      await page.click('main button')
      await page.fill('[name=code]', /\d{6}/.exec(await page.innerText('main'))?.[0] ?? '')
      await page.click('main button')
      return page
    },
    async closes() {
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
      await opened.gate.close()
      await database.drop()
    },
  }
}
