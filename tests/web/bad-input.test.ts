import { filesQuickly, everybodyIn, quick } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import type { Page } from '../setup/browser-of-tests'
import { opensAfter } from '../setup/routes'
import { addsFiles, end, field, file } from '../setup/sending'

type Typed = Record<string, string | string[]>

const day = (name: string, on: string): Typed => {
  const [date = '', month = '', year = ''] = on.split('.')
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year }
}
const time = (name: string, on: string, hour: string, minute: string): Typed => ({
  ...day(name, on), [`${name}-hour`]: hour, [`${name}-minute`]: minute,
}) // prettier-ignore

const exists = 'Give a day that exists'
const hasCome = 'Give a day that has come'
const shown = 'Choose one of the answers shown'
const once = 'Give one answer only'
const printed = 'Leave out characters that cannot be printed'
const visible = 'Leave out invisible characters'

/** Page, what is typed besides what holds, and what the page says. */
const cases: [page: string, what: string, typed: Typed, message: string][] = [
  ['detention', 'an end before the start', { ...day('deFactoAt', '17.12.2024'), ...day('releasedAt', '16.12.2024') }, 'before the beginning'],
  ['detention', 'an end some hours before the start', { ...time('deFactoAt', '17.12.2024', '12', '00'), ...time('releasedAt', '17.12.2024', '9', '30') }, 'before the beginning'],
  ['act', 'an end before the start', { ...day('begunAt', '1.3.2024'), ...day('endedAt', '29.2.2024') }, 'before the beginning'],
  ['detention', '31 February', day('recordedAt', '31.2.2024'), exists],
  ['detention', '29 February of a year without one', day('deFactoAt', '29.2.2023'), exists],
  ['detention', 'the future', day('deFactoAt', '17.12.2031'), hasCome],
  ['detention', 'an hour that is none', time('deFactoAt', '17.12.2024', '25', '00'), 'time'],
  ['detention', 'an hour of what is known to the day', { ...time('deFactoAt', '17.12.2024', '7', '40'), 'deFactoAt-precision': 'day' }, 'to the day'],
  ['detention', 'a day and why there is none', { ...day('deFactoAt', '17.12.2024'), 'deFactoAt-state': 'unknown' }, 'not both'],
  ['detention', 'a year given twice', { ...day('deFactoAt', '17.12.2024'), 'deFactoAt-year': ['2024', '2023'] }, once],
  ['detention', 'a code that is none', { legalBasis: 'whim' }, shown],
  ['detention', 'an answer that is none', { groundsTold: 'maybe' }, shown],
  ['detention', 'a source that is none', { ...day('deFactoAt', '17.12.2024'), 'deFactoAt-source': 'gossip' }, shown],
  ['detention', 'a level that is none', { verification: 'V9' }, shown],
  ['detention', 'a region twice', { regionAtEvent: ['KZ-75', 'KZ-71'] }, once],
  ['detention', 'words twice', { circumstances: ['one', 'two'] }, once],
  ['detention', 'a NUL in words', { circumstances: 'a\u0000b' }, printed],
  ['act', 'a method that is none', { methodCodes: ['no_such'] }, shown],
  ['act', 'a number that is none', { perpetratorCount: '-3' }, 'number'],
  ['act', 'too many perpetrators', { perpetratorCount: '501' }, 'number'],
  ['person', '31 February', day('birthDate', '31.2.1990'), exists],
  ['person', 'a birth to come', day('birthDate', '1.1.2031'), hasCome],
  ['person', 'a role that is none', { role: 'KING' }, shown],
  ['person', 'no name', { name: ' ' }, ''],
  ['person', 'two names', { name: ['A', 'B'] }, once],
  ['person', 'a NUL in the name', { name: 'A\u0000b' }, printed],
  ['person', 'a right-to-left mark in the name', { name: 'A\u202eb' }, visible],
  ['person', 'a zero-width mark in another name', { otherNames: 'A\u200bb' }, visible],
  ['consent', '31 February', { C_MEDIA: 'given', ...day('givenOn', '31.2.2026') }, exists],
  ['consent', 'the future', { C_MEDIA: 'given', ...day('givenOn', '1.1.2031') }, hasCome],
  ['consent', 'a state that is none', { C_MEDIA: 'perhaps' }, shown],
  ['consent', 'two states at once', { C_MEDIA: ['given', 'refused'] }, once],
  ['secrecy', 'secrecy of no kind', { secrecyAsked: 'yes' }, 'kind'],
  ['secrecy', '31 February', { secrecyAsked: 'yes', secrecyKind: 'undertaking', ...day('secrecySignedOn', '31.2.2024') }, exists],
  ['about', 'no title', { title: '' }, ''],
  ['about', 'a right-to-left mark in the title', { title: 'A\u202eb' }, visible],
  ['about', 'a risk that is none', { risk: 'huge' }, shown],
  ['words', 'no words', { narrative: '  ' }, ''],
  ['quick', 'a region that is none', { region: 'KZ-99' }, shown],
  ['quick', 'a day twice', { 'on-day': ['17', '18'] }, exists],
  ['quick', 'two names', { name: ['A', 'B'] }, once],
  ['new', '31 February', day('receivedOn', '31.2.2026'), exists],
  ['new', 'the future', day('receivedOn', '3.3.2026'), hasCome],
  ['item', 'the future', day('receivedOn', '3.3.2026'), hasCome],
  ['item', 'a type that is none', { type: 'no_such' }, shown],
  ['item', 'a NUL in the giver’s name', { givenBy: 'A\u0000b' }, printed],
] // prettier-ignore

