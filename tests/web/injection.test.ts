import { entities } from '../../src/entities'
import { faultsOf, formsOf, oneOfEach, question, whoMay, type FormThere } from '../setup/everything'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { addressOf, namesIn, posts, routesOf, tokenOf, type Objects } from '../setup/routes'

const nonsense = 'zzqx'
const injections = [
  `'`,
  `"; --`,
  `zzqx' OR '1'='1`,
  `zzqx') OR 1=1 --`,
  `0; DROP TABLE cases; --`,
  `zzqx' UNION SELECT id, id, id FROM users --`,
  `zzqx'||(SELECT pg_sleep(9))||'`,
  `zzqx%' OR title LIKE '%`,
  `:id ?1 $1 @p`,
  `\\'; DELETE FROM trail; --`,
]
/** Percent-encoded, since half of it is no text at all. */
const broken = ['%00', 'a%00b', '%FF', '%C0%AF', '%ED%A0%80', '%F4%90%80%80', '%', '%zz', '%u0041', '%E2%80%AE', '%F0%9F%98%80', '%EF%BF%BE'] // prettier-ignore
const polluting = ['__proto__', '__proto__[polluted]', 'constructor', 'constructor[prototype][polluted]', 'prototype', '__proto__.polluted', 'toString', 'hasOwnProperty', '__proto__-year'] // prettier-ignore

const ends = ['/lock', '/sign-out'] // the session would be over

