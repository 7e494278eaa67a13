import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { EvidenceItem } from '../../src/evidence'
import { oneOfEach, question, whoMay } from '../setup/everything'
import { everybodyIn } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { password } from '../setup/people'
import { addressOf, routesOf, type Objects } from '../setup/routes'
import { invites, Newcomer } from '../people/newcomer'

const pageCsp = "default-src 'none';style-src 'self';img-src 'self';font-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'" // prettier-ignore
const permissions = 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'

/** What every answer carries; Date and the connection's own lines apart. */
const common = {
  'cache-control': 'no-store',
  'content-security-policy': pageCsp,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': permissions,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-robots-tag': 'noindex',
  'x-xss-protection': '0',
}
const page = { ...common, 'content-type': 'text/html; charset=utf-8' }
const download = (type: string, name: string) => ({
  ...common,
  'content-type': type,
  'content-disposition': `attachment; filename="${name}"`,
  'content-security-policy': "sandbox; default-src 'none'",
  'accept-ranges': 'none',
})
const picture = { ...common, 'content-type': 'image/png' }

/** Every route that gives something else than a page. */
const expected: Readonly<Record<string, (objects: Objects) => object>> = {
  '/evidence/:id/content': ({ item }) => download('application/octet-stream', `EVID-${item}.txt`),
  '/questions/answer.json': () => download('application/json; charset=utf-8', 'dalel-answer.json'),
  '/questions/answer.csv': () => download('text/csv; charset=utf-8', 'dalel-answer.csv'),
  '/calendar/:feedCode/deadlines.ics': () => download('text/calendar; charset=utf-8', 'dalel-deadlines.ics'),
  '/carrying/template.xlsx': () =>
    download('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'dalel-template.xlsx'),
  '/account/authenticator.png': () => picture,
  '/invitation/:code/authenticator.png': () => picture,
}

const headersOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => !/^(date|connection|keep-alive|content-length|transfer-encoding|set-cookie)$/.test(name))) // prettier-ignore

describe('files the program gives', () => {
  let office: Office
  let objects: Objects
  let places: Readonly<Record<string, string>>
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    for (const person of [office.saule, office.timur]) await person.signsIn()
    objects = await oneOfEach(office)
    const own = await office.aigerim.fills('/account/authenticator', { current: password })
    const calendar = await office.dana.fills(
      '/account/calendar',
      { current: password },
      'form[action="/account/calendar"]',
    )
    const newcomer = new Newcomer(office, 'kairat')
    const invited = await newcomer.choosesPassword(await invites(office, 'kairat', ['lawyer']))
    const q = encodeURIComponent(question)
    places = {
      '/evidence/:id/content': `/evidence/${objects.item}/content`,
      '/questions/answer.json': `/questions/answer.json?q=${q}`,
      '/questions/answer.csv': `/questions/answer.csv?q=${q}`,
      '/calendar/:feedCode/deadlines.ics': /\/calendar\/[\w-]+\/deadlines\.ics/.exec(calendar.html)![0],
      '/carrying/template.xlsx': '/carrying/template.xlsx',
      '/account/authenticator.png': own.$('main img').attr('src')!,
      '/invitation/:code/authenticator.png': invited.$('main img').attr('src')!,
    }
  }, 60_000)
  afterAll(() => office.closes())

  it('are all known here: every other address gives a page, or leads to one', async () => {
    const asksMore = /^\/(invitation\/|questions\/cases$|referrals\/|related\/asks\/)/ // a code that is spent, a question, another organisation
    const others: unknown[] = []
    for (const { path, ...route } of routesOf(office).filter(one => one.method === 'get' && !(one.path in expected))) {
      const { status, headers } = await whoMay(office, { path, ...route }).send(addressOf(path, objects))
      const isPage = headers.get('content-type') === page['content-type'] && (status === 200 || asksMore.test(path))
      if (!isPage && status !== 303) others.push([path, status, headers.get('content-type')])
    }
    expect(others).toEqual([])
  }) // prettier-ignore

  it.each(Object.keys(expected))('%s: this very set of headers, whole although a part is asked for (S51)', async path => {
    for (const range of ['', 'bytes=0-3', 'bytes=5-', 'bytes=0-1,3-4']) {
      const answer = await office.aigerim.send(places[path]!, range ? { headers: { range } } : {})
      expect([answer.status, headersOf(answer)]).toEqual([200, expected[path]!(objects)])
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(path.endsWith('content') ? 6 : 100)
    }
  }) // prettier-ignore

  it.each(Object.keys(expected))('%s: a page and nothing of a file when it is refused, not there or broken (S51)', async path => {
    const place = places[path]!
    const isPage = async (answer: Response) => {
      expect([[404, 422].includes(answer.status), headersOf(answer)]).toEqual([true, page])
      expect(await answer.text()).toContain('<h1')
    }
    const isTemplate = path === '/carrying/template.xlsx' // the same for all: only who may not have it is refused
    const nowhere = place.replace(/[0-9a-f-]{36}|\?.*$|(?<=\/calendar\/)[^/]+/, '')
    await isPage(await (isTemplate ? office.saule : office.aigerim).send(nowhere))
    if (/^\/(invitation|calendar)/.test(path)) return // the address is the key
    if (!isTemplate) await isPage(await office.olga.send(place.replace(/q=.*/, 'q=%7B%7D')))
    const visitor = await office.stranger.send(place)
    expect([visitor.status, visitor.headers.get('content-disposition'), visitor.headers.get('cache-control')]).toEqual([303, null, 'no-store'])
  }) // prettier-ignore

  it('gives a page that says so when the file has gone from the disk, and writes it into the log', async () => {
    const { fileId } = await office.gate.read(db => db.findOneByOrFail(EvidenceItem, { id: objects.item! }))
    rmSync(join(office.database.folder, 'uploads', fileId!.slice(0, 2), `${fileId}.age`))
    const answer = await office.aigerim.send(places['/evidence/:id/content']!)
    expect([answer.status, headersOf(answer)]).toEqual([500, page])
    expect(office.logLines.filter(line => line.includes('"fault"'))).toHaveLength(1)
  })

  it('gives style and letters to keep for an hour, as what they are and whole', async () => {
    const kinds = [['theme.css', 'text/css; charset=utf-8'], ['fonts/golos-text-latin-400-normal.woff2', 'font/woff2']] as const
    for (const [name, type] of kinds) {
      const answer = await fetch(`${office.origin}/assets/${name}`, { headers: { range: 'bytes=0-3' } })
      const { etag, 'last-modified': at, ...headers } = headersOf(answer)
      expect([answer.status, headers]).toEqual([200, { ...common, 'cache-control': 'public, max-age=3600', 'content-type': type }])
      expect([typeof etag, typeof at]).toEqual(['string', 'string'])
    }
    expect(headersOf(await fetch(`${office.origin}/assets/nothing.css`, { redirect: 'manual' }))).not.toHaveProperty('etag')
  }) // prettier-ignore
})
