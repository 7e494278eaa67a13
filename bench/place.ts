import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demo } from '../src/commands/demo'
import { demonstrationConfig } from '../src/config'

/** An installation in a folder, as the environment of a program has it. */
export interface Place {
  readonly folder: string
  readonly database: string
  readonly environment: Record<string, string>
}

export const placeIn = (folder: string): Place => {
  const database = join(folder, 'dalel.sqlite')
  return {
    folder,
    database,
    environment: {
      DATABASE_URL: `sqlite:${database}`,
      KEY_FILE: join(folder, 'host.key'),
      UPLOADS: join(folder, 'uploads'),
      MODE: 'demonstration',
      LOG_LEVEL: 'error',
      PORT: '0',
    },
  }
}

/** The people of the demonstration and as many of its cases, in a folder that goes with the run. */
export async function freshPlace(cases: number): Promise<Place> {
  const place = placeIn(mkdtempSync(join(tmpdir(), 'dalel-bench-')))
  process.once('exit', () => rmSync(place.folder, { recursive: true, force: true }))
  await load(place, cases)
  return place
}

async function load(place: Place, cases: number): Promise<void> {
  Object.assign(process.env, place.environment)
  const status = await demo(demonstrationConfig(), { serve: false, cases }, () => undefined)
  if (status !== 0) throw new Error('The demonstration did not load')
}

/** A place that takes long to make: kept under `build` from one run to the next, as long as the tables are the same. */
export async function keptPlace(name: string, make: (place: Place) => Promise<void>): Promise<Place> {
  const kept = join(__dirname, '..', 'bench-data', `${name}-${schema()}`)
  if (existsSync(kept)) return placeIn(kept)
  const half = `${kept}.half`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  await load(placeIn(half), 1500)
  await make(placeIn(half))
  renameSync(half, kept)
  return placeIn(kept)
}

function schema(): string {
  const folder = join(__dirname, '..', 'migrations')
  const digest = createHash('sha256')
  for (const name of readdirSync(folder).sort()) digest.update(readFileSync(join(folder, name)))
  return digest.digest('hex').slice(0, 8)
}