describe('what is typed into addresses and forms', () => {
  let office: Office
  let objects: Objects
  let forms: FormThere[]
  let others: string
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    for (const person of [office.saule, office.timur]) await person.signsIn()
    others = await filesQuickly(office.olga)
    objects = await oneOfEach(office)
    forms = await formsOf(office, objects)
  })
  afterAll(() => office.closes())

  /** How many rows there are of each kind, and every fact of somebody else's. */
  const rows = () =>
    office.gate.read(async db => {
      const counts: [string, number][] = []
      for (const entity of entities) {
        const { tableName, name } = db.dataSource.getMetadata(entity)
        if (!/session|rate|trail|custody/i.test(name)) counts.push([tableName, await db.count(entity)])
      }
      return { counts, others: await db.query(`SELECT * FROM cases WHERE id = '${others}'`) as unknown }
    }) // prettier-ignore

  /** What of a page says how much was found. */
  const measure = async (form: FormThere['person'], address: string) => {
    const page = await form.opens(address)
    return [page.status, page.$('tbody tr').length, page.$('main li a').length]
  }

  it('walks every page and finds every form', () => {
    const actions = new Set(forms.map(form => form.action.replace(/[0-9a-f-]{36}/g, ':id')))
    expect(actions.size).toBeGreaterThan(25)
    expect(forms.reduce((sum, form) => sum + form.names.length, 0)).toBeGreaterThan(250)
  })

  it('finds as little for a piece of SQL in an address as for a nonsense word (S54)', async () => {
    const before = await rows()
    const wrong: unknown[] = []
    for (const route of routesOf(office).filter(one => one.method === 'get')) {
      const person = whoMay(office, route)
      for (const name of namesIn(route.path)) {
        const [plain, ...tried] = await Promise.all(
          [nonsense, ...injections].map(async text => (await person.send(addressOf(route.path, objects, { [name]: text }))).status),
        )
        if (tried.some(status => status !== plain)) wrong.push([route.path, name, plain, tried])
      }
    } // prettier-ignore
    expect(wrong).toEqual([])
    expect(await rows()).toEqual(before)
  })

  it('finds as little for a piece of SQL in any field that is looked with (S54)', async () => {
    const before = await rows()
    const names = (path: string) => [
      ...new Set(forms.filter(form => form.method === 'get' && form.action === path).flatMap(form => form.names)),
    ]
    const asked: [string, string[], string][] = [
      ['/cases', [...names('/cases'), 'state', 'cluster', 'verification', 'source', 'article', 'sort', 'after', 'from', 'to'], 'q='],
      ['/questions', names('/questions'), 'unit=detention&measure=count&level=V0'],
      ['/questions', ['q'], ''],
      ['/questions/cases', ['keys', 'after'], `q=${encodeURIComponent(question)}`],
      ['/questions/answer.csv', ['q'], ''],
      ['/findings', ['from', 'to', 'scope', ...names('/findings')], ''],
      ['/classification', names('/classification'), ''],
      ['/trail', ['after', 'before', 'page', ...names('/trail')], ''],
      ['/sign-in', ['next'], ''],
      ['/language/en', ['back'], ''],
    ] // prettier-ignore
    const wrong: unknown[] = []
    for (const [path, fields, rest] of asked) {
      const person = path === '/trail' ? office.timur : path === '/sign-in' ? (office.stranger as never) : office.dana
      for (const name of new Set(fields)) {
        const address = (text: string) => `${path}?${rest.replace(new RegExp(`(^|&)${name}=[^&]*`), '')}&${name}=${encodeURIComponent(text)}`
        const plain = await measure(person, address(nonsense))
        for (const text of injections) {
          const tried = await measure(person, address(text))
          if (tried.join() !== plain.join()) wrong.push([path, name, text, plain, tried])
        }
      }
    } // prettier-ignore
    expect(wrong).toEqual([])
    expect(await rows()).toEqual(before)
    expect(faultsOf(office)).toEqual([])
  })

  /** Sends a form with some of its fields typed otherwise, raw; files cannot be typed. */
  const sends = async (form: FormThere, typed: Record<string, string>) => {
    const token = form.person === office.stranger ? undefined : await tokenFor(form)
    const fields = form.fields.map(([name, value]) => [encodeURIComponent(name), name === '_csrf' && token ? token : encodeURIComponent(value)])
    const changed = [...fields.filter(([name]) => !(decodeURIComponent(name!) in typed)), ...Object.entries(typed).map(([name, value]) => [encodeURIComponent(name), value])]
    return posts(form.person, form.action, changed.map(pair => pair.join('=')).join('&'))
  } // prettier-ignore
  const tokens = new Map<unknown, string>()
  const tokenFor = async ({ person }: FormThere) => {
    if (!tokens.has(person)) tokens.set(person, await tokenOf(person))
    return tokens.get(person)!
  }
  const typable = () =>
    forms.filter(
      form => form.method === 'post' && !form.multipart && form.names.length > 0 && !ends.includes(form.action),
    )

  it('takes a piece of SQL in any field of any form as words or refuses it (S54)', async () => {
    const canary = (await rows()).others
    const statuses = new Map<number, number>()
    for (const form of typable()) {
      for (const text of injections) {
        const typed = Object.fromEntries(form.names.map(name => [name, encodeURIComponent(text)]))
        const { status } = await sends(form, { ...typed, version: '' })
        expect([form.action, text, [303, 404, 409, 422, 429].includes(status)]).toEqual([form.action, text, true])
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
      for (const [at, name] of form.names.entries())
        await sends(form, { [name]: encodeURIComponent(injections[at % injections.length]!), _once: encodeURIComponent(`${injections[at % 3]}${at}`) })
    } // prettier-ignore
    expect(faultsOf(office)).toEqual([])
    expect((await rows()).others).toEqual(canary)
    expect([statuses.get(303)! > 5, statuses.get(422)! > 50]).toEqual([true, true]) // some words were taken, most were not
    for (const person of [office.aigerim, office.dana]) expect((await person.opens('/cases')).status).toBe(200)
  }, 120_000)

  it('refuses what is no text, everywhere, without a fault (S59)', async () => {
    for (const route of routesOf(office).filter(one => one.method === 'get')) {
      const person = whoMay(office, route)
      const plain = addressOf(route.path, objects)
      for (const text of broken) {
        const address = route.path.includes(':')
          ? addressOf(route.path, { ...objects, ...Object.fromEntries(Object.keys(objects).map(name => [name, 'BROKEN'])) }).replaceAll('BROKEN', text)
          : `${plain}?q=${text}&state=${text}&region=${text}&from=${text}&after=${text}&keys=${text}&unit=${text}&f0=${text}&v0=${text}&back=${text}&next=${text}`
        expect([address, (await person.send(address)).status < 500]).toEqual([address, true])
      }
    } // prettier-ignore
    for (const form of typable())
      for (const text of broken)
        for (const typed of [{ _once: text }, { ...Object.fromEntries(form.names.map(name => [name, text])), _once: 'a' }])
          expect([form.action, text, (await sends(form, typed)).status < 500]).toEqual([form.action, text, true])
    expect(faultsOf(office)).toEqual([])
  }, 120_000) // prettier-ignore

  it('refuses fields of 100 kB, two thousand fields, and a head of 20 kB (S59)', async () => {
    const { aigerim } = office
    const long = 'x'.repeat(100_001)
    for (const form of typable()) {
      const typed = Object.fromEntries(form.names.map(name => [name, long]))
      expect((await sends(form, { ...typed, _once: long })).status).toBeLessThan(500)
    }
    const csrf = await tokenOf(aigerim)
    const body = `_csrf=${csrf}&${Array.from({ length: 2001 }, (_, i) => `a${i}=1`).join('&')}`
    expect((await posts(aigerim, '/cases/quick', body)).status).toBe(422)
    const many = `_csrf=${csrf}&${Array.from({ length: 1001 }, (_, i) => `a${i}=1`).join('&')}`
    expect((await posts(aigerim, '/cases/quick', many)).status).toBe(422)
    expect((await aigerim.send('/cases', { headers: { 'x-long': 'x'.repeat(20_000) } })).status).toBe(431)
    expect((await aigerim.send(`/cases?q=${'x'.repeat(12_000)}`)).status).toBe(200)
    const cookie = `s=${'x'.repeat(8000)}; language=${'%'.repeat(2000)}; __proto__=%FF`
    expect((await fetch(`${office.origin}/cases`, { headers: { cookie }, redirect: 'manual' })).status).toBe(303)
    expect(faultsOf(office)).toEqual([])
  }, 120_000)

  it('gives no prototype anything (S58)', async () => {
    const before = Reflect.ownKeys(Object.prototype).length
    for (const route of routesOf(office).filter(one => one.method === 'get' && !one.path.includes('png')))
      expect((await whoMay(office, route).send(`${addressOf(route.path, objects)}?${polluting.map(name => `${name}=polluted`).join('&')}`)).status).toBeLessThan(500)
    for (const form of typable()) {
      const typed = Object.fromEntries(polluting.map(name => [name, 'polluted']))
      expect((await sends(form, typed)).status).toBeLessThan(500)
      expect((await sends(form, { ...typed, _later: 'yes', title: '' })).status).toBeLessThan(500)
    }
    const multipart = new FormData()
    for (const name of ['_csrf', ...polluting]) multipart.append(name, name === '_csrf' ? await tokenOf(office.aigerim) : 'polluted')
    expect((await office.aigerim.send(`/evidence/of/${objects.case}`, { method: 'POST', body: multipart })).status).toBe(422)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Reflect.ownKeys(Object.prototype)).toHaveLength(before)
    expect(faultsOf(office)).toEqual([])
  }, 120_000) // prettier-ignore
})
