import { fileOf, sendsCases, smallCase } from './carrying'
import { filesQuickly, keepsList, setsDeadline } from './filing'
import type { Office } from './office'
import type { Person } from './people'
import { addressOf, routesOf, type Objects, type Route } from './routes'
import { addsFiles } from './sending'

export const question = JSON.stringify({
  unit: 'detention',
  measure: { kind: 'count' },
  by: [{ field: 'region_at_event' }],
  minimumVerification: 'V0',
  scope: 'organisation',
})

/** One of each thing the program keeps, so that every route has something to be about. */
export async function oneOfEach(office: Office, typed: Readonly<Record<string, string>> = {}): Promise<Objects> {
  const { aigerim, dana } = office
  const id = await filesQuickly(aigerim, typed)
  const first = (html: string, pattern: string) => {
    const found = new RegExp(pattern).exec(html)?.[1]
    if (!found) throw new Error(`Nothing like ${pattern}`)
    return found
  }
  const { html } = await aigerim.opens(`/cases/${id}`)
  await aigerim.fills(`/cases/${id}/secrecy`, { secrecyAsked: 'yes', secrecyKind: 'undertaking' })
  const secrecy = await aigerim.opens(`/cases/${id}/secrecy`)
  const { otherId, mergeId } = await twoAlike(office)
  const list = await addsFiles(aigerim, id, [['paper.txt', 'a paper']])
  await dana.opens(`/questions?q=${encodeURIComponent(question)}`)
  const saved = await dana.submits({}, 'form[action="/questions/saved"]')
  const asked = await office.bolat.fills('/access/new', { reference: 'ADL-2026-0001', reason: 'x' }, '#ask')
  const told = await dana.opens('/notices')
  const run = await dana.fills(`/hand-over/${aigerim.id}`, { userId: dana.id, stays: 'member' }, '#hand-over')
  const looked = await sendsCases(aigerim, fileOf(smallCase()))
  const lastPart = (url: string) => url.split('/').at(-1)!
  return {
    case: id,
    entryId: first(html, `/cases/${id}/entries/detention/([0-9a-f-]{36})`),
    personId: first(html, `/cases/${id}/persons/([0-9a-f-]{36})`),
    listId: await keepsList(aigerim),
    deadlineId: await setsDeadline(aigerim, id),
    item: first(list.html, '/evidence/([0-9a-f-]{36})"'),
    question: first(saved.html, '/questions/saved/([0-9a-f-]{36})/removal'),
    otherId,
    mergeId,
    userId: office.bolat.id,
    kind: 'detention',
    code: 'V09.02',
    name: 'regions',
    language: 'en',
    move: 'hold',
    scope: 'C_STORE',
    markerId: first(secrecy.html, 'secrecy/([0-9a-f-]{36})/ending'),
    requestId: lastPart(asked.url),
    noticeId: first(told.html, '/notices/([0-9a-f-]{36})/seen'),
    runId: lastPart(run.url),
    carryId: lastPart(looked.url),
  }
}

/** Two further rows about one human being, recorded as one. */
async function twoAlike({ aigerim, dana }: Office): Promise<{ otherId: string; mergeId: string }> {
  const rows: string[] = []
  for (const name of ['Нұрлан Серіков', 'Нурлан Сериков']) {
    const id = await filesQuickly(aigerim, { name })
    rows.push(/\/persons\/([0-9a-f-]{36})/.exec((await aigerim.opens(`/cases/${id}`)).html)?.[1] ?? '')
  }
  const [otherId = '', thirdId = ''] = rows
  await dana.fills(`/persons/${thirdId}/merging/${otherId}`, {}, '#merge')
  const { html } = await dana.opens('/persons/duplicates')
  return { otherId, mergeId: /\/persons\/merges\/([0-9a-f-]{36})\//.exec(html)?.[1] ?? '' }
}

/** Somebody a route is for. */
export function whoMay({ aigerim, dana, saule, timur, stranger }: Office, { allows }: Route): Person {
  if (allows.includes('anyone')) return stranger as Person
  if (allows.includes('lawyer')) return aigerim
  if (allows.includes('coordinator')) return dana
  return allows.includes('administrator') ? saule : timur
}

export interface FormThere {
  readonly person: Person
  /** The page it stands on. */
  readonly page: string
  readonly method: 'get' | 'post'
  readonly action: string
  readonly multipart: boolean
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** What it asks besides the tokens, whether it holds a value or not. */
  readonly names: readonly string[]
}

const tokens = ['_csrf', '_once', '_later']

/** Every form of every page that can be opened, by somebody it is for. */
export async function formsOf(office: Office, objects: Objects): Promise<FormThere[]> {
  const forms: FormThere[] = []
  for (const route of routesOf(office).filter(
    one => one.method === 'get' && !/content|png|answer\.|xlsx/.test(one.path),
  )) {
    const person = whoMay(office, route)
    for (const address of pagesOf(route.path, objects)) {
      const { $ } = await person.opens(address)
      for (const element of $('form').get()) {
        const form = $(element)
        const fields = form.serializeArray().map(({ name, value }) => [name, value] as const)
        const asked = form.find('[name]').get().map(one => $(one).attr('name')!) // prettier-ignore
        forms.push({
          person,
          page: address,
          method: form.attr('method') === 'post' ? 'post' : 'get',
          action: form.attr('action') ?? address,
          multipart: form.attr('enctype') !== undefined,
          fields,
          names: [...new Set(asked)].filter(name => !tokens.includes(name)),
        })
      }
    }
  }
  const seen = new Set<string>()
  const key = (form: FormThere) => `${form.method} ${form.action} ${form.names.join()}`
  return forms.filter(form => !seen.has(key(form)) && seen.add(key(form)))
}

const pagesOf = (path: string, objects: Objects): string[] => {
  const address = addressOf(path, objects)
  if (path === '/questions') return [address, `${address}?q=${encodeURIComponent(question)}`]
  return path.endsWith('/:kind/new') ? [address, addressOf(path, objects, { kind: 'act' })] : [address]
}

/** What went wrong inside, each once: the kind of fault and where in the program it came from. */
export const faultsOf = ({ logLines }: Office): string[] => {
  const lines = logLines
    .filter(line => line.includes('"fault"'))
    .map(line => JSON.parse(line) as { err: { type: string; code?: string; stack?: string } })
  return [
    ...new Set(
      lines.map(({ err }) =>
        [
          err.type,
          err.code,
          ...(err.stack?.match(/src\/(?!driver|query-b|data-)[\w./-]+:\d+/g) ?? []).slice(0, 3),
        ].join(' '),
      ),
    ),
  ]
}
