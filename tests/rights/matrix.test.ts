import { openOffice, type Office } from '../setup/office'
import { inlineIn } from '../setup/nothing-inline'
import type { Person } from '../setup/people'
import { addressOf, posts, routesOf, tokenOf, type Objects, type Route } from '../setup/routes'
import { kinds, nobodys, objectsFor, peopleOf, roles, sees, type Kind, type RoleTried } from './objects'

/** Objects that are seen by whoever holds their key. */
const aboutCases = /^\/(cases\/:|evidence\/|classification\/:)/

/** What a form is filled with that would be taken, so that it is sight that refuses it. */
const filled: Readonly<Record<string, Record<string, string>>> = {
  '/cases/:id/about': { title: 'x', risk: 'low' },
  '/cases/:id/words': { narrative: 'x' },
  '/cases/:id/secrecy': { secrecyAsked: 'no' },
  '/cases/:id/persons': { role: 'WITNESS', name: 'x' },
  '/cases/:id/persons/:personId': { role: 'VICTIM', name: 'x' },
  '/cases/:id/persons/:personId/consent': { C_MEDIA: 'refused' },
  '/cases/:id/entries/:kind/:entryId/versions': { field: 'recordedAt', none: 'yes' },
  '/cases/:id/entries/:kind/:entryId/undoing': { version: '1' },
  '/cases/:id/deadlines/:deadlineId/done': { version: '1', from: 'all' },
  '/cases/:id/deadlines/:deadlineId/done/removal': { version: '1', from: 'all' },
  '/lists/:listId': { title: 'x' },
  '/evidence/:id/description': { description: 'x' },
  '/classification/:caseId/:kind/:entryId': { decision: 'none', rationale: 'x' },
  '/users/:id/duties': { roles: 'lawyer' },
  '/cases/:id/secrecy/:markerId/correction': { secrecyKind: 'undertaking', closing: 'x' },
  '/cases/:id/secrecy/:markerId/ending': {
    closing: 'x',
    'endedOn-day': '1',
    'endedOn-month': '2',
    'endedOn-year': '2026',
  },
  '/cases/:id/persons/:personId/facts': { fact: `sex:${nobodys}` },
}
/** What the lead of a case and the coordinators alone may look at. */
const leadsOnly = /\/cases\/:id\/(hand-over|looks|referrals(\/new)?)$/
/** What ends something comes last. */
const order = ['correction', 'ending', 'removal', 'return', 'file', 'discarding', ':move', 'leaving']
const lateness = ({ path }: Route) => order.findIndex(word => path.endsWith(word))

