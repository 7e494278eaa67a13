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
