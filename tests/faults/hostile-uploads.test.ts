import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { EvidenceItem } from '../../src/evidence/evidence-item.entity'
import { dies, serves, temporaryOf } from '../setup/built'
import { engine } from '../setup/database'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { Person } from '../setup/people'
import { tokenOf } from '../setup/routes'
import { addsFiles, cookieOf, end, field, file, filesOnDisk, multipartHead } from '../setup/sending'

/** What a body is mangled into is found before any row is written: over the other database fewer are enough. */
const bodies = engine === 'sqlite' ? 10_000 : 1_000
const lanes = 16

/** A server in a process of its own, so that what it holds open and how large it grows can be seen. */
describe('uploads and downloads that mean harm', () => {
  let office: Office
  let server: ChildProcess
  let person: Person
  let place: string
  let csrf: string
  const agent = new Agent({ keepAlive: true, maxSockets: lanes })

  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    const started = await serves(office)
    server = started.server
    person = await new Person(started.origin, 'aigerim', office.aigerim.secret, '', () => new Date()).signsIn()
    place = `/evidence/of/${await filesQuickly(person)}`
    csrf = await tokenOf(person)
  })
  afterAll(async () => {
    agent.destroy()
    await dies(server)
    await office.closes()
  })

  const sends = (body: Uint8Array): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const headers = { cookie: cookieOf(person), 'content-type': 'multipart/form-data; boundary=b', 'content-length': body.length }
      const sent = request(new URL(place, person.origin), { agent, method: 'POST', headers }, answer => {
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString() }))
        answer.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body)
    }) // prettier-ignore

  /** What the server holds: open files and sockets, and megabytes of memory. Linux alone says so of another process. */
  const held = () => {
    const place = `/proc/${server.pid}`
    if (!existsSync(place)) return { open: 0, megabytes: 0 }
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`${place}/status`, 'utf8')) ?? []
    return { open: readdirSync(`${place}/fd`).length, megabytes: Number(kilobytes) / 1024 }
  }

  /** Files that lie there and belong to no row and to no form that still carries them; once nothing changes any more. */
  async function orphans(carried: ReadonlySet<string> = new Set()): Promise<string[]> {
    const spool = join(office.database.folder, 'uploads', 'spool')
    for (let turn = 0, still = 0; turn < 100 && still < 10; turn += 1) {
      await wait(50)
      still = existsSync(spool) && readdirSync(spool).length > 0 ? 0 : still + 1
    }
    const rows = await office.gate.read(db => db.find(EvidenceItem, { select: { id: true, fileId: true } }))
    const known = new Set(rows.map(row => row.fileId))
    const lying = filesOnDisk(office).map(name => name.replace(/\.age$/, ''))
    return lying.filter(name => !known.has(name) && !carried.has(name))
  }

  it(`come mangled ${bodies} times: no fault, no file left, nothing held open and no memory kept (S41)`, async () => {
    const sound = field('_csrf', csrf) + field('description', 'сипаттама') + file('a.txt', 'some content') + file('b.bin', '\u0000\u0001') + end
    const queue = mangled(Buffer.from(sound))
    const statuses = new Set<number>()
    const carried = new Set<string>()
    const sendsSome = async (left: number) => {
      while (queue.length > left) {
        const { status, text } = await sends(queue.pop()!)
        statuses.add(status)
        for (const [, sealed = ''] of text.matchAll(/name="kept" value="([^"]+)"/g)) {
          const list = JSON.parse(office.host.openText('kept-files', sealed) ?? '') as { files: { fileId: string }[] }
          for (const one of list.files) carried.add(one.fileId)
        }
      }
    }
    const sendsUntil = (left: number) => Promise.all(Array.from({ length: lanes }, () => sendsSome(left)))
    await sendsUntil(bodies * 0.8)
    const warm = held()
    await sendsUntil(0)
    const after = held()
    expect([...statuses].sort()).toEqual([303, 403, 422])
    expect(after.open).toBeLessThanOrEqual(warm.open + 4)
    expect(after.megabytes).toBeLessThan(warm.megabytes + 120)
    expect(await orphans(carried)).toEqual([])
  }, 180_000) // prettier-ignore

  it('break off at 0, 10, 50 and 99 %, and a hundred at once: the spool is empty and nothing is held (S42)', async () => {
    const begin = field('_csrf', csrf) + file('a.bin', '').slice(0, -2)
    const whole = Buffer.concat([Buffer.from(begin), Buffer.alloc(1_000_000, 'x'), Buffer.from(`\r\n${end}`)])
    const breaksOff = (share: number) =>
      new Promise<void>(resolve => {
        const { hostname, port } = new URL(person.origin)
        const socket = connect(Number(port), hostname, () => {
          socket.write(multipartHead(person, place, whole.length))
          socket.write(whole.subarray(0, Math.floor(whole.length * share)), () => setTimeout(() => socket.destroy(), 20))
        })
        socket.on('error', () => undefined)
        socket.on('close', () => resolve())
      })
    const rows = () => office.gate.read(db => db.count(EvidenceItem))
    const carried = new Set(await orphans()) // by forms that were asked again and never sent
    const before = await rows()
    for (const share of [0, 0.1, 0.5, 0.99]) for (let i = 0; i < 5; i += 1) await breaksOff(share)
    expect(await orphans(carried)).toEqual([])
    agent.destroy()
    const warm = held()
    for (let i = 0; i < 3; i += 1) {
      await Promise.all(Array.from({ length: 100 }, (_, at) => breaksOff([0, 0.1, 0.5, 0.99][at % 4]!)))
      expect(await orphans(carried)).toEqual([])
    }
    const after = held()
    expect(await rows()).toBe(before)
    expect(after.open).toBeLessThanOrEqual(warm.open + 4)
    expect(after.megabytes).toBeLessThan(warm.megabytes + 120)
    const page = await addsFiles(person, place.split('/').pop()!, [['after.txt', 'still works']])
    expect(page.text).toContain('after.txt')
    expect(readdirSync(temporaryOf(office.database.folder))).toEqual([])
  }, 60_000) // prettier-ignore

  it('are left by their readers fifty times: nothing stays open', async () => {
    const page = await addsFiles(person, place.split('/').pop()!, [['long.bin', new Uint8Array(20_000_000)]])
    const content = `${page.$('tbody th a').last().attr('href')}/content`
    const leaves = () =>
      new Promise<void>((resolve, reject) => {
        const { hostname, port } = new URL(person.origin)
        const socket = connect(Number(port), hostname, () =>
          socket.write(`GET ${content} HTTP/1.1\r\nHost: office\r\nCookie: ${cookieOf(person)}\r\n\r\n`),
        )
        socket.once('data', () => socket.destroy())
        socket.on('error', reject)
        socket.on('close', () => resolve())
      })
    await leaves()
    await wait(200)
    const warm = held()
    for (let i = 0; i < 5; i += 1) await Promise.all(Array.from({ length: 10 }, leaves))
    await wait(500)
    expect(held().open).toBeLessThanOrEqual(warm.open + 4)
  })
})

type Change = { at: number; put?: Uint8Array; cut?: number; copy?: number; length?: number }

/** A sound body, changed in one to four places; the same every time. */
function mangled(sound: Buffer): Buffer[] {
  const place = fc.integer({ min: 0, max: sound.length - 1 })
  const marks = ['--b', '--b--', '\r\n\r\n', '\r\n', '"', 'filename="', 'name=', '\u0000']
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ at: place, put: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
    fc.record({ at: place, cut: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ at: place, copy: place, length: fc.integer({ min: 1, max: 200 }) }),
    fc.record({ at: place, put: fc.constantFrom(...marks).map(text => new Uint8Array(Buffer.from(text))) }),
  )
  const apply = (body: Buffer, { at, put, cut, copy, length = 0 }: Change): Buffer =>
    Buffer.concat([
      body.subarray(0, at),
      put ?? (copy === undefined ? Buffer.alloc(0) : body.subarray(copy, copy + length)),
      body.subarray(at + (cut ?? put?.length ?? 0)),
    ])
  return fc
    .sample(fc.array(change, { minLength: 1, maxLength: 4 }), { numRuns: bodies, seed: 41 })
    .map(changes => changes.reduce(apply, sound))
}
