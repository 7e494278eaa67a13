import { background } from '../../src/core'
import type { Language } from '../../src/i18n'
import { Browser, type Seen } from './browser-of-tests'
import { fileOf, sendsCases, smallCase, whenReady } from './carrying'
import { oneOfEach, whoMay } from './everything'
import { everybodyIn, filesQuickly, keepsList, quick, setsDeadline } from './filing'
import type { Office } from './office'
import { password, Person } from './people'
import { addressOf, routesOf, type Objects } from './routes'
import { sendsFilesAgain, addsFiles } from './sending'
import { invites, Newcomer } from '../people/newcomer'

const asAddress = (question: object) => `/questions?q=${encodeURIComponent(JSON.stringify(question))}`
const sentence = 'unit=detention&measure=count&by1=region_at_event&by2=person.sex&basis=event&level=V0&scope=coalition'

/** Every page the program can show, in one language, each state of it once: whoever adds a page adds a step here. */
export async function everyPage(office: Office, language: Language): Promise<Seen[]> {
  const seen = new Map<string, Seen>()
  const plain = (url: string) => url.split('?')[0]!.replace(/[0-9a-f-]{36}|([0-9A-Z]{4}-){5}[0-9A-Z]{4}/g, ':id')
  const people = [office.aigerim, office.bolat, office.dana, office.marat, office.saule, office.timur, office.olga, office.erlan, office.stranger] // prettier-ignore
  for (const person of people) person.cookies.set('language', language)
  Browser.watches = one => {
    if (!one.page.headers.get('content-type')?.startsWith('text/html')) return
    const { status, $ } = one.page
    const what = [one.method, plain(one.url), status, $('h1').text(), $('main form').length, $('.dl-notice, table, details').length]
    seen.set(what.join(' '), one)
  } // prettier-ignore
  try {
    await atTheDoor(office, language)
    await empty(office)
    const objects = await oneOfEach(office)
    await cases(office, objects)
    await evidenceAndDecisions(office, objects)
    await referrals(office)
    await related(office)
    await accounts(office, language)
    await files(office)
    await questions(office)
    await everyAddress(office, objects)
    await faults(office)
  } finally {
    Browser.watches = undefined
  }
  return [...seen.values()]
}

const later = (office: Office, minutes: number) => (office.now = new Date(office.now.getTime() + minutes * 60_000))

async function atTheDoor(office: Office, language: Language): Promise<void> {
  const { stranger, aigerim, bolat } = office
  await stranger.opens('/sign-in')
  await stranger.submits({ login: 'nobody', password: 'wrong wrong wrong' })
  await stranger.submits({ login: '', password: '' })
  for (let i = 0; i < 7; i += 1) await stranger.fills('/sign-in', { login: 'nobody', password: 'wrong wrong wrong' })
  await stranger.fills('/forgotten', { login: '', recoveryCode: '' })
  await stranger.submits({ login: 'nobody', recoveryCode: 'x', code: '1', password: 'three spoons of salt and a key' })
  await aigerim.fills('/sign-in', { login: 'aigerim', password })
  await aigerim.submits({ code: '000000' })
  await everybodyIn(office)
  await aigerim.opens('/account')
  later(office, 31)
  await aigerim.submits({ name: 'Aigerim', language }, 'form[action="/account"]') // the session has ended
  await aigerim.submits({ login: 'aigerim', password })
  await aigerim.submits({ code: aigerim.code() }) // what was typed is carried
  await aigerim.submits({})
  for (const person of [office.dana, office.saule, office.timur, office.marat, office.olga, office.erlan, bolat])
    await person.signsIn()
}

async function empty({ aigerim, dana, timur, marat }: Office): Promise<void> {
  for (const path of ['/', '/cases', '/lists', '/deadlines', '/questions', '/findings', '/let-in'])
    await aigerim.opens(path)
  for (const path of ['/', '/classification', '/let-in']) await dana.opens(path)
  for (const path of ['/', '/cases']) await marat.opens(path)
  await timur.opens('/')
}

