import type { Office } from './office'
import type { Person } from './people'

/** Signs in the people whose keys a case needs first, and lets the second lawyer in. */
export async function everybodyIn(office: Office): Promise<void> {
  const { dana, aigerim, bolat, erlan, olga } = office
  await dana.signsIn()
  await aigerim.signsIn()
  await bolat.signsIn()
  await erlan.signsIn()
  await olga.signsIn()
  for (const insider of [dana, erlan]) {
    for (let page = await insider.opens('/let-in'); page.$('main form').length;) page = await insider.submits({})
  }
}

export const quick = {
  secrecyAsked: 'no',
  name: 'Ерлан Сәтбаевтың туысы Қайрат Әбдіғалиев',
  narrative: 'Меня держали в кабинете ночь и били по пяткам.',
  happened: ['detained', 'hurt'],
  'on-day': '17',
  'on-month': '12',
  'on-year': '2024',
  region: 'KZ-75',
  placeType: 'POLICE_OFFICE',
  risk: 'high',
  way: 'oral',
  countConsent: 'given',
}

/** A case filed on one page; returns its id. Of a name that is known already it is asked whether it is the same person. */
export async function filesQuickly(
  person: Person,
  changes: Record<string, string | string[] | undefined> = {},
): Promise<string> {
  const page = await person.fills('/cases/quick', { ...quick, ...changes })
  const id = /^\/cases\/([0-9a-f-]{36})(\?filed=quick|\/persons\/[0-9a-f-]{36}\/same\?added=quick)$/.exec(page.url)?.[1]
  if (!id) throw new Error(`Not filed: ${page.status} ${page.errors.join('; ')} ${page.text.slice(0, 200)}`)
  return id
}

/** A deadline of a case, on a day of March 2026; returns its id. */
export async function setsDeadline(
  person: Person,
  caseId: string,
  what = 'Обжаловать арест',
  day = '2',
): Promise<string> {
  const due = day ? { 'dueAt-day': day, 'dueAt-month': '3', 'dueAt-year': '2026' } : {}
  const page = await person.fills(`/cases/${caseId}/entries/deadline/new`, { what, rule: 'custody_appeal', ...due })
  const list = await person.opens(page.url)
  const id = /entries\/deadline\/([0-9a-f-]{36})/.exec(list.html)?.[1]
  if (!id) throw new Error(`No deadline on ${page.url}`)
  return id
}

/** A list of urgent cases that is kept, once; returns its id. */
export async function keepsList(person: Person): Promise<string> {
  const kept = async () => /\/lists\/([0-9a-f-]{36})"/.exec((await person.opens('/lists')).html)?.[1]
  if (!(await kept()))
    await person.fills('/cases?urgent=yes&columns=risk', { title: 'Срочные' }, 'form[action^="/lists"]')
  const id = await kept()
  if (!id) throw new Error('No list was kept')
  return id
}
