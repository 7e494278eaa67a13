import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { sqlite } from '../src/database'
import type { Shape } from './bare-creating'
import { Client } from './client'
import { atLeast, atMost, median, type Figure } from './figures'
import { freshPlace, type Place } from './place'
import { start } from './started'
import { form, multipart } from './uploading'

export const intake = {
  secrecyAsked: 'no',
  name: 'Қайрат Әбдіғалиев',
  narrative: 'Меня держали в кабинете всю ночь. '.repeat(36), // some 180 words
  happened: ['detained', 'hurt'],
  'on-day': '17',
  'on-month': '12',
  'on-year': '2024',
  region: 'KZ-75',
  placeType: 'POLICE_OFFICE',
  risk: 'high',
  way: 'oral',
  countConsent: 'given',
}

/** T1 and T2: cases through HTTP, signed in, with token, sealing and trail, beside a handler that only inserts the rows. */
export async function creating(): Promise<Figure[]> {
  const place = await freshPlace(0)
  const ours = await start('ours', place.environment)
  const lawyer = await new Client(ours.port).signsIn('aigerim')
  const before = countsOf(place)
  const warm = await burst(200, 1, () => create(lawyer))
  const shape = shapeOf(place, before, 200)
  const bare = await start('bare-creating', {
    DATABASE: join(place.folder, 'bare.sqlite'),
    SHAPE: JSON.stringify(shape),
  })
  const plain = Array.from({ length: 16 }, () => new Client(bare.port))
  await burst(200, 1, () => insert(plain[0]!))

  const figures: Figure[] = []
  let sent = 200
  let refused = warm.refused
  for (const [clients, cases] of [
    [1, 2000],
    [8, 4000],
    [16, 3800],
  ] as const) {
    const crew = Array.from({ length: clients }, () => lawyer.another())
    const [we, they] = await inTurn(
      () => burst(cases / rounds, clients, worker => create(crew[worker]!)),
      () => burst(cases / rounds, clients, worker => insert(plain[worker]!)),
    )
    sent += cases
    refused += we.refused
    figures.push(atLeast(`create a case, ${clients} at a time`, we.rate, they.rate, 0.4, 'per s'))
  }
  const db = new sqlite(place.database, { readonly: true })
  const { many, different, last } = db
    .prepare(
      "SELECT count(*) many, count(DISTINCT reference) different, max(CAST(substr(reference, 10) AS INTEGER)) last FROM cases WHERE state <> 'draft'",
    )
    .get() as Record<string, number>
  db.close()
  figures.push(atMost(`of ${sent} cases sent: refused`, refused, 0, 'cases'))
  figures.push(
    atMost(
      `of ${sent} cases sent: lost or doubled`,
      Math.abs(many! - sent) + (sent - different!) + Math.abs(last! - sent),
      0,
      'cases',
    ),
  )
  figures.push(...(await withFile(place, lawyer, plain)))
  const { delay, peak } = await ours.report()
  figures.push(
    atMost('event loop while creating, p99.9', delay, 50, 'ms'),
    atMost('memory while creating', peak, 450, 'MiB'),
  )
  await ours.stop()
  await bare.stop()
  return figures
}

async function create(lawyer: Client): Promise<{ status: number; place?: string }> {
  const answer = await lawyer.post('/cases/quick', { ...intake, _once: randomUUID() })
  return answer.status === 303 && answer.place.startsWith('/cases/') ? answer : { status: 0 }
}

/** T4: a case and a file of 1 MiB to it, beside the two bare handlers. */
async function withFile({ folder }: Place, lawyer: Client, plain: readonly Client[]): Promise<Figure[]> {
  const bare = await start('bare-uploading', { FOLDER: folder })
  const figures: Figure[] = []
  const add = async (client: Client) => {
    const { place, status } = await create(client)
    if (!place) return { status }
    return client.send(
      'POST',
      `/evidence/of/${new URL(place, 'http://dalel').pathname.split('/')[2]}`,
      form(1, { _csrf: client.csrf }),
      multipart,
    )
  }
  for (const clients of [1, 4]) {
    const crew = Array.from({ length: clients }, () => ({ lawyer: lawyer.another(), taker: new Client(bare.port) }))
    const withItsFile = async (worker: number) => {
      await insert(plain[worker]!)
      return crew[worker]!.taker.send('POST', '/', form(1, {}), multipart)
    }
    await burst(100, clients, worker => add(crew[worker]!.lawyer))
    const [we, they] = await inTurn(
      () => burst(400 / rounds, clients, worker => add(crew[worker]!.lawyer)),
      () => burst(400 / rounds, clients, withItsFile),
    )
    if (we.refused + they.refused > 0) throw new Error(`${we.refused} and ${they.refused} files were not taken`)
    figures.push(atLeast(`create a case with a file of 1 MiB, ${clients} at a time`, we.rate, they.rate, 0.4, 'per s'))
  }
  await bare.stop()
  return figures
}

/** The same form, written by the same client. */
const insert = (client: Client) => client.post('/', { ...intake, _once: randomUUID() })

/** How often ours and the bare handler take turns: a neighbour on the machine then slows both alike. */
const rounds = 5

interface Burst {
  /** Per second. */
  readonly rate: number
  /** How many were not taken. */
  readonly refused: number
}

async function inTurn(ours: () => Promise<Burst>, bare: () => Promise<Burst>) {
  const [we, they] = [[] as Burst[], [] as Burst[]]
  for (let round = 0; round < rounds; round += 1) {
    we.push(await ours())
    they.push(await bare())
  }
  const summed = (bursts: readonly Burst[]) => ({
    rate: median(bursts.map(one => one.rate)),
    refused: bursts.reduce((sum, one) => sum + one.refused, 0),
  })
  return [summed(we), summed(they)] as const
}

/** Sends as many, so many at a time. */
async function burst(
  many: number,
  clients: number,
  send: (client: number) => Promise<{ status: number }>,
): Promise<Burst> {
  let left = many
  let refused = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (left-- > 0) if ((await send(client)).status !== 303) refused += 1
    }),
  )
  return { rate: (many / (performance.now() - begun)) * 1000, refused }
}

type Counts = Record<string, number>

function countsOf({ database }: Place): Counts {
  const db = new sqlite(database, { readonly: true })
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[]
  const counts = Object.fromEntries(
    tables.map(table => [table, db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number]),
  )
  db.close()
  return counts
}

/** What one of `cases` newest cases takes of each table. */
function shapeOf(place: Place, before: Counts, cases: number): Shape {
  const db = new sqlite(place.database, { readonly: true })
  const shape: Record<string, { rows: number; bytes: number }> = {}
  for (const [table, now] of Object.entries(countsOf(place))) {
    const rows = Math.round((now - (before[table] ?? 0)) / cases)
    if (rows === 0) continue
    const columns = (db.pragma(`table_info("${table}")`) as { name: string }[]).map(
      one => `coalesce(length("${one.name}"), 0)`,
    )
    const size = db
      .prepare(`SELECT avg(${columns.join('+')}) FROM (SELECT * FROM "${table}" ORDER BY 1 DESC LIMIT 100)`)
      .pluck()
      .get() as number
    shape[table] = { rows, bytes: Math.max(0, Math.round(size) - 72) }
  }
  db.close()
  return shape
}
