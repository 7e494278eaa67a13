import type { Request } from 'express'
import type { Role } from './core'

interface Place {
  readonly key: string
  readonly href: string
  readonly roles: readonly Role[]
  /** What lies elsewhere and belongs here. */
  readonly also?: readonly string[]
}

const places: readonly Place[] = [
  { key: 'day', href: '/', roles: ['lawyer', 'monitor', 'coordinator'] },
  {
    key: 'cases',
    href: '/cases',
    roles: ['lawyer', 'monitor', 'coordinator'],
    also: ['/evidence', '/carrying', '/lists'],
  },
  { key: 'deadlines', href: '/deadlines', roles: ['lawyer', 'monitor', 'coordinator'] },
  { key: 'inbox', href: '/classification', roles: ['coordinator'] },
  { key: 'questions', href: '/questions', roles: ['coordinator', 'lawyer', 'monitor'] },
  { key: 'findings', href: '/findings', roles: ['coordinator', 'lawyer', 'monitor'] },
  { key: 'codebook', href: '/codebook', roles: ['lawyer', 'monitor', 'coordinator', 'administrator', 'auditor'] },
  { key: 'letIn', href: '/let-in', roles: ['lawyer', 'monitor', 'coordinator'] },
  { key: 'users', href: '/users', roles: ['administrator'], also: ['/organisations'] },
  { key: 'trail', href: '/trail', roles: ['auditor'] },
]

/** The places a person may go to, the present one marked. */
export function navigation(req: Request) {
  const { actor, path } = req
  if (!actor) return []
  return places
    .filter(place => place.roles.some(role => actor.roles.has(role)))
    .map(({ key, href, also = [] }) => ({ key, href, current: [href, ...also].some(place => isUnder(path, place)) }))
}

const isUnder = (path: string, place: string): boolean =>
  path === place || (place !== '/' && path.startsWith(`${place}/`))
