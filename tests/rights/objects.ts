import { everybodyIn, filesQuickly, keepsList, setsDeadline } from '../setup/filing'
import { question } from '../setup/everything'
import type { Office } from '../setup/office'
import type { Person } from '../setup/people'
import type { Objects } from '../setup/routes'
import { addsFiles } from '../setup/sending'

export const roles = ['lawyer', 'monitor', 'coordinator', 'administrator', 'auditor'] as const
export type RoleTried = (typeof roles)[number]

/** Whose an object is, for the one who asks: the own, one of the own teams, the organisation's, another organisation's, nobody's. */
export const kinds = ['own', 'team', 'organisation', 'foreign', 'none'] as const
export type Kind = (typeof kinds)[number]

export const nobodys = '01900000-0000-7000-8000-000000000000'

/** Who tries in which role. Somebody else leads the cases of the team and of the organisation. */
export const peopleOf = ({ bolat, marat, dana, saule, timur }: Office): Record<RoleTried, Person> => ({
  lawyer: bolat,
  monitor: marat,
  coordinator: dana,
  administrator: saule,
  auditor: timur,
})

/** Which cases, with all that lies in them, somebody in a role sees; everything else does not exist. */
export const sees: Record<RoleTried, readonly Kind[]> = {
  lawyer: ['own', 'team'],
  monitor: ['team'],
  coordinator: ['own', 'team', 'organisation'],
  administrator: [],
  auditor: [],
}

/** A case with an entry, a person and a file, and whoever is to be on its team. */
async function caseOf(office: Office, lawyer: Person, team: Record<string, Person> = {}): Promise<Objects> {
  const id = await filesQuickly(lawyer)
  for (const [role, person] of Object.entries(team))
    await lawyer.fills(`/cases/${id}/team`, { userId: person.id, role }, '#join')
  const { html } = await lawyer.opens(`/cases/${id}`)
  const first = (text: string, pattern: string) => {
    const found = new RegExp(pattern).exec(text)?.[1]
    if (!found) throw new Error(`Nothing like ${pattern}`)
    return found
  }
  const list = await addsFiles(lawyer, id, [['paper.txt', 'a paper']])
  await lawyer.fills(`/cases/${id}/secrecy`, { secrecyAsked: 'yes', secrecyKind: 'undertaking' })
  const secrecy = await lawyer.opens(`/cases/${id}/secrecy`)
  const witness = await lawyer.fills(`/cases/${id}/persons/new`, { role: 'WITNESS', name: 'Свидетель Тихонов' })
  return {
    case: id,
    markerId: first(secrecy.html, 'secrecy/([0-9a-f-]{36})/ending'),
    otherId: first(witness.url, '/persons/([0-9a-f-]{36})'),
    scope: 'C_STORE',
    entryId: first(html, `/cases/${id}/entries/detention/([0-9a-f-]{36})`),
    personId: first(html, `/cases/${id}/persons/([0-9a-f-]{36})`),
    listId: await keepsList(lawyer),
    deadlineId: await setsDeadline(lawyer, id),
    item: first(list.html, '/evidence/([0-9a-f-]{36})"'),
    question: await questionOf(lawyer),
    kind: 'detention',
    code: 'NOT-A-CODE',
    name: 'regions',
    language: 'en',
    move: 'hold',
  }
}

async function questionOf(person: Person): Promise<string> {
  await person.opens(`/questions?q=${encodeURIComponent(question)}`)
  const saved = await person.submits({}, 'form[action="/questions/saved"]')
  return /\/questions\/saved\/([0-9a-f-]{36})\/removal/.exec(saved.html)?.[1] ?? nobodys
}

/** For each role and each kind the objects it tries; of kinds a role cannot have there are none. */
export async function objectsFor(office: Office): Promise<Record<RoleTried, Partial<Record<Kind, Objects>>>> {
  await everybodyIn(office)
  const { aigerim, bolat, marat, dana, saule, timur, olga } = office
  for (const person of [saule, timur, marat]) await person.signsIn()
  for (let page = await dana.opens('/let-in'); page.$('main form').length;) page = await dana.submits({})
  const team = { ...(await caseOf(office, aigerim, { member: bolat, reader: marat })), userId: bolat.id }
  const organisation = { ...(await caseOf(office, aigerim)), userId: aigerim.id }
  const foreign = { ...(await caseOf(office, olga)), userId: olga.id }
  const none = Object.fromEntries(Object.keys(team).map(name => [name, nobodys]))
  const others = { team, organisation, foreign, none: { ...none, kind: 'detention', move: 'hold' } }
  const danas = { ...(await caseOf(office, aigerim, { member: dana })), userId: dana.id }
  return {
    lawyer: { own: { ...(await caseOf(office, bolat)), userId: bolat.id }, ...others },
    monitor: others,
    coordinator: { ...others, own: { ...(await caseOf(office, dana)), userId: dana.id }, team: danas },
    administrator: others,
    auditor: others,
  }
}
