import { randomUUID } from 'node:crypto'
import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { cookieOf } from '../setup/sending'
import type { Browser } from '../setup/browser-of-tests'

/**
 * A scanner's way in. Scanners keep no session and send a form they have read once a hundred times over: what they send goes on as the
 * signed-in person's, and every form as a new one. What ends a session, or takes away what is to be
 * tried, stays closed. Notes every answer.
 */
export class Door {
  /** How often each kind of answer was given: `POST 422`. */
  readonly answers = new Map<string, number>()
  readonly faults: string[] = []
  private constructor(
    readonly origin: string,
    private readonly server: Server,
  ) {}

  static async open(person: Browser, closed = nothing): Promise<Door> {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const door = new Door(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server)
    server.on('request', (req, res) => {
      door.passOn(person, closed, req).then(
        ({ status, headers, body }) => res.writeHead(status, headers).end(body),
        () => res.destroy(),
      )
    })
    return door
  }

  closes(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise(resolve => this.server.close(() => resolve()))
  }

  private async passOn(person: Browser, closed: RegExp, req: IncomingMessage) {
    const { method = 'GET', url = '/' } = req
    const body = asNewForm(await buffer(req))
    if (ends.test(url) || closed.test(url)) return { status: 404, headers: {}, body: Buffer.alloc(0) }
    const { host: _, ...headers } = req.headers
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const { hostname, port } = new URL(person.origin)
      const options = { hostname, port, method, path: url, headers: { ...headers, cookie: cookieOf(person) } }
      request(options, resolve).on('error', reject).end(body)
    })
    const status = answer.statusCode ?? 0
    const kind = `${method} ${status}`
    this.answers.set(kind, (this.answers.get(kind) ?? 0) + 1)
    if (status >= 500) this.faults.push(`${method} ${url} ${body.toString()}: ${status}`)
    const { 'set-cookie': __, 'transfer-encoding': ___, ...given } = answer.headers
    return { status, headers: given, body: await buffer(answer) }
  }
}

const ends = /^\/(sign-out|lock)|\/(removal|discarding|disabling|leaving|sessions\/end|state\/)/
const nothing = /^$/

/** Another `_once` of the same length, in either kind of body. */
const asNewForm = (body: Buffer): Buffer =>
  Buffer.from(
    body
      .toString('latin1')
      .replace(/(_once(?:=|"\r\n\r\n))[0-9a-f-]{36}/, (_, before: string) => before + randomUUID()),
    'latin1',
  )

/** A door for each person, opened when it is first asked for. */
export function doorsOf() {
  const doors = new Map<Browser, Promise<Door>>()
  const all = () => Promise.all(doors.values())
  return {
    of(person: Browser, closed?: RegExp): Promise<Door> {
      const door = doors.get(person) ?? Door.open(person, closed)
      doors.set(person, door)
      return door
    },
    faults: async () => (await all()).flatMap(door => door.faults),
    answers: async (kind: string) => (await all()).reduce((sum, door) => sum + (door.answers.get(kind) ?? 0), 0),
    close: async () => void (await Promise.all((await all()).map(door => door.closes()))),
  }
}
