/** @needs strace */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { dalel, dies, serves } from '../setup/built'
import { everybodyIn, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { Person } from '../setup/people'
import { addsFiles, filesOnDisk } from '../setup/sending'

describe('a disk that does not keep what it was given', () => {
  let office: Office
  let server: ChildProcess | undefined
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterAll(async () => {
    await dies(server)
    await office.closes()
  })

  /** Starts the built program and signs in, the second time with the code after: each is good once. */
  async function begins(time: 0 | 1): Promise<Person> {
    const started = await serves(office)
    server = started.server
    const clock = () => new Date(Date.now() + time * 30_000)
    return new Person(started.origin, 'aigerim', office.aigerim.secret, '', clock).signsIn()
  }

  /** From now on every fsync of the server fails; gives back how the disk heals. */
  async function fails({ pid }: ChildProcess): Promise<() => Promise<void>> {
    const calls = 'fsync,fdatasync'
    const inject = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=EIO`]
    const strace = spawn('strace', ['-f', '-o', '/dev/null', ...inject, '-p', String(pid)])
    await once(strace.stderr, 'data') // it says that it has attached itself
    return async () => {
      strace.kill('SIGINT')
      await once(strace, 'exit')
    }
  }

  it('is told by a calm page, and nothing that was acknowledged is lost, even when the program dies then', async () => {
    const acknowledged: string[] = []
    const files = async (person: Person, name: string) => {
      const page = await person.fills('/cases/quick', { ...quick, name })
      const [address] = /^\/cases\/[0-9a-f-]{36}/.exec(page.url) ?? []
      if (address) acknowledged.push(address)
      return page
    }
    const person = await begins(0)
    await files(person, 'Before')
    const caseId = acknowledged[0]!.slice('/cases/'.length)
    const heals = await fails(server!)
    for (let round = 0; round < 5; round += 1) {
      for (const page of [await files(person, 'Failed'), await addsFiles(person, caseId, [['failed.txt', 'words']])]) {
        expect([page.status, page.errors]).toEqual([500, [expect.stringContaining('The disk did not take this')]])
        expect(page.html).not.toMatch(/SQLITE|EIO|node_modules|\.js:/)
      }
    }
    expect((await person.opens('/cases')).status).toBe(200) // who only looks need not know
    await heals()
    await files(person, 'After')
    expect((await addsFiles(person, caseId, [['kept.txt', 'words']])).status).toBe(200)
    await fails(server!)
    expect((await files(person, 'Failed again')).status).toBe(500)
    await dies(server)

    const again = await begins(1)
    await files(again, 'On the next day')
    expect(acknowledged).toHaveLength(3)
    for (const address of acknowledged) expect((await again.opens(address)).text).toContain(quick.narrative)
    expect((await again.opens(`/evidence/of/${caseId}`)).text).toMatch(/kept\.txt(?!.*failed)/)
    expect(filesOnDisk(office)).toHaveLength(1)
    expect((await dalel(office, 'verify')).said).toMatch(/^Everything holds/)
  }, 120_000)
})
