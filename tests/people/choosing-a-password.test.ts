import { everybodyIn } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { password, Person } from '../setup/people'
import type { Page } from '../setup/browser-of-tests'
import { shifted } from '../../src/people/weak-words'
import { invites, Newcomer } from './newcomer'

const letters = (many: number) =>
  Array.from({ length: many }, (_, at) => String.fromCharCode(0x430 + ((at * 7) % 32))).join('')

describe('choosing a password', () => {
  let office: Office
  let present = password
  beforeAll(async () => {
    office = await openOffice()
    await everybodyIn(office)
    await office.saule.signsIn()
  })
  afterAll(() => office.closes())

  /** What the page says to somebody who signs in with it; a code is asked for when it is right. */
  const isRight = async (typed: string): Promise<boolean> => {
    office.now = new Date(office.now.getTime() + 60_000)
    const browser = new Person(office.origin, 'bolat', office.bolat.secret, '', () => office.now)
    const page = await browser.fills('/sign-in', { login: 'bolat', password: typed })
    if (page.status !== 200) return false
    await browser.submits({ code: browser.code() })
    return (await browser.opens('/account')).url === '/account'
  }
  const changes = async (to: string): Promise<Page> => {
    const page = await office.bolat.fills('/account/password', { current: present, password: to })
    if (page.status === 200) present = to
    return page
  }

  it.each([
    ['64 Cyrillic letters', letters(64), letters(64), `${letters(63)}ы`],
    ['128 of them', letters(128), letters(128), `${letters(127)}ы`],
    ['emoji', '🐎🔋📎 жеті су 🌾 кеме', '🐎🔋📎 жеті су 🌾 кеме', '🐎🔋📎 жеті су 🌾 кем'],
    ['a NUL', 'снег лежит на\u0000крыше', 'снег лежит на\u0000крыше', 'снег лежит на'],
    ['й and ё of one piece', 'йод и ёлка на крыше', 'йод и ёлка на крыше'.normalize('NFD'), 'иод и елка на крыше'],
    ['й and ё of two', 'чай и мёд на столе'.normalize('NFD'), 'чай и мёд на столе', 'чаи и мед на столе'],
    ['blanks at both ends', '  снег лежит на крыше ', '  снег лежит на крыше ', 'снег лежит на крыше'],
  ])('takes %s, and at the sign-in that one alone (S02)', async (_what, chosen, typed, other) => {
    expect(await changes(chosen)).toMatchObject({ status: 200, url: '/account' })
    expect([await isRight(typed), await isRight(other)]).toEqual([true, false])
  })

  it('says of 14 and of 129 letters what is wrong, and changes nothing', async () => {
    const before = await office.trail()
    expect(await changes(letters(14))).toMatchObject({ status: 422, errors: ['Choose at least 15 characters'] })
    expect(await changes(letters(129))).toMatchObject({ status: 422, errors: ['Choose at most 128 characters'] })
    expect((await office.trail()).slice(before.length)).not.toContain('user.passwordChanged')
  })

  it('refuses, with the reason, what is tried first: on the page of the account, of an invitation and of a lost password (S03)', async () => {
    const { saule, stranger } = office
    await saule.fills('/organisations', { code: 'BRI', nameEn: 'Kindness Bridge', nameRu: 'Мост Доброты', nameKk: 'Мейірім Көпірі' })
    const organisation = await office.gate.read(db => db.query<{ id: string }[]>(`SELECT id FROM organisations WHERE code = 'BRI'`))
    office.organisations.adl = organisation[0]!.id
    const weak = ['gfhjkm123456789', 'liverpool123456789', 'Коалиция-Астана-2024']
    const own = ['Kindness-Bridge-2026', 'мостдоброты2026', `${shifted('мейірім')}${shifted('көпірі')}2026`, 'Kairat-2026-kairat-2027']
    const link = await invites(office, 'kairat', ['lawyer'])
    const newcomer = new Newcomer(office, 'kairat')
    for (const typed of [...weak, ...own]) {
      const page = await newcomer.fills(link, { password: typed })
      expect([typed, page.status, page.errors.join()]).toEqual([typed, 422, expect.stringContaining('words that are tried first')])
      expect(page.html).not.toContain(typed)
    }
    for (const typed of weak) {
      const account = await changes(typed)
      const lost = await stranger.fills('/forgotten', { login: 'bolat', recoveryCode: office.bolat.recoveryCode, code: office.bolat.code(), password: typed })
      for (const page of [account, lost])
        expect([typed, page.status, page.errors.join()]).toEqual([typed, 422, expect.stringContaining('words that are tried first')])
    }
    expect(await isRight(present)).toBe(true)
  }) // prettier-ignore
})
