import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { codebook } from '../../src/codebook'
import { packageRoot } from '../../src/core'
import { closeBrowser, pageOf } from '../setup/browser'
import { answers, idOf, sends, type Ids } from '../setup/by-hand'
import { entersStory } from '../setup/enters-story'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { factsOf, missingInForm, missingOn, secrecyReads, textOf } from '../setup/reads-back'
import { plainly } from '../setup/reads-as'
import { closedTrial } from '../setup/stories/closed-trial'
import { torture } from '../setup/stories/torture'

/** Pictures for docs/two-cases.md. `PICTURES=yes` puts them into docs/pictures; else they are only taken. */
const kept = join(packageRoot, 'docs', 'pictures')
const folder = process.env.PICTURES === 'yes' ? kept : join(packageRoot, 'tests', '.cache', 'pictures')
const longest = 250_000

describe('two invented cases, entered by hand', () => {
  let office: Office
  let aigerim: Page
  let marat: Page
  let dana: Page
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true })
    office = await openOffice()
    await everybodyIn(office)
    await office.marat.signsIn()
    await others('KZ-35')
    await others('KZ-71')
    office.now = new Date(office.now.getTime() + 60_000) // a code is good once
    await makesClinician()
    aigerim = await inRussian(office.aigerim)
    marat = await inRussian(office.marat)
    dana = await inRussian(office.dana)
  }, 120_000)
  afterAll(async () => {
    await closeBrowser()
    await office.closes()
  })

  async function inRussian(person: Office['dana']): Promise<Page> {
    const page = await pageOf(person)
    await page.goto('/language/ru?back=/')
    return page
  }

  /** Fewer than five of anything are not shown. */
  async function others(region: string): Promise<void> {
    for (const day of ['3', '4', '5', '6', '7', '8'])
      await filesQuickly(office.aigerim, {
        name: `Человек ${region} ${day}`,
        region,
        'on-day': day,
        happened: ['detained'],
      })
  }

  async function makesClinician(): Promise<void> {
    const saule = await pageOf(office.saule)
    await saule.goto(`/users/${office.marat.id}`)
    await answers(saule, { clinician: 'yes' })
    await sends(saule)
  }

  describe.each([
    ['torture in custody, remedies that failed', 1, torture],
    ['a closed trial without counsel of choice', 2, closedTrial],
  ])('%s', (_name, number, story) => {
    let ids: Ids
    beforeAll(async () => {
      ids = await entersStory(aigerim, story)
      await aigerim.goto(`/cases/${idOf(ids, 'case')}/team`)
      await answers(aigerim, { userId: office.marat.id, role: 'member' })
      await sends(aigerim, '#join .govuk-button')
      for (const [injury, [, consistency]] of Object.entries(story.clinician)) {
        await marat.goto(`/cases/${idOf(ids, 'case')}/entries/injury/${idOf(ids, injury)}/change`)
        await answers(marat, { consistency: consistency as string })
        await sends(marat)
      }
    }, 600_000)

    const opens = (page: Page, path = '') => page.goto(`/cases/${idOf(ids, 'case')}${path}`)

    it('has every fact of every entry on the page of that entry', async () => {
      const missing: string[] = []
      for (const entry of story.entries) missing.push(...(await missingOn(aigerim, entry, ids)))
      for (const [injury, fact] of Object.entries(story.clinician))
        missing.push(...(await missingOn(aigerim, { key: injury, kind: 'injury', facts: { consistency: fact } }, ids)))
      expect(missing).toEqual([])
      expect(factsOf(story).coded).toBeGreaterThan(250)
    }, 120_000)

    it('has what was said of its persons, its items and the case itself in their forms', async () => {
      const missing: string[] = []
      for (const person of story.persons) {
        await opens(aigerim, `/persons/${idOf(ids, person.key)}`)
        missing.push(...(await missingInForm(aigerim, person.facts, ids)))
      }
      for (const item of story.evidence) {
        await aigerim.goto(`/evidence/${idOf(ids, item.key)}`)
        missing.push(...(await missingInForm(aigerim, item.facts, ids)))
        expect(await aigerim.innerText('main')).toContain(item.fileName)
      }
      await opens(aigerim, '/about')
      missing.push(...(await missingInForm(aigerim, story.about, ids)))
      expect(missing).toEqual([])
    }, 120_000)

    it('has what was answered about secrecy, asked before all else', async () => {
      await opens(aigerim, '/secrecy')
      const said = plainly(await aigerim.innerText('main'))
      for (const [name, [, answer]] of Object.entries(story.secrecy)) expect(said).toContain(plainly(secrecyReads(name, answer))) // prettier-ignore
    })

    it('has what each person allowed', async () => {
      for (const { key, consent = {} } of story.persons) {
        if (Object.keys(consent).length === 0) continue
        await opens(aigerim, `/persons/${idOf(ids, key)}/consent`)
        const held = await textOf(aigerim, 'now')
        for (const [scope, [, status]] of Object.entries(consent)) {
          const list = { way: 'consent_ways', language: 'languages' }[scope] ?? 'consent_scopes'
          const said = typeof status === 'string' ? status : ''
          const text =
            scope === 'representative' ? said : codebook.label(list, scope.startsWith('C_') ? scope : said, 'ru')
          expect(held.toLowerCase()).toContain(plainly(text).toLowerCase())
        }
      }
    })

    it('tells its story on the case page: the words, the secrecy, the clocks, how each remedy ended', async () => {
      await opens(aigerim)
      const words = await textOf(aigerim, 'words')
      for (const sentence of story.words) expect(words).toContain(sentence)
      for (const [section, text] of story.reads) expect([section, await textOf(aigerim, section)]).toEqual([section, expect.stringContaining(text)]) // prettier-ignore
      const whole = await aigerim.innerText('main')
      expect(whole).not.toMatch(/\b(entries|codebook|common|cases)\.[a-z]|\b[A-Z]+_[A-Z]+\b|undefined|null/)
    })

    it('keeps what the paper says beside what the person says', async () => {
      for (const { entry, field, answer, item } of story.versions) {
        const kind = story.entries.find(one => one.key === entry)!.kind
        await opens(aigerim, `/entries/${kind}/${idOf(ids, entry)}`)
        expect((await textOf(aigerim, 'contested')).includes('расходится')).toBe(true)
        if (item) expect(await aigerim.locator(`#contested ~ * a[href="/evidence/${idOf(ids, item)}"]`).count()).toBeGreaterThan(0) // prettier-ignore
        await opens(aigerim, `/entries/${kind}/${idOf(ids, entry)}/versions?field=${field}`)
        expect(await missingInForm(aigerim, { [field]: ['', answer] }, ids)).toEqual([])
      }
    })

    it('is classified by the coordinator, and counted', async () => {
      for (const [entry, violations] of Object.entries(story.classified))
        for (const violation of violations) {
          const kind = story.entries.find(one => one.key === entry)!.kind
          await dana.goto(`/classification/${idOf(ids, 'case')}/${kind}/${idOf(ids, entry)}`)
          await sends(dana, `.dl-confirm:has([value="${violation}"]) button`)
        }
      await opens(dana)
      const decided = await textOf(dana, 'classification')
      for (const violation of Object.values(story.classified).flat()) expect(decided).toContain(violation)
      await dana.goto(
        '/questions?unit=detention&measure=count&by1=region_at_event&basis=event&level=V0&scope=organisation',
      )
      const row = dana.locator('table.dl-table--stats tbody tr', { hasText: story.region })
      expect(await row.locator('td').first().innerText()).toBe('7')
      await row.locator('td a').first().click()
      expect(await dana.locator(`main a[href="/cases/${idOf(ids, 'case')}"]`).count()).toBe(1)
    })

    /** From the top of one thing to the bottom of another, or as far as a picture goes. */
    async function takes(name: string, height: number, from = 'body', until = from): Promise<void> {
      const [first, last] = [await aigerim.locator(from).first().boundingBox(), await aigerim.locator(until).last().boundingBox()] // prettier-ignore
      const top = Math.max(0, (first?.y ?? 0) - 8)
      const bottom = Math.min(top + height, (last?.y ?? 0) + (last?.height ?? 0) + 16)
      const path = join(folder, `two-cases-${number}-${name}.png`)
      await aigerim.screenshot({ path, fullPage: true, clip: { x: 0, y: top, width: 1280, height: bottom - top } })
      expect(statSync(path).size).toBeLessThan(longest)
    }

    it('looks as docs/two-cases.md shows it', async () => {
      await opens(aigerim)
      await takes('case', 1250)
      await takes('remedies', 1300, 'section[aria-labelledby=remedy_step]')
      await takes('injuries', 900, 'section[aria-labelledby=injury]', '.dl-bodies')
      await opens(aigerim, '/timeline')
      await takes('chronology', 1250)
      const shown = readFileSync(join(packageRoot, 'docs', 'two-cases.md'), 'utf8')
      for (const name of ['case', 'remedies', 'injuries', 'chronology'])
        expect(shown).toContain(`pictures/two-cases-${number}-${name}.png`)
    })
  })
})
