import { load } from 'cheerio'
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { sqlite } from '../src/database'
import { bareReading } from './bare-reading'
import { indicators, run, yearByArticle, yearByRegion } from './by-hand'
import { Client } from './client'
import { intake } from './creating'
import { atMost, median, percentile, timed, timesAtMost, type Figure } from './figures'
import { multiply } from './multiplied'
import { keptPlace } from './place'
import { start } from './started'
import type { Report } from './watched'

const years = [new Date().getUTCFullYear() - 5, new Date().getUTCFullYear()] as const
const period = { basis: 'event', from: `${years[0]}-01-01`, to: `${years[1] + 1}-01-01` }

/** Lists, cases, findings and questions where there are a hundred thousand cases (T6, T12, T13). */
export async function reading(): Promise<Figure[]> {
  const place = await keptPlace('hundred-thousand', kept => multiply(kept, 100_000))
  /** How fast a disk is, is no measure of either side: a machine that takes back what it has read of the file is told to read it again. */
  const inMemory = async () => {
    for await (const _ of createReadStream(place.database));
  }
  await inMemory()
  const ours = await start('ours', place.environment)
  const figures = [atMost('memory when idle', (await ours.report()).memory, 200, 'MiB')]
  const dana = await new Client(ours.port).signsIn('dana')
  const aigerim = await new Client(ours.port).signsIn('aigerim')
  const db = new sqlite(place.database, { readonly: true })
  db.pragma('cache_size = -16000')

  const { addresses, files } = await walk(dana, 60)
  const reports: Report[] = []
  const see = async (many: number, address: (one: number) => string) => {
    const taken: number[] = []
    await inMemory()
    await ours.report() // what it was before is no measure of these
    for (let one = 0; one < many; one += 1) taken.push(await timed(() => got(dana, address(one))))
    reports.push(await ours.report())
    return taken
  }
  /** Each page in its turn, so that what slows the machine for a while slows all of them. */
  const lists = ['/cases', addresses.at(-1) ?? '', '/cases?region=KZ-75&risk=high']
  const inTurn = async (rounds: number) => {
    const taken = await see(rounds * lists.length, one => lists[one % lists.length] ?? '')
    return lists.map((_, list) => taken.filter((_, one) => one % lists.length === list))
  }
  await see(20, one => (one % 2 ? '/cases' : `/cases/${files[one]}`))
  const names = await namesOf(dana, files)
  const bare = await bareReading(db, files)
  reports.length = 0 // what a first page costs is no measure of the later ones
  const worst = (measure: keyof Report) => Math.max(...reports.map(one => one[measure]))
  const [first = [], last = [], filtered = []] = await inTurn(200)
  const whole = await see(750, one => `/cases/${files[one * 2]}`)
  const searched = await see(200, one => `/cases?q=${encodeURIComponent(names[one % names.length] ?? '')}`)
  figures.push(
    atMost('list of cases, p50', median(first), 15, 'ms'),
    timesAtMost(`list of cases, page ${addresses.length} beside page 1`, median(last), median(first), 1.2),
    atMost('list of cases with two filters, p50', median(filtered), 15, 'ms', median(bare.filtered)),
    atMost('list of cases with two filters, p95', percentile(filtered, 95), 100, 'ms', percentile(bare.filtered, 95)),
    atMost('page of a case with ten entries, p50', median(whole), 40, 'ms', median(bare.whole)),
    atMost('page of a case with ten entries, p95', percentile(whole, 95), 80, 'ms', percentile(bare.whole, 95)),
    atMost('list of cases by a name, p95', percentile(searched, 95), 30, 'ms', percentile(bare.searched, 95)),
    atMost('event loop beside lists and cases, p99.9', worst('delay'), 50, 'ms'),
  )

  /** Each time after a deed, so that no answer is remembered. */
  const beside = async (address: string, statements: readonly string[]) => {
    const [we, hand]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < 6; turn += 1) {
      await aigerim.post('/cases/quick', { ...intake, _once: randomUUID() })
      we.push(await timed(() => got(dana, address)))
      hand.push(await timed(() => Promise.resolve(run(db, statements))))
      await wait(50) // the connections that ran out meanwhile are seen to be closed
    }
    return [median(we.slice(1)), median(hand.slice(1))] as const
  }
  const question = (unit: string, ...by: string[]) =>
    `/questions?q=${encodeURIComponent(JSON.stringify({ unit, measure: { kind: 'count' }, by: by.map(field => ({ field })), period, scope: 'coalition' }))}`
  const agrees = async (address: string, statement: string) => {
    const { rows } = JSON.parse(String(await got(dana, address.replace('?', '/answer.json?')))) as Given
    const counted = new Map(db.prepare(statement).raw().all().map(row => row as [string, string, number]).map(([k1, k2, many]) => [`${k1} ${k2}`, many])) // prettier-ignore
    const whole = rows.filter(row => row.keys.every(key => key !== null) && row.value !== null)
    const wrong = whole.filter(row => row.value !== (counted.get(row.keys.join(' ')) ?? 0))
    if (whole.length === 0 || wrong.length > 0)
      throw new Error(`${wrong.length} of ${whole.length} cells are not what SQL says`)
  }
  const byRegion = question('detention', 'year', 'region_at_event')
  const byArticle = question('act', 'year', 'article')
  await agrees(byRegion, yearByRegion(years))
  await agrees(byArticle, yearByArticle(years))
  const findings = await beside('/findings', indicators.map(one => one(years))) // prettier-ignore
  const regions = await beside(byRegion, [yearByRegion(years)])
  const articles = await beside(byArticle, [yearByArticle(years)])
  figures.push(
    timesAtMost('findings page', ...findings, 2),
    timesAtMost('detentions by year and region', ...regions, 2),
    timesAtMost('acts by year and article', ...articles, 2),
  )
  const { delay, peak } = await ours.report()
  figures.push(
    atMost('event loop beside counting, p99.9', delay, 50, 'ms'),
    atMost('memory at a hundred thousand cases, workers included', Math.max(peak, worst('peak')), 450, 'MiB'),
  )
  db.close()
  await ours.stop()
  return figures
}

interface Given {
  readonly rows: readonly { readonly keys: readonly (string | null)[]; readonly value: number | null }[]
}

async function got(client: Client, address: string): Promise<Buffer> {
  const answer = await client.get(address)
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`)
  return answer.body
}

/** Names of people in some of the files, as somebody who looks for them types them. */
async function namesOf(client: Client, files: readonly string[]): Promise<string[]> {
  const names: string[] = []
  for (let one = 0; one < 20; one += 1) {
    const page = load(await got(client, `/cases/${files[one * 60]}`))
    const name = page('a[href*="/persons/"]').first().text().trim()
    if (name) names.push(name)
  }
  if (names.length < 10) throw new Error('The pages of cases name nobody')
  return names
}

/** The first so many pages of the list: their addresses, and the cases on them. */
async function walk(client: Client, many: number): Promise<{ addresses: string[]; files: string[] }> {
  const addresses = ['/cases']
  const files: string[] = []
  for (let at = 0; at < many; at += 1) {
    const page = load(await got(client, addresses[at] ?? ''))
    for (const link of page('tbody a[href^="/cases/"]').toArray())
      files.push(page(link).attr('href')?.split('/')[2] ?? '')
    const next = page('[rel=next]').attr('href')
    if (!next) throw new Error(`The list ends at page ${at + 1}`)
    addresses.push(next)
  }
  return { addresses, files }
}
