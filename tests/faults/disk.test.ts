import { Busy, DiskFailed, Full } from '../../src/core'
import { Case } from '../../src/cases'
import { asRefusal } from '../../src/database/faults'
import { realDisk, type Disk } from '../../src/vault'
import type { Page } from '../setup/browser-of-tests'
import { engine } from '../setup/database'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { addsFiles, filesOnDisk, sendsFilesAgain } from '../setup/sending'

/** Where a disk may fail on the way of one file, in the order of the way. */
const places = ['makeFolder', 'free', 'create', 'write', 'sync', 'close', 'rename', 'syncFolder'] as const
type Place = (typeof places)[number]

let failing: { at: Place; code: string } | undefined
const fails = (at: Place) => {
  if (failing?.at === at) throw Object.assign(new Error(failing.code), { code: failing.code })
}
const disk: Disk = {
  ...realDisk,
  async create(path) {
    fails('create')
    const spool = await realDisk.create(path)
    return {
      async write(pieces) {
        fails('write')
        await spool.write(pieces)
      },
      async sync() {
        fails('sync')
        await spool.sync()
      },
      async close() {
        await spool.close()
        fails('close')
      },
    }
  },
  async makeFolder(path) {
    fails('makeFolder')
    await realDisk.makeFolder(path)
  },
  async free(path) {
    fails('free')
    return realDisk.free(path)
  },
  async rename(from, to) {
    fails('rename')
    await realDisk.rename(from, to)
  },
  async syncFolder(path) {
    fails('syncFolder')
    await realDisk.syncFolder(path)
  },
}

describe('a disk that fails', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice({ disk })
    await everybodyIn(office)
  })
  afterEach(() => (failing = undefined))
  afterAll(() => office.closes())

  const typed = { description: 'Екі бет', givenBy: 'әкесі' }
  const keeps = (page: Page) =>
    expect([page.$('[name=description]').val(), page.$('[name=givenBy]').val()]).toEqual(Object.values(typed))

  it.each(places.flatMap(at => [[at, 'ENOSPC', 507, 'no room left on the disk'], [at, 'EIO', 500, 'The disk did not take this']] as const))(
    'at %s with %s keeps nothing of the file and everything that was typed, and takes it when it is well again',
    async (at, code, status, message) => {
      const { aigerim } = office
      const id = await filesQuickly(aigerim)
      const before = [filesOnDisk(office).length, (await office.trail()).length]
      failing = { at, code }
      const page = await addsFiles(aigerim, id, [['a.txt', 'content']], typed)
      expect([page.status, page.errors]).toEqual([status, [expect.stringContaining(message)]])
      keeps(page)
      expect([filesOnDisk(office).length, (await office.trail()).length]).toEqual(before)
      failing = undefined
      aigerim.page = page
      expect((await sendsFilesAgain(aigerim, id, [['a.txt', 'content']])).text).toContain('a.txt')
      expect(filesOnDisk(office).length).toBe(before[0]! + 1)
    },
  ) // prettier-ignore

  it('is written down for whoever looks after the machine, without a word that was typed', async () => {
    const id = await filesQuickly(office.aigerim)
    failing = { at: 'sync', code: 'EIO' }
    await addsFiles(office.aigerim, id, [['құпия.txt', 'content']], typed)
    const line = office.logLines.filter(one => one.includes('"fault"')).at(-1)
    expect(line).toContain('"code":"EIO"')
    expect(office.logLines.join('')).not.toMatch(/құпия|Екі бет|әкесі/)
  })

  /** The database has no room for one more case; gives back how to make room. */
  async function fill(code: string): Promise<() => Promise<unknown>> {
    const sql = (text: string) => office.gate.write(db => db.query<unknown>(text))
    if (engine === 'sqlite') {
      const [{ page_count: pages }] = await office.gate.write(db => db.query<[{ page_count: number }]>('PRAGMA page_count'))
      await sql(`PRAGMA max_page_count = ${pages}`)
      return () => sql('PRAGMA max_page_count = 1000000')
    }
    await sql(`CREATE FUNCTION no_room() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$ LANGUAGE plpgsql`)
    await sql('CREATE TRIGGER no_room BEFORE INSERT ON trail EXECUTE FUNCTION no_room()')
    return async () => [await sql('DROP TRIGGER no_room ON trail'), await sql('DROP FUNCTION no_room')]
  } // prettier-ignore

  it.each(engine === 'sqlite' ? ['53100'] : ['53100', '58030'])(
    'under the database keeps no half case and everything that was typed (%s)',
    async code => {
      const { aigerim, gate } = office
      const before = [await gate.read(db => db.count(Case)), (await office.trail()).length]
      const narrative = 'Меня держали ночь. '.repeat(5000).trim()
      await aigerim.opens('/cases/quick')
      const makeRoom = await fill(code)
      const page = await aigerim.submits({ ...quick, narrative })
      expect([page.status, page.errors.length]).toEqual([code === '53100' ? 507 : 500, 1])
      expect(page.$('[name=narrative]').text().trim() === narrative).toBe(true)
      expect(page.$('[name=name]').val()).toBe(quick.name)
      expect([await gate.read(db => db.count(Case)), (await office.trail()).length]).toEqual(before)
      await makeRoom()
      expect((await aigerim.submits({})).url).toMatch(/^\/cases\/[0-9a-f-]{36}/)
      expect(await gate.read(db => db.count(Case))).toBe(before[0]! + 1)
    },
  )

  it.each([
    ['SQLITE_FULL', Full],
    ['53100', Full],
    ['SQLITE_IOERR_FSYNC', DiskFailed],
    ['SQLITE_IOERR_WRITE', DiskFailed],
    ['58030', DiskFailed],
    ['SQLITE_BUSY', Busy],
    ['SQLITE_BUSY_SNAPSHOT', Busy],
    ['55P03', Busy],
  ])('is told as what it is: %s', (code, refusal) => {
    expect(asRefusal({ driverError: { code } })).toBeInstanceOf(refusal)
  })
})
