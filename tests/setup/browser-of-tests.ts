import { load, type CheerioAPI } from 'cheerio'

export interface Page {
  readonly status: number
  readonly url: string
  readonly text: string
  readonly html: string
  readonly errors: string[]
  readonly $: CheerioAPI
  readonly headers: Headers
}

/** A page as it came, for a test that looks at every one there is. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly page: Page
}

/** Taken apart when it is first looked into: many a page is only a step on the way. */
function pageFrom({ status, headers }: Response, url: string, html: string): Page {
  let parsed: CheerioAPI | undefined
  let text: string | undefined
  return {
    status,
    url,
    html,
    headers,
    get $() {
      return (parsed ??= load(html))
    },
    get text() {
      return (text ??= this.$('main').text().replace(/\s+/g, ' ').trim())
    },
    get errors() {
      const { $ } = this
      return $('.govuk-error-summary__list li').get().map(li => $(li).text().trim()) // prettier-ignore
    },
  }
}

type Typed = Record<string, string | string[] | undefined>

/** A tiny browser: opens pages, takes the form that is there, fills it, sends it, follows. Nothing is switched off for it. */
export class Browser {
  readonly cookies = new Map<string, string>()
  page?: Page
  /** Is told of every page that is opened. */
  static watches?: ((seen: Seen) => void) | undefined

  constructor(readonly origin: string) {}

  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (this.cookies.size)
      headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const go = () => fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' })
    // A kept-alive connection to a server that was started again is gone: a look may be repeated, a form never.
    const response = await go().catch((error: unknown) => (init.method ? Promise.reject(error as Error) : go()))
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return response
  }

  async opens(path: string, init: RequestInit = {}): Promise<Page> {
    let response = await this.send(path, init)
    let url = path
    for (let hops = 0; [301, 302, 303, 307].includes(response.status) && hops < 5; hops += 1) {
      url = response.headers.get('location') ?? '/'
      await response.arrayBuffer()
      response = await this.send(url)
    }
    this.page = pageFrom(response, url, await response.text())
    Browser.watches?.({ method: init.method ?? 'GET', url, page: this.page })
    return this.page
  }

  /** Opens a page, fills its form and sends it. */
  async fills(path: string, typed: Typed, form?: string): Promise<Page> {
    await this.opens(path)
    return this.submits(typed, form)
  }

  /** Fills the form of the page that is open and sends it. */
  submits(typed: Typed, selector = 'main form'): Promise<Page> {
    const { action, body } = this.formOf(selector, typed)
    return this.opens(action, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }

  formOf(selector: string, typed: Typed): { action: string; body: string } {
    const page = this.page
    const form = page?.$(selector).first()
    if (!page || !form?.length) throw new Error(`No form ${selector} on ${page?.url}: ${page?.text.slice(0, 300)}`)
    const fields = new URLSearchParams(
      form.serializeArray().map(({ name, value }) => [name, value] as [string, string]),
    )
    const asked = new Set(form.find('[name]').get().map(one => one.attribs.name)) // prettier-ignore
    for (const [name, value] of Object.entries(typed)) {
      if (!asked.has(name)) throw new Error(`No field ${name} in ${selector} on ${page.url}`)
      fields.delete(name)
      if (value !== undefined) for (const one of [value].flat()) fields.append(name, one)
    }
    return { action: form.attr('action') ?? page.url, body: fields.toString() }
  }
}
