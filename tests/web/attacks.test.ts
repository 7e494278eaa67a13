import { load } from 'cheerio'
import { entities } from '../../src/entities'
import { closeBrowser, openBrowser, pageOf } from '../setup/browser'
import { faultsOf, formsOf, oneOfEach, question, whoMay, type FormThere } from '../setup/everything'
import { everybodyIn } from '../setup/filing'
import { inlineIn } from '../setup/nothing-inline'
import { openOffice, type Office } from '../setup/office'
import { addressOf, posts, routesOf, tokenOf, type Objects, type Route } from '../setup/routes'
import { addsFiles } from '../setup/sending'

const probe = '<xss-probe onclick=alert(1)>'
const markup = [
  `"><img src=x onerror=alert(1)>${probe}`,
  `'><svg onload=alert(1)>${probe}`,
  `</textarea></title></script><script>alert(1)</script>${probe}`,
  `{{ range.constructor("return 1")() }}{% raw %}${probe}`,
  `javascript:alert(1)//${probe}`,
]
const elsewhere = ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '\\\\evil.example', '/\t/evil.example', ' //evil.example', '%2f%2fevil.example', '///evil.example', '/%5cevil.example/..//', 'data:text/html,x', '/ok\r\nSet-Cookie: a=b'] // prettier-ignore
const ends = ['/lock', '/sign-out', '/sessions']