async function cases(office: Office, { case: id = '' }: Objects) {
  const { aigerim, dana, bolat, inWork } = office
  await aigerim.fills('/cases/quick', { narrative: 'x' })
  await aigerim.fills('/cases/new', { secrecyAsked: 'yes' })
  const draft = (await aigerim.fills('/cases/new', { secrecyAsked: 'no', title: 'Ночь в отделе' })).url
  await aigerim.submits({}, 'form[action$="/file"]')
  await aigerim.fills(draft.replace('filing', 'words'), { narrative: 'Половина', _later: 'yes' })
  await aigerim.opens(draft.replace('filing', 'words'))
  await aigerim.opens(draft.replace('filing', 'discarding'))
  await aigerim.fills(`/cases/${id}/entries/act/new`, { 'begunAt-day': '31', 'begunAt-month': '2', 'begunAt-year': '2024' })
  const whole = { 'deFactoAt-day': '17', 'deFactoAt-month': '12', 'deFactoAt-year': '2024', 'deFactoAt-hour': '7', 'deFactoAt-minute': '40', 'recordedAt-day': '17', 'recordedAt-month': '12', 'recordedAt-year': '2024', 'recordedAt-hour': '21', 'recordedAt-minute': '15', 'lawyerFirstContactAt-state': 'unknown', 'judgeFirstAt-day': '21', 'judgeFirstAt-month': '12', 'judgeFirstAt-year': '2024', 'judgeFirstAt-hour': '10', 'judgeFirstAt-minute': '5', 'releasedAt-day': '30', 'releasedAt-month': '12', 'releasedAt-year': '2024', 'releasedAt-hour': '10', 'releasedAt-minute': '0', groundsTold: 'no', regionAtEvent: 'KZ-75', lawyerObstruction: ['no_such'], circumstances: 'Түнде алып кетті.' }
  await aigerim.fills(`/cases/${id}/entries/detention/new`, whole) // an unknown choice
  await aigerim.submits({ lawyerObstruction: [] })
  await aigerim.fills(`/cases/${id}/persons/new`, { name: '' })
  await aigerim.submits({ name: 'Сестра <i>Айгүл</i>', role: 'WITNESS', contacts: '+7 700 000 00 00' })
  await aigerim.submits({ C_MEDIA: 'refused', 'givenOn-day': '31', 'givenOn-month': '2', 'givenOn-year': '2024' })
  await aigerim.submits({ 'givenOn-day': '28' })
  await aigerim.fills(`/cases/${id}/secrecy`, { secrecyAsked: 'yes' })
  await aigerim.submits({ secrecyAsked: 'yes', secrecyKind: 'undertaking', secrecyBlanket: 'yes', secrecyNote: 'Тыйым' })
  await aigerim.fills(`/cases/${id}/words`, { narrative: '' })
  await aigerim.submits({ narrative: 'Ещё одно: «их было трое».' })
  await aigerim.fills(`/cases/${id}/team`, { userId: bolat.id, role: 'reader' }, '#join')
  await aigerim.submits({ userId: bolat.id, role: 'reader' }, '#join')
  await bolat.fills(`/cases/${id}/words`, { narrative: 'Моё.' }) // a reader
  await dana.opens(`/cases/${id}/about`)
  await aigerim.fills(`/cases/${id}/about`, { title: 'Ночь', risk: 'immediate', riskReason: 'её ищут', urgent: 'yes', stage: 'S_COURT' })
  await dana.submits({ title: 'Другое', verification: 'V2' }) // the second of two
  await dana.submits({})
  await inWork(background('recovery'), work => work.record('recoveryKey.used', { id }))
  await aigerim.opens(`/cases/${id}/history`)
  await deadlines(office, id)
  await lists(office)
  for (const query of ['region=KZ-75&state=open&risk=high&q=none', 'q=Қайрат', 'urgent=yes', 'sort=oldest&from=2020-01-01'])
    await aigerim.opens(`/cases?${query}`)
} // prettier-ignore

/** A list kept and shared, one that has no title, and what colleagues see of it. */
async function lists({ aigerim, dana }: Office): Promise<void> {
  const id = await keepsList(aigerim)
  await aigerim.fills('/cases?risk=high&columns=stage&columns=state&columns=source&columns=risk', { title: '' }, 'form[action^="/lists"]')
  await aigerim.fills(`/lists/${id}`, { title: '' })
  await aigerim.submits({ title: 'Срочные <b>дела</b>', shared: 'yes' })
  for (const path of ['/lists', '/cases', '/cases?urgent=yes&columns=risk']) await dana.opens(path)
} // prettier-ignore

/** One of each group of the list, one done, and one that was done meanwhile. */
async function deadlines({ aigerim, dana }: Office, id: string): Promise<void> {
  for (const day of ['1', '4', '30', '']) await setsDeadline(aigerim, id, 'Спросить о записи <i>камеры</i>', day)
  for (const day of ['1', '2']) await aigerim.fills(`/cases/${id}/entries/detention/new`, { 'deFactoAt-day': day, 'deFactoAt-month': '3', 'deFactoAt-year': '2026', regionAtEvent: 'KZ-75' })
  await aigerim.opens('/')
  for (const person of [aigerim, dana]) await person.opens('/deadlines')
  for (const person of [aigerim, dana]) await person.submits({}, 'main section form')
  await dana.opens('/deadlines?whose=mine')
  await dana.opens('/deadlines?state=done')
} // prettier-ignore

