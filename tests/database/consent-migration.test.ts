import { DataSource } from 'typeorm'
import { migrations } from '../../migrations'
import { Consent1764115200004 } from '../../migrations/20261126-04-consent'
import { Consent } from '../../src/cases'
import { entities } from '../../src/entities'
import { migrate, openDataSource } from '../../src/database'
import { rowHash } from '../../src/trail/row-hash'
import { engine, freshDatabase, type FreshDatabase } from '../setup/database'

describe('consents from before they had a history', () => {
  let database: FreshDatabase
  beforeEach(async () => {
    database = await freshDatabase()
  })
  afterEach(() => database.drop())

  /** The same database, empty, as it was before this migration. */
  async function before(): Promise<DataSource> {
    const source = await openDataSource(database.url, entities, 'write')
    if (engine === 'postgres') await source.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    await source.destroy()
    const url = engine === 'postgres' ? database.url : `${database.url}-before`
    const place = migrations.findIndex(one => one === Consent1764115200004)
    const earlier = new DataSource({ ...source.options, entities: [], ...(engine === 'sqlite' && { database: url.slice(7) }), migrations: migrations.slice(0, place) } as never) // prettier-ignore
    await earlier.initialize()
    await earlier.runMigrations()
    return earlier
  }

  it('stay, with the hashes that the trail knows, and hold until something else is said', async () => {
    const earlier = await before()
    const at = '2026-03-01T08:00:00.000Z'
    const row = ['0190', 1, 'kase', 'person', 'C_STATS', 'given', 'oral', '2026-03-01', 'aigerim', at]
    const places = row.map((_, i) => (engine === 'postgres' ? `$${i + 1}` : '?')).join(', ')
    const columns = 'id, version, case_id, person_id, scope, status, way, given_on, taken_by, changed_at'
    await earlier.query(`INSERT INTO consents (${columns}) VALUES (${places})`, row)
    const was = { id: '0190', version: 1, caseId: 'kase', personId: 'person', scope: 'C_STATS', status: 'given' }
    const said = { way: 'oral', givenOn: '2026-03-01', takenBy: 'aigerim', changedAt: new Date(at) }
    await earlier.destroy()

    const url = engine === 'postgres' ? database.url : `${database.url}-before`
    expect(await migrate(url, entities)).toContain('Consent1764115200004')
    const source = await openDataSource(url, entities, 'write')
    const [now] = await source.manager.find(Consent)
    expect(now).toMatchObject({ ...was, ...said, replacedAt: null, until: null, sealed: null })
    const metadata = source.getMetadata(Consent)
    expect(rowHash(metadata, now!)).toBe(rowHash(metadata, { ...was, ...said }))
    await source.destroy()
  })
})
