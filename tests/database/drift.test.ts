import { openDataSource } from '../../src/database'
import { entities } from '../../src/entities'
import { freshDatabase, type FreshDatabase } from '../setup/database'

describe('entities and migrations', () => {
  let database: FreshDatabase
  beforeEach(async () => {
    database = await freshDatabase()
  })
  afterEach(() => database.drop())

  it('leave typeorm nothing to change after migrating', async () => {
    const source = await openDataSource(database.url, entities, 'write')
    const wanted = await source.driver.createSchemaBuilder().log()
    await source.destroy()
    expect(wanted.upQueries.map(one => one.query)).toEqual([])
  })
})