const holds: Record<string, Typed> = {
  detention: { legalBasis: 'remand', circumstances: 'Түнде алып кетті.', groundsTold: 'no', regionAtEvent: 'KZ-75' },
  act: { whatHappened: 'Бил дубинкой.', officialPresent: 'yes', regionAtEvent: 'KZ-75' },
  person: { name: 'Серік', role: 'WITNESS', contacts: 'через сестру', sex: 'male' },
  consent: { C_STORE: 'given', way: 'written' },
  secrecy: { secrecyAsked: 'no', secrecyNote: 'сказал адвокат' },
  about: { title: 'Ночь', risk: 'high', riskReason: 'её ищут' },
  words: {},
  quick,
  new: { secrecyAsked: 'no', title: 'Ночь в отделе' },
  item: { description: 'Екі бет', givenBy: 'әкесі' },
}

describe('what does not hold', () => {
  let office: Office
  let pages: Record<string, string>
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    const id = await filesQuickly(office.aigerim)
    const person = /\/persons\/[0-9a-f-]{36}/.exec((await office.aigerim.opens(`/cases/${id}`)).html)![0]
    const list = await addsFiles(office.aigerim, id, [['paper.txt', 'a paper']])
    const of = (part: string) => `/cases/${id}${part}`
    pages = {
      detention: of('/entries/detention/new'), act: of('/entries/act/new'), person: of('/persons/new'), consent: of(`${person}/consent`),
      secrecy: of('/secrecy'), about: of('/about'), words: of('/words'), quick: '/cases/quick', new: '/cases/new',
      item: list.$('tbody th a').attr('href')!, evidence: `/evidence/of/${id}`,
    } // prettier-ignore
  }, 60_000)
  afterAll(() => office.closes())

  const formOf = (page: string) => (page === 'item' ? 'form[action$="/description"]' : 'main form')
  const deeds = async () => (await office.trail()).filter(action => !/viewed|session/.test(action)).length

  /** Everything that can be shown again stands in the form as it was typed. */
  function keeps(page: Page, typed: Typed, selector: string): void {
    const there = new URLSearchParams(page.$(selector).first().serializeArray().map(({ name, value }) => [name, value] as [string, string])) // prettier-ignore
    for (const [name, value] of Object.entries(typed)) {
      const isChoice = page.$(`${selector} select[name="${name}"], ${selector} [name="${name}"][type]:not([type=text],[type=hidden])`).length > 0 // prettier-ignore
      const options = page.$(`${selector} [name="${name}"] option, ${selector} [name="${name}"][value]`).map((_, one) => page.$(one).attr('value')).get() // prettier-ignore
      const isShown = !isChoice || (!Array.isArray(value) && options.includes(value))
      if (!Array.isArray(value) && isShown) expect([name, there.get(name)]).toEqual([name, value.replace('\u0000', '\uFFFD').replace('\uFFFD', value.includes('\u0000') ? '\uFFFD' : '')]) // prettier-ignore
    }
  }

  it.each(cases)('is told on the page of a %s, with all that was typed: %s', async (which, _what, typed, message) => {
    const before = await deeds()
    const whole = { ...holds[which], ...typed }
    const page = await office.aigerim.fills(pages[which]!, whole, formOf(which))
    expect([page.status, page.errors.join(' ')]).toEqual([422, expect.stringMatching(new RegExp(message, 'i'))])
    expect(page.errors.join()).not.toMatch(/^$|\b(common|cases|entries|evidence)\./)
    keeps(page, whole, formOf(which))
    expect(await deeds()).toBe(before)
  })

  it.each(['detention', 'person', 'words', 'quick'])(
    'is told when a field of a %s is nested in another',
    async which => {
      const { aigerim } = office
      const before = await deeds()
      await aigerim.opens(pages[which]!)
      const { action, body } = aigerim.formOf('main form', holds[which]!)
      for (const nested of ['circumstances[a]=x', 'name[$ne]=x', 'narrative[]=x', '__proto__[name]=x']) {
        const page = await opensAfter(aigerim, action, `${body}&${nested}`)
        expect([nested, page.status, page.errors.length > 0]).toEqual([nested, 422, true])
        keeps(page, holds[which]!, 'main form')
      }
      expect(await deeds()).toBe(before)
    },
  )

  it.each([['of Latin letters', 'x', 10], ['of Kazakh letters', 'ұ', 5]])('is told of ten megabytes %s, and given back', async (_what, letter, millions) => {
    const text = letter.repeat(millions * 1_000_000)
    for (const which of ['quick', 'words']) {
      const page = await office.aigerim.fills(pages[which]!, { ...holds[which], narrative: text })
      expect([page.status, page.errors]).toEqual([422, ['Write at most 100000 characters']])
      expect(page.$('[name=narrative]').text().trim() === text).toBe(true)
    }
  }, 120_000) // prettier-ignore

  it('is told of an upload that broke off, with what was typed before it; of an empty file, and of one that lies about itself', async () => {
    const { aigerim } = office
    await aigerim.opens(`${pages.evidence}/new`)
    const csrf = String(aigerim.page!.$('main [name=_csrf]').val())
    const typed = field('_csrf', csrf) + field('description', 'Екі бет') + field('givenBy', 'әкесі')
    for (const body of [typed + file('a.txt', 'half').slice(0, -2), typed + file('a.txt', ''), typed + end]) {
      const page = await aigerim.opens(pages.evidence!, { method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=b' } })
      expect([page.status, page.errors.length > 0]).toEqual([422, true])
      expect([page.$('[name=description]').val(), page.$('[name=givenBy]').val()]).toEqual(['Екі бет', 'әкесі'])
    }
    const list = await addsFiles(aigerim, pages.evidence!.split('/').pop()!, [['holiday.jpg', '%PDF-1.7 really a paper']])
    expect((await aigerim.opens(list.$('tbody th a').last().attr('href')!)).text).toContain('ends in “jpg”')
  }) // prettier-ignore

  it('is told of an entry about somebody who is not in the case', async () => {
    const { aigerim } = office
    await aigerim.fills(pages.person!, { name: 'Айгүл', role: 'WITNESS' })
    await aigerim.opens(pages.detention!)
    const { action, body } = aigerim.formOf('main form', holds.detention!)
    const rest = body.replace(/&?personId=[^&]*/, '')
    for (const whom of ['', '&personId=', `&personId=${office.olga.id}`, '&personId=a&personId=b']) {
      const page = await opensAfter(aigerim, action, rest + whom)
      expect([whom, page.status, page.errors]).toEqual([whom, 422, ['Choose whom it concerns']])
      keeps(page, holds.detention!, 'main form')
    }
  })
})