describe('roles, routes and objects', () => {
  let office: Office
  let routes: Route[]
  let people: Record<RoleTried, Person>
  let objects: Awaited<ReturnType<typeof objectsFor>>
  const tokens = new Map<Person, string>()

  beforeAll(async () => {
    office = await openOffice()
    objects = await objectsFor(office)
    people = peopleOf(office)
    routes = routesOf(office)
    for (const person of Object.values(people)) tokens.set(person, await tokenOf(person))
  }, 120_000)
  afterAll(() => office.closes())

  const trail = async () => (await office.trail()).filter(action => !/viewed|session/.test(action))
  const tried = (role: RoleTried): [Kind, Objects][] =>
    kinds.flatMap(kind => {
      const one = objects[role][kind]
      return one ? [[kind, one] as [Kind, Objects]] : []
    })
  const ofObjects = (method: string) =>
    routes.filter(one => one.method === method && one.path.includes(':') && !one.allows.includes('anyone'))

  /** Whether this role sees this object on this route; the rest must look like nothing. */
  const isSeen = (route: Route, role: RoleTried, kind: Kind): boolean => {
    if (!route.allows.includes(role)) return false
    if (aboutCases.test(route.path)) return sees[role].includes(kind)
    if (route.path.startsWith('/lists')) return kind === 'own'
    if (route.path.startsWith('/questions')) return ['own', 'team', 'organisation'].includes(kind)
    if (/^\/(let-in|access|notices|referrals|related|carrying|hand-over\/runs|persons\/merges)/.test(route.path))
      return false // nothing of the kind is there
    if (/^\/(persons|hand-over)/.test(route.path)) return sees[role].includes(kind)
    if (route.path.startsWith('/users')) return kind !== 'none'
    return route.path !== '/codebook/violations/:code' && kind !== 'none'
  }

  const fillsIn = (route: Route, person: Person, one: Objects): Promise<Response> => {
    const address = addressOf(route.path, one)
    const csrf = tokens.get(person)!
    if (route.path !== '/evidence/of/:holderId') {
      const team = { userId: office.dana.id, role: 'reader' }
      const typed = { _csrf: csrf, ...(route.path.endsWith('/team') ? team : filled[route.path]) }
      return posts(person, address, new URLSearchParams(typed).toString())
    }
    const form = new FormData()
    form.append('_csrf', csrf)
    form.append('files', new Blob(['x']), 'x.txt')
    return person.send(address, { method: 'POST', body: form })
  }

  it('knows who may come in, on every route', () => {
    expect(routes.length).toBeGreaterThan(80)
    expect(routes.filter(route => route.allows.length === 0).map(route => route.path)).toEqual([])
  })

  it('answers not found to every role a route is not for, and to nobody with a fault', async () => {
    for (const route of routes.filter(one => !one.path.includes(':') && !one.allows.includes('anyone'))) {
      for (const role of roles.filter(one => route.method === 'get' || !route.allows.includes(one))) {
        const sent =
          route.method === 'get' ? await people[role].send(route.path) : await fillsIn(route, people[role], {})
        await sent.arrayBuffer()
        const known = route.allows.includes(role)
        expect([route.path, role, known ? sent.status < 500 && sent.status !== 403 : sent.status]).toEqual([
          route.path,
          role,
          known ? true : 404,
        ])
      }
    }
  }, 60_000)

  it('shows each role what is its own, its team’s or, to a coordinator, its organisation’s, and nothing else (S16)', async () => {
    const wrong: unknown[] = []
    for (const route of ofObjects('get')) {
      for (const role of roles) {
        for (const [kind, one] of tried(role)) {
          const { status, $ } = await people[role].opens(addressOf(route.path, one))
          const seen = isSeen(route, role, kind)
          if (inlineIn($).length > 0) wrong.push([route.path, role, kind, inlineIn($)]) // S56
          if (seen && leadsOnly.test(route.path) && kind === 'team' && role !== 'coordinator') {
            if (status !== 403) wrong.push([route.path, role, kind, status])
            continue
          }
          const fits = seen ? [200, ...(route.path.endsWith('png') ? [404] : [])].includes(status) : status === 404
          if (!fits) wrong.push([route.path, role, kind, status])
        }
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it('answers the same to a case of another organisation and to one that does not exist (S17)', async () => {
    const plain = (html: string) => html.replace(/[0-9a-f]{10}(?=<)|value="[^"]*"|back=[^"]*/g, '')
    for (const { path } of ofObjects('get').filter(one => aboutCases.test(one.path))) {
      for (const role of roles) {
        const { foreign, none } = objects[role]
        const there = await people[role].opens(addressOf(path, foreign!))
        const nowhere = await people[role].opens(addressOf(path, none!))
        expect([path, role, plain(there.html)]).toEqual([path, role, plain(nowhere.html)])
      }
    }
  }, 120_000)

  it('takes from each role no form about what it does not see, and changes nothing (S11, S16)', async () => {
    const before = await trail()
    const wrong: unknown[] = []
    for (const route of ofObjects('post')) {
      for (const role of roles) {
        for (const [kind, one] of tried(role).filter(([which]) => !isSeen(route, role, which))) {
          const { status } = await fillsIn(route, people[role], one)
          if (status !== 404) wrong.push([route.path, role, kind, status])
        }
      }
    }
    expect(wrong).toEqual([])
    expect(await trail()).toEqual(before)
  }, 180_000)

  it('takes from each role the forms about what it sees; a reader of a team changes nothing', async () => {
    const wrong: unknown[] = []
    const cases = ofObjects('post').filter(one => aboutCases.test(one.path))
    for (const route of cases.sort((a, b) => lateness(a) - lateness(b))) {
      for (const role of ['monitor', 'lawyer', 'coordinator'] as const) {
        for (const [kind, one] of tried(role).filter(([which]) => isSeen(route, role, which))) {
          const { status } = await fillsIn(route, people[role], one)
          const reads = role === 'monitor'
          const leads = kind === 'own' || role === 'coordinator'
          const forbidden = reads || (/team|hand-over|referrals/.test(route.path) && !leads)
          const isGone = /\/ending$|referrals\/:/.test(route.path) // a marker that was corrected before is another one now; nothing was referred
          const taken = isGone ? [404] : [303, 409, 422]
          if (!(forbidden ? [403] : taken).includes(status)) wrong.push([route.path, role, kind, status])
        }
      }
    }
    expect(wrong).toEqual([])
  }, 180_000)

  it('lets a monitor’s, an administrator’s and an auditor’s own list of cases hold no case but the team’s', async () => {
    for (const role of ['monitor', 'administrator', 'auditor'] as const) {
      const { status, html } = await people[role].opens('/cases')
      const shown = [...new Set(html.match(/\/cases\/[0-9a-f-]{36}/g) ?? [])]
      const team = role === 'monitor' ? [`/cases/${objects.monitor.team!.case}`] : []
      expect([role, status, shown]).toEqual([role, role === 'monitor' ? 200 : 404, team])
    }
    expect(nobodys).not.toBe(objects.monitor.team!.case)
  })
})
