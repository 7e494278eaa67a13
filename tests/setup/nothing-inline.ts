import type { CheerioAPI } from 'cheerio'

const leads = ['href', 'src', 'srcset', 'action', 'formaction', 'poster', 'data', 'xlink:href']

/** What of a page a browser would run, or draw from within the page: a script, a style, a handler, an address that is content itself. */
export function inlineIn($: CheerioAPI): string[] {
  const found = $('script, style, iframe, object, embed, link[rel="import"], meta[http-equiv="refresh"]').get().map(one => $.html(one).slice(0, 80)) // prettier-ignore
  for (const element of $('*').get()) {
    for (const [name, value] of Object.entries($(element).attr() ?? {})) {
      const isCode =
        /^on|^style$|^srcdoc$/i.test(name) ||
        (leads.includes(name) && /^\s*(javascript|data|vbscript|blob):/i.test(value))
      if (isCode) found.push(`${name}="${value.slice(0, 60)}"`)
    }
  }
  return found
}
