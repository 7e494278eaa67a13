import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createStaffApp } from '../../src/app'
import { demo } from '../../src/commands/demo'
import { openInstallation } from '../../src/commands/office'
import { verifyCommand } from '../../src/commands/verify'
import { readConfig } from '../../src/config'
import { User } from '../../src/people'
import { workOn } from '../../src/trail'
import { Browser } from '../setup/browser-of-tests'
import { freshDatabase, type FreshDatabase } from '../setup/database'

describe('the demonstration', () => {
  let databases: FreshDatabase[] = []
  const lines: string[] = []
  const day = new Date('2026-03-02T04:00:00Z')
  const say = (line: string) => void lines.push(line)
  const place = async () => {
    const database = await freshDatabase()
    databases.push(database)
    const { url, folder } = database
    return readConfig({ MODE: 'demonstration', DATABASE_URL: url, KEY_FILE: `${folder}/host.key`, UPLOADS: `${folder}/uploads`, BCRYPT_COST: '4', SCRYPT_LOG_N: '10', LOG_LEVEL: 'silent' })
  } // prettier-ignore
  afterAll(async () => {
    for (const one of databases) await one.drop()
    databases = []
  })

  /** What is the same from the same seed: codes, days, minutes. Ids, keys and what is sealed are not. */
  const told = async (config: ReturnType<typeof readConfig>) => {
    const { gate } = await openInstallation(config)
    const rows = await gate.read(async db => [
      await db.query('SELECT reference, received_on, stage, verification, risk, event_cluster FROM cases ORDER BY reference'),
      await db.query('SELECT event_on, region_at_event, legal_basis, grounds_told, first_lawyer_min FROM detentions ORDER BY 1, 2, 3, 4, 5'),
      await db.query('SELECT event_on, family, method_codes FROM acts ORDER BY 1, 2, 3'),
      await db.query('SELECT violation_code, decision FROM classifications ORDER BY 1, 2'),
      await db.query('SELECT rule, due_at_on, done_at_on FROM deadlines ORDER BY 1, 2'),
      await db.query('SELECT fingerprint FROM saved_questions ORDER BY 1'),
    ])
    const users = await gate.read(db => db.count(User))
    await gate.close()
    return { users, cases: (rows[0] as unknown[]).length, hash: createHash('sha256').update(JSON.stringify(rows)).digest('hex') }
  } // prettier-ignore

  it('is the same from the same seed, holds together, says what it is, and goes into an empty installation only', async () => {
    const [first, second] = [await place(), await place()]
    for (const config of [first, second]) expect(await demo(config, { serve: false, cases: 30, on: day }, say)).toBe(0)
    expect(lines[0]).toBe('THIS IS A DEMONSTRATION. Every person, place and case in it is invented.')
    const one = await told(first)
    expect(one).toMatchObject({ users: 12, cases: 30 })
    expect(await told(second)).toEqual(one)
    expect(await verifyCommand(first, {}, say)).toBe(0)

    const doors = await openInstallation(first)
    const clock = () => day
    const server = createServer(createStaffApp({ ...doors, clock, inWork: workOn(doors.gate, clock) })).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const dana = new Browser(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const password = /^Password of everybody: (.+)$/m.exec(lines.join('\n'))![1]!
    const asked = await dana.fills('/sign-in', { login: 'dana', password })
    expect(asked.$('.dl-demo').text()).toContain('Everything here is invented')
    const again = await dana.submits({ code: '000000' }) // the code stands there as long as one is asked for
    expect([again.status, again.$('#shown-code').text()]).toEqual([422, asked.$('#shown-code').text()])
    const inside = await dana.submits({ code: again.$('#shown-code').text() })
    expect([inside.url, inside.$('.dl-demo').length]).toEqual(['/', 1])
    expect((await dana.opens('/cases')).$('tbody tr').length).toBeGreaterThan(0)
    expect((await dana.opens('/deadlines')).text).toContain('Past: 1. Due today: 1. Due in the seven days after: 2.')
    expect((await dana.opens('/deadlines?state=done')).$('.dl-due tbody tr').length).toBe(1)
    expect((await dana.opens('/questions')).$('#saved ~ ul li').length).toBe(3)
    expect((await dana.opens('/lists')).text).toContain('Высокий риск, открытые')
    server.closeAllConnections()
    server.close()

    const row = await doors.gate.read(db => db.query<{ value: string }[]>(`SELECT value FROM installation WHERE id = 'demonstration'`))
    expect(row).toEqual([{ value: 'loaded' }])
    await doors.gate.write(db => db.query(`DELETE FROM installation WHERE id = 'demonstration'`)) // as an office of real people
    await doors.gate.close()
    expect(await demo(first, { serve: false, cases: 30 }, say)).toBe(1)
    expect(lines.at(-1)).toContain('This installation holds data')
    expect(await told(first)).toEqual(one)
  }, 180_000) // prettier-ignore
})
