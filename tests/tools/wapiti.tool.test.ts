/** @needs wapiti */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '../setup/browser-of-tests'
import { faultsOf, formsOf, oneOfEach } from '../setup/everything'
import { everybodyIn } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { run } from '../setup/run'
import { Door, doorsOf } from './door'
import { openPlanted } from './planted'

interface Report {
  readonly vulnerabilities: Record<string, { method: string; path: string; parameter: string }[]>
  readonly anomalies: Record<string, { method: string; path: string; parameter: string }[]>
}

/** The code book has hundreds of pages. */
const withoutForms = /^\/(codebook|language|assets)/

/** Seconds for reading the pages, and for each of the two attacks. */
const time = { scan: '15', attack: '30' }

describe('wapiti', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dalel-wapiti-'))
  const doors = doorsOf()
  let office: Office | undefined
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await doors.close()
    await office?.closes()
  })

  /** Types markup into every field of the forms on these pages, and looks for it on every page it has read. */
  async function finds({ origin }: Door, pages: readonly string[]): Promise<string[]> {
    const here = mkdtempSync(join(folder, 'run-'))
    const report = join(here, 'report.json')
    const { said } = await run('wapiti', [
      ...['--url', `${origin}/`, ...pages.flatMap(page => ['--start', origin + page]), '--depth', '1'],
      ...['--module', 'xss,permanentxss', '--skip', '_csrf', '--skip', '_once', '--max-parameters', '40'],
      ...['--max-scan-time', time.scan, '--max-attack-time', time.attack],
      ...['--flush-session', '--store-session', here, '--store-config', here, '--no-bugreport', '--format', 'json', '--output', report],
    ], { seconds: 240, env: { ...process.env, https_proxy: 'http://127.0.0.1:9' } }) // prettier-ignore
    if (!said.includes('A report has been generated')) throw new Error(said)
    const { vulnerabilities, anomalies } = JSON.parse(readFileSync(report, 'utf8')) as Report
    return Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([what, found]) =>
      found.map(({ method, path, parameter }) => `${what}: ${method} ${path} ${parameter}`),
    )
  }

  it('finds what a tiny office gives back as it was typed, at once and later', async () => {
    const { person, closes } = await openPlanted()
    const door = await Door.open(person)
    expect((await finds(door, [])).sort()).toEqual([
      'Cross Site Scripting: GET /greeting name',
      'Cross Site Scripting: POST /notes words',
    ])
    await door.closes()
    await closes()
  }, 120_000)

  it('finds no page of the office that gives markup back, and causes no fault (S55, S60)', async () => {
    office = await openOffice()
    await everybodyIn(office)
    for (const person of [office.saule, office.timur]) await person.signsIn()
    const { aigerim, dana, saule, stranger } = office
    const forms = await formsOf(office, await oneOfEach(office))
    const pagesOf = (person: Browser) => [
      ...new Set(forms.filter(form => form.person === person).map(form => form.page)),
    ]
    // What is looked with is tried by Dana alone: Wapiti tries it before any form, until its time is over.
    const tried: [Browser, string[], closed: RegExp][] = [
      [aigerim, pagesOf(aigerim), /^\/(codebook|language|assets|questions|findings|cases\?)/],
      [dana, [...pagesOf(dana), '/cases?q=a', '/findings', '/questions'], withoutForms],
      [saule, pagesOf(saule), withoutForms],
      [stranger, pagesOf(stranger), withoutForms],
    ]
    const found = await Promise.all(
      tried.map(async ([person, pages, closed]) => finds(await doors.of(person, closed), pages)),
    )
    expect(found.flat()).toEqual([])
    expect(await doors.faults()).toEqual([])
    expect(faultsOf(office)).toEqual([])
    const heard = await Promise.all(['GET 200', 'POST 303', 'POST 422'].map(kind => doors.answers(kind)))
    expect(heard.map(many => many > 50)).toEqual([true, true, true])
  }, 300_000)
})
