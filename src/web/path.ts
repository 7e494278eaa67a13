import type { RequestHandler } from 'express'
import { NotFound } from '../core'

export interface Path<Names extends string> {
  /** For the router. */
  readonly pattern: string
  /** For a link: every name filled in, escaped. */
  (...values: string extends Names ? [] : [Record<Names, string>] | []): string
}

type NamesIn<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NamesIn<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

/** A URL of ours, written once: `path('/cases/:id')` is the pattern for the router and the link for everyone. */
export function path<P extends string>(pattern: P): Path<NamesIn<P>> {
  const link = (values: Record<string, string> = {}) =>
    pattern.replace(/:([a-zA-Z]+)/g, (_, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`${pattern} needs ${name}`)
      return encodeURIComponent(value)
    })
  return Object.assign(link, { pattern })
}

/** Only a path of our own may be gone to after a form: never `//host`, `/\host` or another scheme. */
export function ownPath(text: unknown, otherwise = '/'): string {
  return typeof text === 'string' && /^\/(?![/\\])[^\\\s]*$/.test(text) ? text : otherwise
}

/** No path of ours has a NUL in it, and PostgreSQL cannot even be asked for it. */
export const noNul: RequestHandler = (req, _res, next) => {
  if (req.path.includes('%00')) throw new NotFound()
  next()
}
