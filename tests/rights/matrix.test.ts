import type { Router } from 'express'
import { createStaffApp } from '../../src/app'
import type { Guard } from '../../src/web'
import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import type { Person } from '../setup/people'

interface Route {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly allows: readonly string[]
}

interface Layer {
  readonly route?: { path: string; methods: Record<string, boolean>; stack: { handle: Partial<Guard> }[] }
  readonly handle: { stack?: Layer[] }
}

/** Every route of the router, with who it says may come in. */
const routesOf = (layers: readonly Layer[]): Route[] =>
  layers.flatMap(({ route, handle }) => {
    if (!route) return routesOf(handle.stack ?? [])
    const guard = route.stack.map(one => one.handle).find(one => one.allows)
    return Object.keys(route.methods).map(method => ({
      method: method as 'get',
      path: route.path,
      allows: guard?.allows ?? [],
    }))
  })

describe('roles, routes and objects', () => {
  let office: Office
  let routes: Route[]
  const ids: Record<'own' | 'foreign' | 'none', Record<string, string>> = { own: {}, foreign: {}, none: {} }

  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    for (const person of [office.saule, office.timur, office.marat]) await person.signsIn()
    routes = routesOf((createStaffApp(office.doors).router as Router & { stack: Layer[] }).stack)
    for (const [which, lawyer, coordinator] of [
      ['own', office.aigerim, office.dana],
      ['foreign', office.olga, office.erlan],
    ] as const) {
      ids[which] = await objectsOf(lawyer, coordinator)
    }
    ids.none = Object.fromEntries(Object.keys(ids.own).map(name => [name, '01900000-0000-7000-8000-000000000000']))
  })
  afterAll(() => office.closes())

  async function objectsOf(lawyer: Person, coordinator: Person): Promise<Record<string, string>> {
    const id = await filesQuickly(lawyer)
    const page = await coordinator.opens(`/cases/${id}`)
    const entryId = page.html.match(new RegExp(`/cases/${id}/entries/detention/([0-9a-f-]{36})`))![1]!
    const personId = page.html.match(new RegExp(`/cases/${id}/persons/([0-9a-f-]{36})`))![1]!
    await lawyer.opens(`/evidence/of/${id}/new`)
    const form = new FormData()
    for (const [name, value] of new URLSearchParams(lawyer.formOf('main form[enctype]', {}).body))
      form.append(name, value)
    form.append('files', new Blob(['x']), 'x.txt')
    const list = await lawyer.opens(`/evidence/of/${id}`, { method: 'POST', body: form })
    const item = list.html.match(/\/evidence\/([0-9a-f-]{36})"/)![1]!
    return { case: id, entryId, personId, item, ...(await teamworkOf(lawyer, coordinator)) }
  }

  /** A request for a case there is none of, the notice of it, and a hand-over of all cases that was begun. */
  async function teamworkOf(lawyer: Person, coordinator: Person): Promise<Record<string, string>> {
    const asked = await lawyer.fills('/access/new', { reference: 'ADL-2026-9999', reason: 'x' }, '#ask')
    const told = await coordinator.opens('/notices')
    const typed = { userId: coordinator.id, stays: 'member' }
    const run = await coordinator.fills(`/hand-over/${lawyer.id}`, typed, '#hand-over')
    const noticeId = told.$('form:has([name=from])').attr('action')!.split('/')[2]!
    return { requestId: asked.url.split('/').at(-1)!, noticeId, runId: run.url.split('/').at(-1)! }
  }

  const fill = (path: string, of: Record<string, string>, person: Person): string =>
    path
      .replace(/^\/evidence\/:id/, `/evidence/${of.item}`)
      .replace(/^\/users\/:id/, `/users/${person.id}`)
      .replace(/^\/let-in\/:id/, `/let-in/${person.id}`)
      .replace(':caseId', of.case!)
      .replace(':holderId', of.case!)
      .replace(':personId', of.personId!)
      .replace(':entryId', of.entryId!)
      .replace(':requestId', of.requestId!)
      .replace(':noticeId', of.noticeId!)
      .replace(':runId', of.runId!)
      .replace(':userId', person.id)
      .replace(':kind', 'detention')
      .replace(':code', path.includes('violations') ? 'V09.02' : 'NOT-A-CODE')
      .replace(':name', 'regions')
      .replace(':language', 'en')
      .replace(':move', 'hold')
      .replace(/:[a-z]*[iI]d/, of.case!)

  it('knows who may come in, on every route', () => {
    expect(routes.length).toBeGreaterThan(50)
    expect(routes.filter(route => route.allows.length === 0).map(route => route.path)).toEqual([])
  })

  it('answers not found to every role a route is not for, and to nobody with a fault', async () => {
    const people = {
      lawyer: office.aigerim,
      coordinator: office.dana,
      monitor: office.marat,
      administrator: office.saule,
      auditor: office.timur,
    }
    for (const route of routes.filter(one => one.method === 'get' && !one.allows.includes('anyone'))) {
      for (const [role, person] of Object.entries(people)) {
        const sent = await person.send(fill(route.path, ids.own, person))
        await sent.arrayBuffer()
        if (!route.allows.includes(role)) expect([route.path, role, sent.status]).toEqual([route.path, role, 404])
        else expect([route.path, role, sent.status < 500]).toEqual([route.path, role, true])
      }
    }
  })

  it('answers the same to a case of another organisation and to one that does not exist (S17)', async () => {
    const objects = routes.filter(
      one =>
        one.method === 'get' &&
        /:(id|caseId|holderId|requestId|runId)\b/.test(one.path) &&
        /^\/(cases|evidence|classification|access|hand-over)/.test(one.path),
    )
    expect(objects.length).toBeGreaterThan(8)
    for (const { path } of objects) {
      for (const person of [office.aigerim, office.dana, office.marat, office.saule, office.timur]) {
        const foreign = await person.opens(fill(path, ids.foreign, person))
        const none = await person.opens(fill(path, ids.none, person))
        expect([path, person.login, foreign.status]).toEqual([path, person.login, 404])
        const plain = (html: string) => html.replace(/[0-9a-f]{10}(?=<)|value="[^"]*"|back=[^"]*/g, '')
        expect(plain(foreign.html)).toBe(plain(none.html))
      }
    }
  })

  it('changes nothing for who may not, on any route that takes a form (S11, S16)', async () => {
    const before = (await office.trail()).filter(action => !/viewed|session/.test(action)).length
    for (const route of routes.filter(
      one =>
        one.method === 'post' &&
        /^\/(cases|evidence|classification|access|hand-over|notices)/.test(one.path) &&
        /:/.test(one.path),
    )) {
      for (const person of [office.olga, office.erlan, office.marat, office.saule, office.timur, office.bolat]) {
        await person.opens('/account')
        const csrf = String(person.page!.$('[name=_csrf]').first().val())
        const body = new URLSearchParams({ _csrf: csrf, narrative: 'x', title: 'x', risk: 'low' }).toString()
        const multipart = route.path === '/evidence/of/:holderId'
        const sent = await person.send(fill(route.path, ids.own, person), {
          method: 'POST',
          body,
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        })
        await sent.arrayBuffer()
        expect([route.path, person.login, multipart ? sent.status >= 400 : [404, 422].includes(sent.status)]).toEqual([
          route.path,
          person.login,
          true,
        ])
      }
    }
    expect((await office.trail()).filter(action => !/viewed|session/.test(action)).length).toBe(before)
  })
})
