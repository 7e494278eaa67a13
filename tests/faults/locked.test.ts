import { Client } from 'pg'
import { sqlite, sqliteFile } from '../../src/database'
import { Case } from '../../src/cases/case.entity'
import { engine } from '../setup/database'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

describe('a database somebody else holds', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  /** Another process keeps everybody else from writing; gives back how to let go. */
  async function hold(): Promise<() => Promise<void>> {
    if (engine === 'sqlite') {
      const other = new sqlite(sqliteFile(office.database.url))
      other.exec('BEGIN IMMEDIATE')
      return () => Promise.resolve(void other.exec('ROLLBACK').close())
    }
    const other = new Client({ connectionString: office.database.url })
    await other.connect()
    await other.query('BEGIN')
    await other.query('LOCK TABLE cases, trail IN EXCLUSIVE MODE')
    return () => other.end()
  }

  it('is told calmly with everything that was typed, and the same form, sent again later, makes one case', async () => {
    const { aigerim, gate } = office
    await aigerim.opens('/cases/quick')
    office.now = new Date(office.now.getTime() + 120_000) // long enough that it would be written down who is here
    const letGo = await hold()
    const busy = await aigerim.submits(quick)
    expect(busy.status).toBe(503)
    expect(busy.headers.get('retry-after')).toBe('5')
    expect(busy.$('main').text()).toContain('send it again')
    for (const [name, value] of [['name', quick.name], ['on-day', quick['on-day']]] as const)
      expect(busy.$(`[name="${name}"]`).val()).toBe(value)
    expect(busy.$('[name=narrative]').text()).toContain(quick.narrative)
    expect((await aigerim.opens('/cases')).status).toBe(200) // who only looks is not kept waiting
    await letGo()
    aigerim.page = busy
    expect((await aigerim.submits({})).url).toMatch(/^\/cases\/[0-9a-f-]{36}\?filed=quick$/)
    expect(await gate.read(db => db.count(Case))).toBe(1)
  }, 30_000) // prettier-ignore

  it('keeps what is to be kept for later on its page', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    await aigerim.opens(`/cases/${id}/words`)
    const letGo = await hold()
    const narrative = 'Долгий рассказ, набранный за час.'
    const busy = await aigerim.submits({ narrative, _later: 'yes' })
    expect(busy.status).toBe(503)
    expect(busy.$('main').text()).toContain('send it again')
    expect(busy.$('[name=narrative]').text()).toContain(narrative)
    await letGo()
    expect((await aigerim.submits({ _later: 'yes' })).url).toBe(`/cases/${id}`)
    expect((await aigerim.opens(`/cases/${id}/words`)).$('[name=narrative]').text()).toContain(narrative)
  }, 30_000)
})
