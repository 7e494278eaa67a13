import { openOffice, type Office } from '../setup/office'
import { everybodyIn, filesQuickly } from '../setup/filing'
import type { Page } from '../setup/browser-of-tests'

describe('what a file may be used for', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  const purposes = (page: Page) =>
    Object.fromEntries(
      page
        .$('main table tbody tr')
        .map((_, row) => {
          const [may, missing] = [1, 2].map(at => page.$(row).children().eq(at).text().replace(/\s+/g, ' ').trim())
          return [[page.$(row).find('th').text().trim(), [may, missing]]]
        })
        .get() as [string, string[]][],
    )
  const count = 'Use in anonymous aggregate counts'
  const un = 'Submit to UN mechanisms confidentially'
  const complaint = 'File complaint to state bodies'

  it('is shown purpose by purpose with everybody who is missing, the reason, and the way to ask', async () => {
    const { aigerim, trail } = office
    const id = await filesQuickly(aigerim, { name: 'Қайрат' })
    const added = await aigerim.fills(`/cases/${id}/persons/new`, { name: 'Айша', role: 'WITNESS' })
    await aigerim.submits({ C_STATS: 'refused', C_UN_CONF: 'given' })
    await aigerim.fills(`/cases/${id}/persons/new`, { name: 'Серік полковник', role: 'ALLEGED_PERP' })
    const page = await aigerim.opens(`/cases/${id}/uses`)
    const shown = purposes(page)
    expect(shown['Store and analyse within the organisation']).toEqual(['for some of the persons', expect.stringMatching(/^not asked: Айша/)]) // prettier-ignore
    expect(shown[count]).toEqual(['for some of the persons', expect.stringMatching(/^refused: Айша/)])
    expect(shown[un]).toEqual(['for some of the persons', expect.stringMatching(/^not asked: Қайрат/)])
    expect(shown['Contact family']?.[0]).toBe('may not be used')
    expect(page.text).not.toContain('полковник')
    expect(page.$(`a[href="${added.url}"]`).length).toBeGreaterThan(0)
    expect(await trail()).toContain('case.viewed')
  })

  it('opens when all have agreed, and closes at once when one withdraws', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim)
    expect(purposes(await aigerim.opens(`/cases/${id}/uses`))[count]).toEqual(['may be used', '–'])
    const consent = aigerim.page!.$('a[href$="/consent"]').attr('href')!
    await aigerim.fills(`${consent}/C_STATS/withdrawal`, {})
    expect(purposes(await aigerim.opens(`/cases/${id}/uses`))[count]).toEqual([
      'may not be used',
      expect.stringMatching(/^withdrawn: /),
    ])
    expect((await aigerim.opens(`/cases/${id}`)).$('.dl-docket').text().replace(/\s+/g, ' ')).toContain('Count: withdrawn') // prettier-ignore
  })

  it('is closed by secrecy for all that leaves the organisation; the State may still be complained to', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim, { secrecyAsked: 'yes', secrecyKind: 'undertaking', secrecyBlanket: 'yes' })
    await aigerim.opens(`/cases/${id}/uses`)
    await aigerim.fills(aigerim.page!.$('a[href$="/consent"]').attr('href')!, { C_UN_CONF: 'given', C_STATE: 'given', C_MEDIA_ANON: 'given' }) // prettier-ignore
    const page = await aigerim.opens(`/cases/${id}/uses`)
    const shown = purposes(page)
    for (const purpose of [un, 'Publication without identity'])
      expect(shown[purpose]).toEqual(['may not be used', expect.stringContaining('stopped by secrecy: Undertaking')])
    expect(shown[complaint]).toEqual(['may be used', '–'])
    expect(shown[count]).toEqual(['may be used', '–'])
    expect(page.$('.dl-secrecy').text()).toContain('Undertaking of non-disclosure')
  })

  it('is closed for what leaves the organisation while nobody knows of secrecy', async () => {
    const { aigerim } = office
    const id = await filesQuickly(aigerim, { secrecyAsked: 'unknown' })
    const page = await aigerim.opens(`/cases/${id}/uses`)
    expect(purposes(page)[un]?.[1]).toContain('whether anybody is bound to secrecy is not known')
    expect(page.$('.dl-banner').text()).toContain('nothing from this file may leave the organisation')
  })

  it('says what to do where nobody can be asked', async () => {
    const { aigerim } = office
    const draft = (await aigerim.fills('/cases/new', { secrecyAsked: 'no', title: 'Ночь' })).url
    const page = await aigerim.opens(draft.replace('/filing', '/uses'))
    expect(page.text).toContain('No person is entered yet whose consent could be asked. Add a person')
  })

  it('is told on the task list of a draft: withdrawn consent to keep stops its filing', async () => {
    const { aigerim } = office
    const draft = (await aigerim.fills('/cases/new', { secrecyAsked: 'no', title: 'Ночь' })).url
    const consent = (await aigerim.fills(draft.replace('filing', 'persons/new'), { name: 'Қайрат' })).url
    await aigerim.submits({ C_STORE: 'given', C_STATS: 'given' })
    expect((await aigerim.opens(draft)).$('#consent-status').text()).toContain('done')
    await aigerim.fills(`${consent}/C_STORE/withdrawal`, {})
    const page = await aigerim.opens(draft)
    expect(page.text).toContain('Consent to keep the file withdrawn on 2 March 2026: Қайрат')
    expect(page.$('#consent-status').text()).toContain('not started')
    expect(page.$('#consent-hint').text()).toBe('Consent to keep the file is withdrawn.')
    const refused = await aigerim.submits({}, 'form[action$="/file"]')
    expect(refused.errors).toContain('Record the consent to keep the file')
  })
})
