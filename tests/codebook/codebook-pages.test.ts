import { codebook } from '../../src/codebook'
import { languages } from '../../src/i18n'
import { openOffice, type Office } from '../setup/office'
import { rawSyntax } from './raw-syntax'

describe('the pages of the code book', () => {
  let office: Office

  beforeAll(async () => {
    office = await openOffice()
    await office.marat.signsIn()
  })
  afterAll(() => office.closes())

  const read = async (path: string) => (await office.marat.opens(path)).$('main')
  const plain = (text: string) => text.replace(/\s+/g, ' ')

  it.each(languages)('say of every violation type in words what it is and what suggests it, in %s', async language => {
    await office.marat.opens(`/language/${language}?back=/account`)
    for (const type of codebook.types) {
      const main = await read(`/codebook/violations/${type.code}`)
      const text = plain(main.text())
      expect(text).toContain(type.definition[language])
      expect(text).toContain(type.suggestedBy[language])
      for (const code of type.provisions) expect(text).toContain(`${code} ${codebook.provisionTitle(code, language)}`)
      expect([type.code, rawSyntax.exec(text)?.[0]]).toEqual([type.code, undefined])
    }
  })

  it('lead from a definition to the neighbour it names', async () => {
    await office.marat.opens('/language/en?back=/account')
    const main = await read('/codebook/violations/V09.15')
    const links = main.find('p a').get()
    expect(links.map(link => link.attribs.href)).toEqual(['/codebook/violations/V09.02', '/codebook/violations/V09.16'])
  })

  it('show every paragraph of an article with its title', async () => {
    const text = plain((await read('/codebook/articles')).text())
    for (const part of codebook.articles.flatMap(article => article.provisions))
      expect(text).toContain(`${part.code} ${part.label.en}`)
  })

  it('show until when a limit held, its exceptions and that no lawyer has confirmed it', async () => {
    const text = plain((await read('/codebook/clocks')).text())
    expect(text).toContain('CPC art. 131, first wording: 72 h')
    expect(text).toMatch(/until 1\sMarch\s2018/)
    expect(text).toContain('minors 24 h')
    expect(text).toContain('not confirmed by a lawyer yet')
  })

  it('show every clock under the kind of entry it belongs to, limits in working days as such', async () => {
    const main = await read('/codebook/clocks')
    for (const { id, kind } of codebook.clockRules)
      expect([id, main.find(`#${id}`).closest('section').find('h2').attr('id')]).toEqual([id, kind])
    expect(plain(main.find('#recording-answered').next().text())).toContain('15 working days')
  })

  it.each(languages)(
    'show the working days of every year, what was moved and how sure it is, in %s',
    async language => {
      await office.marat.opens(`/language/${language}?back=/account`)
      const main = await read('/codebook/working-days')
      for (const { year, daysOff, note, decision } of codebook.calendar.years) {
        const row = main.find(`#y${year}`)
        expect([year, row.find('li')]).toEqual([year, expect.objectContaining({ length: daysOff.length })])
        for (const text of [note, decision]) if (text) expect(plain(row.text())).toContain(plain(text[language]))
      }
      for (const { law } of codebook.calendar.holidays) expect(plain(main.text())).toContain(law[language])
      await office.marat.opens('/language/en?back=/account')
    },
  )
})