async function evidenceAndDecisions({ aigerim, dana }: Office, { case: id = '', entryId }: Objects): Promise<void> {
  const page = await addsFiles(aigerim, id, [['a\u202Egpj.jpg', '%PDF-1.7 a paper'], ['empty.txt', '']], { 'receivedOn-day': '31', 'receivedOn-month': '2', 'receivedOn-year': '2024' })
  if (page.$('[name=kept]').val()) await sendsFilesAgain(aigerim, id, [], { 'receivedOn-day': '28', description: 'Екі бет' })
  const list = await aigerim.opens(`/evidence/of/${id}`)
  const item = list.$('tbody th a').last().attr('href')!
  await aigerim.opens(item)
  await aigerim.fills(item, { description: 'x'.repeat(5001) })
  const entry = `/classification/${id}/detention/${entryId}`
  await dana.opens('/classification')
  await dana.opens(entry)
  await dana.submits({}, '.dl-reject')
  await dana.fills(entry, {}, '.dl-confirm')
  await dana.fills(entry, { decision: 'rejected', violationCode: 'V09.01', rationale: 'Бұл басқа' }, '#verdict')
  await dana.opens(`/cases/${id}`)
  await dana.submits({}, 'form[action$="/state/hold"]')
  await dana.submits({}, 'form[action$="/state/close"]')
  await dana.fills(`/cases/${id}/words`, { narrative: 'Поздно.' }) // a closed case
  await dana.opens(`/cases/${id}`)
  await dana.submits({}, 'form[action$="/state/reopen"]')
} // prettier-ignore

async function referrals({ aigerim, dana, erlan, organisations }: Office): Promise<void> {
  const id = await filesQuickly(aigerim)
  await aigerim.opens(`/cases/${id}/referrals`)
  const typed = { to: organisations.tub, reason: 'medical', letter: 'Сестра <i>Айгүл</i> күтеді.', words: 'yes' }
  await aigerim.fills(`/cases/${id}/referrals/new`, { letter: '' }, '#refer')
  const everybody = aigerim.page!.$('input[name=persons]').get().map(one => aigerim.page!.$(one).val() as string) // prettier-ignore
  await aigerim.submits({ ...typed, persons: everybody }, '#refer')
  await aigerim.fills(`/cases/${id}/persons/${everybody[0]}/consent`, { C_COALITION: 'given', 'givenOn-day': '1', 'givenOn-month': '3', 'givenOn-year': '2026' })
  const entries = (await aigerim.opens(`/cases/${id}/referrals/new`)).$('input[name=entries]').get().map(one => aigerim.page!.$(one).val() as string) // prettier-ignore
  for (const answer of ['withdrawal', 'refusing', 'acceptance']) {
    await aigerim.fills(`/cases/${id}/referrals/new`, { ...typed, persons: everybody, entries }, '#refer')
    await dana.opens(`/cases/${id}/referrals`)
    const url = (await erlan.opens('/referrals')).$('tbody th a').first().attr('href')!
    await erlan.opens(url)
    if (answer === 'withdrawal') {
      await dana.submits({}, 'form[action$="/withdrawal"]')
      continue
    }
    await erlan.submits(answer === 'acceptance' ? { title: '' } : { refusal: '' }, `#${answer}`)
    await erlan.submits(answer === 'acceptance' ? { title: 'Оңалту' } : { refusal: 'conflict', reply: 'Жоқ.' }, `#${answer}`)
    await erlan.opens(url)
  }
  await erlan.opens('/referrals')
  await aigerim.opens(`/cases/${id}/referrals`)
} // prettier-ignore

async function related({ aigerim, dana, erlan, olga }: Office): Promise<void> {
  await erlan.opens('/related')
  await dana.fills('/related', {}, 'form.outside')
  const act = { 'begunAt-day': '7', 'begunAt-month': '1', 'begunAt-year': '2022', regionAtEvent: 'KZ-75', methodCodes: ['M_BLUNT'] }
  for (const [person, ...units] of [[aigerim, 'Алмалы, 3', 'Арлан'], [olga, 'Алмалинский № 3', 'Arlan', 'Алмалы 3']] as const) {
    const id = await filesQuickly(person)
    for (const perpetratorUnit of units) await person.fills(`/cases/${id}/entries/act/new`, { ...act, perpetratorUnit })
  }
  await erlan.opens('/related')
  await erlan.submits({}, '#compare')
  for (const answer of ['agreed', 'declined']) {
    const link = (await dana.opens('/related')).$('a[href^="/related/asks/new"]').attr('href')
    if (!link) break
    await dana.fills(link, { message: 'Сөйлесейік пе?' }, '#ask')
    const ask = (await erlan.opens('/related')).$('section[aria-labelledby=of-us] a').first().attr('href')!
    await dana.opens(ask)
    await erlan.fills(ask, { reply: '' }, '#answering')
    await erlan.submits({ answer, reply: 'Иә.' }, '#answering')
    for (const person of [dana, erlan]) for (const path of [ask, '/related']) await person.opens(path)
  }
} // prettier-ignore