describe('attacks on pages', () => {
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
  afterAll(async () => {
    await closeBrowser()
    await office.closes()
  })

  const tokens = new Map<unknown, string>()
  const sends = async ({ person, action, fields }: FormThere, typed: Record<string, string>) => {
    if (!tokens.has(person) && person !== office.stranger) tokens.set(person, await tokenOf(person))
    const body = new URLSearchParams(
      fields.filter(([name]) => !(name in typed)).map(([name, value]): [string, string] => [name, value]),
    )
    for (const [name, value] of Object.entries(typed)) body.append(name, value)
    if (tokens.has(person)) body.set('_csrf', tokens.get(person)!)
    return posts(person, action, body.toString())
  }
  const typable = () =>
    forms.filter(form => form.method === 'post' && !form.multipart && !ends.some(end => form.action.includes(end)))

  it('takes no form another site has sent, on any route (S13)', async () => {
    for (const route of routesOf(office).filter(one => one.method === 'post')) {
      const person = whoMay(office, route)
      for (const site of ['cross-site', 'same-site']) {
        const headers = { 'sec-fetch-site': site, 'content-type': 'application/x-www-form-urlencoded' }
        const sent = await person.send(addressOf(route.path, objects), { method: 'POST', body: '', headers })
        expect([route.path, sent.status]).toEqual([route.path, 403])
      }
    }
  })

  it.each([true, false])('takes one’s own form in a browser, with scripts: %s (S13)', async scripts => {
    office.now = new Date(office.now.getTime() + 60_000)
    const page = await pageOf(office.bolat, { scripts })
    await page.goto('/account')
    await page.fill('[name=name]', `Bolat ${scripts}`)
    await page.click('form[action="/account"] button')
    await page.goto('/account')
    expect(await page.inputValue('[name=name]')).toBe(`Bolat ${scripts}`)
  })

  it('gives cookies that no script, other site or other path gets (S14)', async () => {
    const given = (answer: Response) => answer.headers.getSetCookie().map(line => line.replace(/=[\w-]{20,};/, '=…;'))
    const plain = await fetch(`${office.origin}/sign-in`)
    expect(given(plain)).toEqual(['v=…; Path=/; HttpOnly; SameSite=Strict'])
    const secure = await openOffice({ environment: { HTTPS: 'yes' } })
    const answer = await fetch(`${secure.origin}/sign-in`)
    expect(given(answer)).toEqual(['__Host-v=…; Path=/; HttpOnly; Secure; SameSite=Strict'])
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains; preload')
    await secure.closes()
  })

  /** What a form never gives: whose a row is, who made it and when, what somebody may do. */
  const fixed = ['id', 'organisationId', 'openedBy', 'openedAt', 'createdBy', 'createdAt', 'caseId', 'personId', 'entryId', 'holderId', 'holderKind', 'roles', 'clinician', 'loginToken', 'publicKey', 'addedBy', 'addedAt', 'takenBy', 'reference', 'fileId', 'decidedBy'] // prettier-ignore
  const identities = () =>
    office.gate.read(async db => {
      const found = new Map<string, string>()
      for (const entity of entities) {
        const { tableName, columns } = db.dataSource.getMetadata(entity)
        if (!columns.some(column => column.propertyName === 'id') || tableName === 'sessions') continue
        for (const row of (await db.find(entity)) as object[] as Record<string, unknown>[])
          found.set(`${tableName} ${String(row.id)}`, JSON.stringify(fixed.map(name => row[name])))
      }
      return found
    })

  it('gives nobody anything by fields a form does not have (S18)', async () => {
    const before = await identities()
    const names = [...fixed, 'role', 'state', 'sealed', 'version', 'case_id', 'organisation_id', 'opened_by', 'isAdmin', 'admin', 'actor', 'words', 'words[name]'] // prettier-ignore
    for (const form of typable()) {
      if (/^\/users\/[^/]+\/(state|invitation)$|removal|leaving|discarding/.test(form.action)) continue
      const more = names.filter(name => !form.names.includes(name))
      for (const value of [office.olga.id, 'administrator'])
        await sends(form, Object.fromEntries(more.map(name => [name, value])))
    }
    const after = await identities()
    const changed = [...before].filter(([row, facts]) => after.has(row) && after.get(row) !== facts)
    expect(changed).toEqual([])
    expect((await office.olga.opens(`/cases/${objects.case}`)).status).toBe(404)
    expect((await office.aigerim.opens('/users')).status).toBe(404)
  }, 120_000)

  it('leads nowhere but to pages of ours, whatever an address or a form asks for (S61)', async () => {
    const isOurs = (place: string | null) => place === null || /^\/(?![/\\])[^\\\s]*$/.test(place)
    const wrong: unknown[] = []
    for (const text of elsewhere) {
      const asked = `next=${encodeURIComponent(text)}&back=${encodeURIComponent(text)}&to=${encodeURIComponent(text)}`
      for (const address of [`/language/ru?${asked}`, `/sign-in?${asked}`, `/account?${asked}`, `/cases?${asked}`]) {
        for (const person of [office.aigerim, office.stranger]) {
          const answer = await person.send(address)
          if (!isOurs(answer.headers.get('location'))) wrong.push([address, answer.headers.get('location')])
          const { $ } = await office.stranger.opens(address)
          for (const input of $('[name=next],[name=back]').get())
            if (!isOurs(String($(input).val() ?? '/') || '/')) wrong.push([address, $(input).val()])
        }
      }
      for (const form of typable().filter(one => one.names.some(name => /next|back|carry/.test(name)))) {
        const answer = await sends(form, { next: text, back: text })
        if (!isOurs(answer.headers.get('location'))) wrong.push([form.action, text])
      }
    }
    await office.aigerim.opens('/language/en?back=/account')
    expect(wrong).toEqual([])
  })

  it('shows markup as the words it is, wherever it was typed (S55)', async () => {
    for (const form of typable()) {
      for (const [at, text] of markup.entries()) {
        if (form.person === office.saule && at > 0) continue // a person's name is taken once
        const asked = form.names.filter(name => !/password|code|login|roles|version|-(day|month|year|hour|minute)$/.test(name))
        for (const name of asked) {
          const value = form.fields.find(([known]) => known === name)?.[1]
          if (value === undefined || value.length < 3) await sends(form, { [name]: text })
        }
        await sends(form, Object.fromEntries(asked.map(name => [name, text])))
      }
    }
    for (const text of markup) await addsFiles(office.aigerim, objects.case!, [[`${text.replace(/[/"]/g, '_')}.txt`, text]], { description: text, givenBy: text })
    const pages: string[] = []
    for (const route of routesOf(office).filter(one => one.method === 'get' && !/content|png|answer\.|xlsx/.test(one.path))) {
      const person = whoMay(office, route)
      const address = addressOf(route.path, objects)
      const reflected = ['q', 'back', 'next', 'unit', 'f0', 'v0', 'region', 'from', 'after', 'keys', 'by1'].map(name => `${name}=${encodeURIComponent(markup[0]!)}`).join('&')
      for (const one of [address, `${address}?${reflected}`, `${address}?q=${encodeURIComponent(question)}`]) {
        const { html } = await person.opens(one)
        pages.push(html)
        const $ = load(html)
        expect([one, $('xss-probe').length, inlineIn($)]).toEqual([one, 0, []])
      }
    }
    expect(pages.filter(html => html.includes('&lt;xss-probe')).length).toBeGreaterThan(10) // it was there to be shown
    expect(faultsOf(office)).toEqual([])
  }, 180_000) // prettier-ignore

  it('has a browser with scripts on run nothing, ask nobody else, and refuse nothing of ours (S56)', async () => {
    office.now = new Date(office.now.getTime() + 120_000)
    const browser = await openBrowser()
    const problems: string[] = []
    const seen = new Set<string>() // each page once, the first ones with everybody’s own navigation
    const isNew = ({ path }: Route) => !seen.has(path) || /^\/(cases|questions|account)?$/.test(path)
    const everybody = { coordinator: office.dana, lawyer: office.aigerim, monitor: office.marat, administrator: office.saule, auditor: office.timur, anyone: undefined }
    for (const [role, person] of Object.entries(everybody)) {
      const context = person ? (await pageOf(person, { scripts: true })).context() : await browser.newContext()
      await context.addInitScript({ content: `document.addEventListener('securitypolicyviolation', one => console.error('refused', one.violatedDirective, one.blockedURI))` })
      const page = await context.newPage()
      page.on('dialog', dialog => (problems.push(`${page.url()}: a script ran`), void dialog.dismiss()))
      page.on('console', line => line.type() === 'error' && !/status of 4\d\d/.test(line.text()) && problems.push(`${page.url()}: ${line.text()}`))
      page.on('request', request => !request.url().startsWith(office.origin) && problems.push(`${page.url()}: ${request.url()}`))
      for (const route of routesOf(office).filter(one => one.method === 'get' && one.allows.includes(role) && isNew(one) && !/content|png|answer\.|xlsx/.test(one.path))) {
        seen.add(route.path)
        const answer = await page.goto(`${office.origin}${addressOf(route.path, objects)}`)
        expect(answer?.headers()['content-security-policy']).toBe(
          "default-src 'none';style-src 'self';img-src 'self';font-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
        )
      }
      await context.close()
    }
    expect(browser.isConnected()).toBe(true)
    expect(problems).toEqual([])
  }, 120_000) // prettier-ignore

  it('says of a fault nothing but a number to ask about (S60)', async () => {
    await office.gate.write(db => db.query('ALTER TABLE classifications RENAME TO away'))
    const page = await office.dana.opens('/classification')
    await office.gate.write(db => db.query('ALTER TABLE away RENAME TO classifications'))
    expect(page.status).toBe(500)
    const reference = /"reference":"([0-9a-f]{10})"/.exec(office.logLines.find(line => line.includes('"fault"'))!)?.[1]
    expect(page.text).toContain(reference)
    expect(page.html).not.toMatch(/SQL|SELECT|no such table|relation|src\/|\.ts:|node_modules|at \w+ \(/)
    expect((await office.dana.opens('/classification')).status).toBe(200)
  })
})
