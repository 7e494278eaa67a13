import { formsOf, question } from '../setup/everything'
import { quick } from '../setup/filing'
import type { Browser } from '../setup/browser-of-tests'
import type { Office } from '../setup/office'
import type { Objects } from '../setup/routes'

/** What is sent to the scanners' door, and as whom; a `*` marks a place in an address that is tried. */
export interface Request {
  readonly as: Browser
  readonly address: string
  /** A form as it is sent; without one the address is looked at. */
  readonly body?: string
}

type Typed = Readonly<Record<string, string | string[] | undefined>>
const asked = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

/** Looks with what is typed into addresses, filters and questions, one of each kind. */
export function looksOf({ aigerim, dana, saule, timur, stranger }: Office, objects: Objects): Request[] {
  const q = question // six cases must stand behind a number, or it is protected and leads nowhere
  const looks: [Browser, string][] = [
    [aigerim, `/cases?${asked({ q: 'Ерлан', state: 'open', stage: 'S_INTAKE', region: 'KZ-75', risk: 'high', article: '7', cluster: 'zzqx', source: 'zzqx', verification: 'V1', from: '2024-01-01', to: '2025-01-01', sort: 'changed', after: `2026-03-02~${objects.case}` })}`],
    [aigerim, `/cases/${objects.case}*`],
    [aigerim, `/cases/${objects.case}/persons/${objects.personId}*`],
    [aigerim, `/cases/${objects.case}/entries/detention*/${objects.entryId}*`],
    [aigerim, `/evidence/of/${objects.case}*`],
    [aigerim, `/evidence/${objects.item}*`],
    [dana, `/classification/${objects.case}*/detention*/${objects.entryId}*`],
    [dana, `/questions?${asked({ q })}`],
    [dana, `/questions?${asked({ unit: 'detention', measure: 'count', by1: 'region_at_event', f0: 'region_at_event', o0: 'is', v0: 'KZ-75', from: '2021', to: '2026', level: 'V0', scope: 'organisation' })}`],
    [dana, `/questions/cases?${asked({ q, keys: '["KZ-75"]', after: `2026-03-02~${objects.case}` })}`],
    [dana, `/questions/answer.csv?${asked({ q })}`],
    [dana, `/findings?${asked({ from: '2021', to: '2026', scope: 'organisation' })}`],
    [dana, '/codebook/violations/V09.02*'],
    [saule, `/users/${objects.userId}*`],
    [timur, '/trail?before=9'],
    [stranger, '/sign-in?next=/cases'],
  ]
  return looks.map(([as, address]) => ({ as, address }))
} // prettier-ignore

const form = (action: RegExp, typed: Typed) => ({ action, typed })

/** Forms, one of each kind, filled so that they are taken: what is typed reaches the rows. */
export async function formsTaken(office: Office, objects: Objects): Promise<Request[]> {
  const narrative = 'Пришли ночью, без бумаги.'
  const day = (name: string) => ({ [`${name}-day`]: '17', [`${name}-month`]: '12', [`${name}-year`]: '2024', [`${name}-precision`]: 'day', [`${name}-source`]: 'person' }) // prettier-ignore
  const chosen = [
    form(/^\/cases\/quick$/, quick),
    form(/^\/cases\/[^/]+\/words$/, { narrative }),
    form(/^\/cases\/[^/]+\/persons$/, { role: 'WITNESS', name: 'Қайрат', contacts: 'там же' }),
    form(/^\/cases\/[^/]+\/entries\/act$/, { whatHappened: narrative, placeType: 'POLICE_OFFICE', regionAtEvent: 'KZ-75', verification: 'V1', ...day('begunAt') }),
    form(/^\/cases\/[^/]+\/team$/, { userId: objects.userId, role: 'reader' }),
    form(/^\/evidence\/[^/]+\/description$/, { description: 'Письмо', givenBy: 'әкесі' }),
    form(/^\/classification\//, { decision: "rejected", rationale: narrative }),
    form(/^\/questions\/saved$/, {}),
    form(/^\/account$/, { name: 'Aigerim' }),
    form(/^\/users$/, { name: 'Әсел', login: 'assel', organisationId: office.organisations.adl, roles: 'lawyer' }),
    form(/^\/sign-in$/, { login: 'dana', password: 'zzqx' }),
  ] // prettier-ignore
  const there = await formsOf(office, objects)
  return chosen.map(({ action, typed }) => {
    const found = there.find(one => one.method === 'post' && action.test(one.action))
    if (!found) throw new Error(`No form ${action}`)
    const body = new URLSearchParams()
    for (const [name, value] of found.fields) if (!(name in typed)) body.append(name, value)
    for (const [name, values] of Object.entries(typed)) for (const value of [values].flat()) body.append(name, value!)
    return { as: found.person, address: found.action, body: body.toString() }
  })
}