async function accounts(office: Office, language: Language): Promise<void> {
  const { saule, dana, olga } = office
  await saule.fills('/users/new', { name: '' })
  await saule.fills('/organisations', { code: 'x' })
  await saule.submits({ code: 'NEW', nameEn: 'New', nameRu: 'Новая', nameKk: 'Жаңа' })
  await saule.fills(`/users/${saule.id}`, {}, 'form[action$="/disabling"]')
  const kairat = new Newcomer(office, 'kairat')
  kairat.cookies.set('language', language)
  const link = await invites(office, 'kairat', ['coordinator'])
  await kairat.fills(link, { password: 'short' })
  await kairat.choosesPassword(link)
  await kairat.submits({ code: '0', lastFour: 'ZZZZ' })
  await kairat.submits({ code: kairat.code(), lastFour: kairat.recoveryCode.slice(-4) })
  await kairat.opens(link)
  later(office, 1)
  await kairat.signsIn()
  for (const path of ['/', '/account', '/cases', '/classification']) await kairat.opens(path)
  await dana.opens('/let-in')
  const ways = ['password', 'recovery-code', 'spare-codes', 'authenticator']
  for (const way of ways) await olga.fills(`/account/${way}`, { current: 'wrong' })
  await olga.submits({ current: '' })
  for (const way of ways.slice(1)) await olga.fills(`/account/${way}`, { current: password })
  await olga.submits({ code: '000000' })
  for (const current of ['wrong', password]) await olga.fills('/account/calendar', { current })
  await olga.opens('/account/calendar')
  await olga.fills('/account', { name: '' }, 'form[action="/account"]')
  const lost = new Person(office.origin, 'erlan', office.erlan.secret, '', () => office.now)
  lost.cookies.set('language', language)
  later(office, 1)
  await lost.fills('/forgotten', { login: 'erlan', recoveryCode: office.erlan.recoveryCode, code: office.erlan.code(), password: 'three spoons of salt and a key' }) // prettier-ignore
}

async function questions({ aigerim, dana }: Office): Promise<void> {
  for (let i = 0; i < 5; i += 1) await aigerim.fills('/cases/quick', quick)
  await dana.opens('/questions?unit=detention&measure=count&f0=person.sex&add=1')
  await dana.opens(`/questions?${sentence}`)
  await dana.opens(asAddress({ unit: 'detention', where: [{ field: 'person.shoes', is: 'red' }] }))
  await dana.opens(asAddress({ unit: 'detention', measure: { kind: 'median', clock: 'first-lawyer' } }))
  const page = await dana.opens(asAddress({ unit: 'detention', by: ['region_at_event'], minimumVerification: 'V0', scope: 'organisation' }))
  const behind = page.$('table.dl-table--stats tbody td a').first().attr('href')
  if (!behind) throw new Error('No number to open')
  await dana.opens(behind)
  await dana.opens('/findings?from=2020&to=2026')
} // prettier-ignore

async function files({ olga }: Office): Promise<void> {
  await sendsCases(olga, '')
  await sendsCases(olga, fileOf(smallCase({ words: [], colour: 'red' })))
  await sendsCases(olga, fileOf(smallCase()))
  const brought = await whenReady(olga, await olga.submits({}, '#writing'))
  await olga.send(`${brought.url}/writing`, { method: 'POST' })
  await sendsCases(olga, fileOf(smallCase()))
  await olga.fills('/carrying', { current: 'wrong' }, '#export')
}

/** Whatever the router can show, by somebody it is for. */
async function everyAddress(office: Office, objects: Objects): Promise<void> {
  for (const route of routesOf(office)) {
    if (route.method === 'get' && !/content|png|answer\.|xlsx|language/.test(route.path))
      await whoMay(office, route).opens(addressOf(route.path, objects))
  }
  await office.dana.opens('/codebook/lists/perpetrator_agency_types')
  await office.marat.opens('/users')
  await office.stranger.opens('/invitation/0000-0000-0000-0000-0000-0000')
}

async function faults({ aigerim, dana, gate }: Office): Promise<void> {
  await gate.write(db => db.query('ALTER TABLE classifications RENAME TO away'))
  await dana.opens('/classification')
  await gate.write(db => db.query('ALTER TABLE away RENAME TO classifications'))
  await aigerim.send('/lock', { method: 'POST' })
  await aigerim.opens('/cases/quick', { method: 'POST', body: 'x=1', headers: { 'content-type': 'text/plain' } })
}
