import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Browser } from '../setup/browser-of-tests'

const token = 'planted'

/**
 * A tiny office with the holes the scanners look for, behind a sign-in, a token and forms that are good once, as ours are: a scanner
 * that finds nothing here would find nothing there either.
 */
export async function openPlanted() {
  const rows = new Database(':memory:')
  rows.exec(`CREATE TABLE notes (words TEXT); INSERT INTO notes VALUES ('first'), ('second'), ('third')`)
  const seen = new Set<string | null>()

  const pages: Record<string, (asked: URLSearchParams) => string> = {
    '/': () =>
      `<a href="/look?name=first">Look</a><a href="/greeting?name=Dana">Greeting</a><a href="/notes">Notes</a>
       <form method="post" action="/notes"><input type="hidden" name="_csrf" value="${token}">
       <input type="hidden" name="_once" value="${randomUUID()}"><input name="words" value="first"><button>Keep</button></form>`,
    '/look': asked => found(`SELECT words FROM notes WHERE words = '${asked.get('name')}'`),
    '/greeting': asked => `<p>${asked.get('name')}</p>`,
    '/notes': () => found('SELECT words FROM notes'),
    '/.env': () => 'SECRET=planted',
  }
  const found = (statement: string) =>
    (rows.prepare(statement).all() as { words: string }[]).map(row => `<p>${row.words}</p>`).join('')

  const answer = (method: string | undefined, address: URL, sent: URLSearchParams): [number, string] => {
    const page = pages[address.pathname]
    if (!page) return [404, 'Not found']
    if (method !== 'POST') return [200, page(address.searchParams)]
    const once = sent.get('_once')
    if (sent.get('_csrf') !== token) return [403, 'Not from here']
    if (seen.has(once)) return [200, 'This was sent before']
    seen.add(once)
    const count = found(`SELECT words FROM notes WHERE words = '${sent.get('words')}'`)
    if (!count) rows.prepare('INSERT INTO notes VALUES (?)').run(sent.get('words'))
    return [200, count]
  }

  const server = createServer((req, res) => {
    void text(req).then(body => {
      res.setHeader('content-type', 'text/html; charset=utf-8')
      if (!/s=planted/.test(req.headers.cookie ?? '')) return res.writeHead(303, { location: '/sign-in' }).end()
      try {
        const [status, page] = answer(req.method, new URL(req.url!, 'http://planted'), new URLSearchParams(body))
        return res.writeHead(status).end(`<!doctype html><title>Notes</title>${page}`)
      } catch {
        return res.writeHead(422).end('This did not work')
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const person = new Browser(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  person.cookies.set('s', 'planted')
  return {
    person,
    closes: () => new Promise<void>(resolve => (server.close(() => resolve()), server.closeAllConnections())),
  }
}
