import type { Router } from 'express'
import { createStaffApp } from '../../src/app'
import type { Guard } from '../../src/web'
import type { Office } from './office'
import type { Page } from './browser-of-tests'
import type { Person } from './people'

export interface Route {
  readonly method: 'get' | 'post'
  readonly path: string
  readonly allows: readonly string[]
}

interface Layer {
  readonly route?: { path: string; methods: Record<string, boolean>; stack: { handle: Partial<Guard> }[] }
  readonly handle: { stack?: Layer[] }
}

const within = (layers: readonly Layer[]): Route[] =>
  layers.flatMap(({ route, handle }) => {
    if (!route) return within(handle.stack ?? [])
    const guard = route.stack.map(one => one.handle).find(one => one.allows)
    return Object.keys(route.methods).map(method => ({
      method: method as 'get',
      path: route.path,
      allows: guard?.allows ?? [],
    }))
  })

/** Every route of the router, with who it says may come in. */
export const routesOf = ({ doors }: Office): Route[] =>
  within((createStaffApp(doors).router as Router & { stack: Layer[] }).stack)

/** What stands in an address, by the name it has in the pattern. */
export type Objects = Readonly<Record<string, string>>

const ofRoute = (path: string): Record<string, string> => {
  if (path.startsWith('/evidence/:id')) return { id: 'item' }
  if (/^\/(users|let-in)\/:id/.test(path)) return { id: 'userId' }
  if (path.startsWith('/questions')) return { id: 'question' }
  return { id: 'case', caseId: 'case', holderId: 'case' }
}

/** The address of a route about these objects; a change of one of them may be given by its name in the pattern. */
export const addressOf = (path: string, objects: Objects, changes: Objects = {}): string =>
  path.replace(/:([a-zA-Z]+)/g, (_, name: string) =>
    encodeURIComponent(changes[name] ?? objects[ofRoute(path)[name] ?? name] ?? 'nothing'),
  )

export const namesIn = (path: string): string[] => [...path.matchAll(/:([a-zA-Z]+)/g)].map(found => found[1]!)

/** A signed-in person's token, as any of their pages carries it. */
export async function tokenOf(person: Person): Promise<string> {
  const page = await person.opens('/account')
  return String(page.$('[name=_csrf]').first().val())
}

const formType = 'application/x-www-form-urlencoded'

/** Sends a form as a browser would, whatever its fields. */
export const posts = (person: Person, path: string, body: string): Promise<Response> =>
  person.send(path, { method: 'POST', body, headers: { 'content-type': formType } })

export const opensAfter = (person: Person, path: string, body: string): Promise<Page> =>
  person.opens(path, { method: 'POST', body, headers: { 'content-type': formType } })
