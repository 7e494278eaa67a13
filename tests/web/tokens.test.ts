import { entities } from '../../src/entities'
import { faultsOf, formsOf, oneOfEach, whoMay, type FormThere } from '../setup/everything'
import { everybodyIn } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { password, Person } from '../setup/people'
import { addressOf, posts, routesOf, tokenOf, type Objects } from '../setup/routes'

const ends = ['/lock', '/sign-out']

describe('forms that are not one’s own', () => {
  let office: Office
  let objects: Objects
  let forms: FormThere[]
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    for (const person of [office.saule, office.timur]) await person.signsIn()
    objects = await oneOfEach(office)
    forms = await formsOf(office, objects)
  })
  afterAll(() => office.closes())

  /** Every row of every table but what a page leaves behind by being looked at. */
  const everything = () =>
    office.gate.read(async db => {
      const rows: Record<string, unknown> = {}
      for (const entity of entities) {
        const { tableName } = db.dataSource.getMetadata(entity)
        if (!['sessions', 'rate_buckets'].includes(tableName)) rows[tableName] = await db.query(`SELECT * FROM ${tableName}`)
      }
      return JSON.stringify(rows)
    }) // prettier-ignore

  const takers = () => routesOf(office).filter(one => one.method === 'post')
  const fieldsFor = (path: string) =>
    forms.find(form => form.action === addressOf(path, objects))?.fields.filter(([name]) => name !== '_csrf') ?? []
  const bodyFor = (path: string, token?: string) => {
    const body = new URLSearchParams(token === undefined ? {} : { _csrf: token })
    for (const [name, value] of fieldsFor(path)) body.append(name, value)
    return body
  }

  it('are refused on every route that changes something: without a token, with another’s, an old one, or none at all (S11)', async () => {
    const { bolat } = office
    const old = new Person(office.origin, 'bolat', bolat.secret, '', () => office.now)
    office.now = new Date(office.now.getTime() + 60_000)
    await old.signsIn()
    const ofOld = await tokenOf(old)
    await old.submits({}, 'form[action="/sign-out"]')
    const before = await everything()
    const wrong: unknown[] = []
    for (const route of takers()) {
      const person = whoMay(office, route)
      const other = person === office.dana ? office.aigerim : office.dana
      const visitor = await office.stranger.opens('/sign-in')
      const tokens = [undefined, '', await tokenOf(other), ofOld, String(visitor.$('[name=_csrf]').val()).slice(1), 'x']
      for (const token of tokens) {
        const { status } = await posts(person, addressOf(route.path, objects), bodyFor(route.path, token).toString())
        if (status !== 403) wrong.push([route.path, token, status])
      }
    }
    expect(wrong).toEqual([])
    expect(await everything()).toBe(before)
  }, 120_000)

  it('are refused when they come as an address, or by another method (S11)', async () => {
    const looks = new Set(routesOf(office).filter(one => one.method === 'get').map(one => one.path)) // prettier-ignore
    const before = await everything()
    const wrong: unknown[] = []
    for (const route of takers().filter(one => !ends.includes(one.path))) {
      const person = whoMay(office, route)
      const token = person === office.stranger ? 'x' : await tokenOf(person)
      const address = addressOf(route.path, objects)
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
        const { status } = await person.send(`${address}?${bodyFor(route.path, token).toString()}`, { method })
        const isLook = ['GET', 'HEAD'].includes(method) && looks.has(route.path)
        if (status >= 500 || (!isLook && status < 303)) wrong.push([method, route.path, status])
      }
    }
    expect(wrong).toEqual([])
    expect((await everything()).replace(/"trail":.*/, '')).toBe(before.replace(/"trail":.*/, ''))
  }, 120_000)

  it('whose fields are missing, doubled or nested find no first row of anything (S15)', async () => {
    const lookups = /^(userId|organisationId|personId|code|login|recoveryCode|current|password|question|lastFour|kept|printed|_once)$/
    const wrong: unknown[] = []
    for (const form of forms.filter(one => one.method === 'post' && !one.multipart && !ends.includes(one.action))) {
      const token = form.person === office.stranger ? form.fields.find(([name]) => name === '_csrf')?.[1] : await tokenOf(form.person)
      for (const name of [...form.names, '_once']) {
        const rest = form.fields.filter(([one]) => one !== name && one !== '_csrf')
        const given = form.fields.find(([one]) => one === name)?.[1] ?? 'x'
        const shapes: [string, string][][] = [[], [[name, given], [name, 'y']], [[`${name}[]`, given]], [[`${name}[$ne]`, 'x']], [[`${name}[a][b]`, given]]]
        for (const shape of shapes) {
          const body = new URLSearchParams([['_csrf', token ?? ''], ...rest.map(([one, value]): [string, string] => [one, value]), ...shape])
          const { status } = await posts(form.person, form.action, body.toString())
          const found = lookups.test(name) && name !== '_once' && status === 303 && form.names.includes(name) && name !== 'personId'
          if (status >= 500 || found) wrong.push([form.action, name, shape, status])
        }
      }
    }
    expect(wrong).toEqual([])
    expect(faultsOf(office)).toEqual([])
  }, 180_000) // prettier-ignore

  it('lead nowhere when an address lacks what it is about (S15)', async () => {
    const wrong: unknown[] = []
    for (const route of routesOf(office).filter(one => one.path.includes(':') && one.method === 'get')) {
      const person = whoMay(office, route)
      for (const text of ['undefined', 'null', '%20', '[]', '*', '1%27', '0']) {
        const address = route.path.replace(/:[a-zA-Z]+/g, text)
        const { status } = await person.send(address)
        if (status !== 404 && !route.path.startsWith('/language')) wrong.push([address, status])
      }
    }
    expect(wrong).toEqual([])
  })

  it('gives cookies for signing in that are exactly what they should be, and takes them back (S14)', async () => {
    for (const [https, mark, secure] of [['no', '', ''], ['yes', '__Host-', ' Secure;']] as const) {
      const other = await openOffice({ environment: { HTTPS: https } })
      const { aigerim } = other
      const lines: string[] = []
      const send = aigerim.send.bind(aigerim)
      aigerim.send = async (path, init) => {
        const answer = await send(path, init)
        lines.push(...answer.headers.getSetCookie().map(line => line.replace(/=[\w-]{16,};/, '=…;').replace(/Expires=(?!Thu, 01 Jan 1970)[^;]+/, 'Expires=…')))
        return answer
      }
      await aigerim.fills('/sign-in', { login: 'aigerim', password })
      await aigerim.submits({ code: aigerim.code() })
      await aigerim.opens('/language/ru?back=/account')
      await aigerim.submits({}, 'form[action="/sign-out"]')
      const flags = `HttpOnly;${secure} SameSite=Strict`
      expect([...new Set(lines)]).toEqual([
        `${mark}v=…; Path=/; ${flags}`,
        `${mark}s=…; Path=/; ${flags}`,
        `${mark}d=…; Max-Age=7776000; Path=/; Expires=…; ${flags}`,
        `language=ru; Max-Age=31536000; Path=/; Expires=…; ${flags}`,
        `${mark}s=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; ${flags}`,
      ])
      await other.closes()
    }
  }) // prettier-ignore
})
