import type { Request, Response } from 'express'

export function readCookie(req: Request, name: string): string | undefined {
  for (const pair of (req.headers.cookie ?? '').split(/;\s*/)) {
    const at = pair.indexOf('=')
    // Ours need no unescaping, and what cannot be unescaped must not become a fault of the page.
    if (pair.slice(0, at) === name) return pair.slice(at + 1)
  }
  return undefined
}

export interface Cookies {
  get(req: Request, name: string): string | undefined
  set(res: Response, name: string, value: string, days?: number): void
  clear(res: Response, name: string): void
}

/** `__Host-` behind TLS; an onion service speaks http to us and cannot have the prefix. */
export function cookiesFor(https: boolean): Cookies {
  const full = (name: string) => (https ? `__Host-${name}` : name)
  const options = { httpOnly: true, sameSite: 'strict', secure: https, path: '/' } as const
  return {
    get: (req, name) => readCookie(req, full(name)),
    set: (res, name, value, days) =>
      res.cookie(full(name), value, days ? { ...options, maxAge: days * 86_400_000 } : options),
    clear: (res, name) => res.clearCookie(full(name), options),
  }
}
