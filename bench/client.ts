import { Agent, request, type IncomingMessage } from 'node:http'
import { load } from 'cheerio'
import { demoPassword, demoSecret } from '../src/commands/demo/people'
import { generateSync } from 'otplib'

export interface Answer {
  readonly status: number
  readonly place: string
  readonly body: Buffer
}

/** Somebody with one connection of their own, signed in; no more of a browser than a measurement needs. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1, timeout: 4000 })
  private readonly cookies = new Map<string, string>()
  csrf = ''

  constructor(readonly port: number) {}

  async signsIn(login: string): Promise<this> {
    await this.fills('/sign-in', { login, password: demoPassword })
    const entered = await this.fills('/sign-in/code', { code: generateSync({ secret: demoSecret }) })
    if (entered.place !== '/') throw new Error(`${login} could not sign in: ${entered.status} ${entered.place}`)
    const page = await this.get('/account')
    this.csrf = tokenIn(page)
    return this
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path)
  }

  post(path: string, typed: Record<string, string | readonly string[]>): Promise<Answer> {
    const body = new URLSearchParams({ _csrf: this.csrf })
    for (const [name, values] of Object.entries(typed)) for (const value of [values].flat()) body.append(name, value)
    return this.send('POST', path, body.toString())
  }

  async fills(path: string, typed: Record<string, string>): Promise<Answer> {
    this.csrf = tokenIn(await this.get(path))
    return this.post(path, typed)
  }

  /** A body in pieces, as long as there are some. */
  async send(
    method: string,
    path: string,
    body?: string | Iterable<Buffer>,
    type = 'application/x-www-form-urlencoded',
  ): Promise<Answer> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = this.headersOf(body, type)
      const sent = request({ port: this.port, host: '127.0.0.1', method, path, headers, agent: this.agent }, resolve)
      sent.on('error', reject)
      if (body === undefined || typeof body === 'string') sent.end(body)
      else void pour(body, sent)
    })
    this.keepCookies(response.headers['set-cookie'] ?? [])
    const pieces: Buffer[] = []
    for await (const piece of response) pieces.push(piece as Buffer)
    return { status: response.statusCode ?? 0, place: response.headers.location ?? '', body: Buffer.concat(pieces) }
  }

  private headersOf(body: string | Iterable<Buffer> | undefined, type: string) {
    return {
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(body !== undefined && { 'content-type': type }),
      ...(typeof body === 'string' && { 'content-length': Buffer.byteLength(body) }),
    }
  }

  private keepCookies(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.cookies.set(name, value)
    }
  }

  /** The same person at another connection. */
  another(): Client {
    const other = new Client(this.port)
    for (const [name, value] of this.cookies) other.cookies.set(name, value)
    other.csrf = this.csrf
    return other
  }

  leaves(): void {
    this.agent.destroy()
  }
}

async function pour(pieces: Iterable<Buffer>, into: NodeJS.WritableStream): Promise<void> {
  for (const piece of pieces) if (!into.write(piece)) await new Promise(resolve => into.once('drain', resolve))
  into.end()
}

const tokenIn = ({ body }: Answer) => load(body)('[name=_csrf]').first().attr('value') ?? ''
