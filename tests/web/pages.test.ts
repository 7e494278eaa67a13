import AxeCore from 'axe-core'
import { HtmlValidate } from 'html-validate'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { closeBrowser, openBrowser, pageOf } from '../setup/browser'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
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

describe('every page', () => {
  let office: Office
  let pages: [who: 'aigerim' | 'dana' | 'saule' | 'timur', path: string][]

  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    const id = await filesQuickly(office.aigerim)
    const html = (await office.aigerim.opens(`/cases/${id}`)).html
    const link = (form: RegExp) => form.exec(html)?.[0] ?? '/missing'
    const draft = (await office.aigerim.fills('/cases/new', { secrecyAsked: 'no', title: 'Draft' })).url
    await filesQuickly(office.bolat)
    for (const role of ['member', 'reader'])
      await office.aigerim.fills(`/cases/${id}/team`, { userId: office.dana.id, role }, '#join')
    const typed = { userId: office.dana.id, stays: 'member', note: 'Note' }
    const run = (await office.dana.fills(`/hand-over/${office.bolat.id}`, typed, '#hand-over')).url
    const asked = (await office.bolat.fills('/access/new', { reference: 'ADL-2026-0001', reason: 'Note' }, '#ask')).url
    const entry = link(new RegExp(`/cases/${id}/entries/detention/[0-9a-f-]{36}`))
    pages = [
      ['aigerim', '/'], ['aigerim', '/cases'], ['aigerim', '/cases?region=KZ-75&state=open&q=none'], ['aigerim', '/cases/new'], ['aigerim', '/cases/quick'], ['aigerim', draft], ['aigerim', draft.replace('/filing', '')],
      ['aigerim', `/cases/${id}`], ['aigerim', `/cases/${id}/about`], ['aigerim', `/cases/${id}/words`], ['aigerim', `/cases/${id}/secrecy`], ['aigerim', `/cases/${id}/team`],
      ['aigerim', `/cases/${id}/persons/new`], ['aigerim', link(new RegExp(`/cases/${id}/persons/[0-9a-f-]{36}`))], ['aigerim', link(new RegExp(`/cases/${id}/persons/[0-9a-f-]{36}/consent`))],
      ['aigerim', entry], ['aigerim', `${entry}/change`], ['aigerim', `/cases/${id}/entries`], ['aigerim', `/cases/${id}/timeline`], ['aigerim', `${entry}/history`], ['aigerim', `${entry}/versions`], ['aigerim', `${entry}/versions?field=recordedAt`], ['aigerim', `/cases/${id}/entries/stay/new?of=${entry.split('/').pop()}`], ['aigerim', `/cases/${id}/entries/act/new`], ['aigerim', `/evidence/of/${id}`], ['aigerim', `/evidence/of/${id}/new`], ['aigerim', '/account'],
      ['dana', '/classification'], ['dana', entry.replace('/cases/', '/classification/').replace('/entries/', '/')], ['dana', '/let-in'], ['dana', '/findings'], ['dana', '/questions'],
      ['dana', '/questions?unit=detention&measure=count&by1=region_at_event&level=V0&scope=coalition'],
      ['dana', '/codebook'], ['dana', '/codebook/violations'], ['dana', '/codebook/violations/V09.02'], ['dana', '/codebook/articles'], ['dana', '/codebook/findings'], ['dana', '/codebook/recommendations'], ['dana', '/codebook/clocks'], ['dana', '/codebook/lists/regions'],
      ['saule', '/users'], ['saule', '/users/new'], ['saule', `/users/${office.bolat.id}`], ['saule', '/organisations'], ['timur', '/trail'], ['dana', '/notices'], ['aigerim', '/notices'], ['aigerim', `/cases/${id}/hand-over`], ['aigerim', `/cases/${id}/looks`], ['dana', '/hand-over'], ['dana', `/hand-over/${office.aigerim.id}`], ['dana', run], ['aigerim', '/access'], ['dana', '/access'], ['aigerim', '/access/new'], ['aigerim', asked], ['dana', asked], ['dana', '/no-such-page'],
    ] // prettier-ignore
    for (const person of [office.saule, office.timur]) await person.signsIn()
  })
  afterAll(async () => {
    await closeBrowser()
    await office.closes()
  })

  it.each(['en', 'ru', 'kk'])(
    'is valid HTML without a text missing, an inline style or a script, in %s',
    async language => {
      const problems: string[] = []
      for (const [who, path] of pages) {
        await office[who].opens(`/language/${language}?back=/account`)
        const { html, text } = await office[who].opens(path)
        const key =
          /\b(common|people|cases|entries|evidence|classification|statistics|codebook|trail|notices|teamwork|requests|referrals)\.[a-z][\w.-]+/i.exec(
            text,
          )
        if (key) problems.push(`${path}: ${key[0]}`)
        if (/<script|style=|javascript:|\son[a-z]+=/.test(html)) problems.push(`${path}: script or style`)
        const report = await validator.validateString(html)
        for (const { messages } of report.results)
          for (const one of messages) problems.push(`${path}: ${one.ruleId} ${one.message} (line ${one.line})`)
      }
      expect([...new Set(problems)]).toEqual([])
    },
  )

  it.each([1280, 360])(
    'has nothing for axe to find and does not scroll sideways at %i px',
    async width => {
      office.now = new Date(office.now.getTime() + width * 1000)
      const problems: string[] = []
      const browser = await openBrowser()
      const signIn = await browser.newPage({ viewport: { width, height: 900 }, bypassCSP: true })
      await signIn.goto(`${office.origin}/sign-in`)
      problems.push(...(await look(signIn, '/sign-in')))
      for (const who of ['aigerim', 'dana', 'saule', 'timur'] as const) {
        const first = await pageOf(office[who], { width })
        const cookies = await first.context().cookies()
        const context = await browser.newContext({
          viewport: { width, height: 900 },
          bypassCSP: true,
          baseURL: office.origin,
        })
        await context.addCookies(cookies)
        const page = await context.newPage()
        for (const [, path] of pages.filter(([whose]) => whose === who)) {
          await page.goto(path)
          problems.push(...(await look(page, path)))
        }
        await context.close()
      }
      expect([...new Set(problems)]).toEqual([])
    },
    180_000,
  )
})

async function look(page: Page, path: string): Promise<string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof AxeCore }).axe.run())
  const found = violations.map(one => `${path}: ${one.id}: ${one.nodes[0]?.html.slice(0, 160) ?? ''}`)
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = (
      globalThis as unknown as { document: { documentElement: { scrollWidth: number; clientWidth: number } } }
    ).document.documentElement
    return scrollWidth - clientWidth
  })
  return wide > 0 ? [...found, `${path}: ${wide} px too wide`] : found
}
