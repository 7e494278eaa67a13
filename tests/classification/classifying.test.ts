import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

describe('classifying an entry', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  const firstWaiting = async (kind: string) => {
    const inbox = await office.dana.opens('/classification')
    return inbox.$(`a[href*="/${kind}/"]`).attr('href')!
  }

  it('suggests from the coded facts with the reason, counts nothing, and takes the confirmation', async () => {
    const { dana } = office
    const page = await dana.opens(await firstWaiting('detention'))
    expect(page.text).toContain('First held in a place that is not for detention')
    expect(await office.trail()).not.toContain('classification.confirmed')
    const after = await dana.submits({}, '.dl-confirm')
    expect(after.text).toContain('9(1)')
    expect(after.text).toContain('confirmed')
    expect((await dana.opens(`/cases/${id}`)).text).toContain('V09.03')
    expect(await office.trail()).toContain('classification.confirmed')
    expect((await dana.opens('/classification')).$('a[href*="/detention/"]')).toHaveLength(0)
  })

  it('says that all suggestions are decided, which is not that there were none, until the entry changes', async () => {
    const { dana, aigerim } = office
    const place = await firstWaiting('detention')
    let page = await dana.opens(place)
    const many = page.$('.dl-suggestion').length
    for (let left = many; left > 0; left -= 1) page = await dana.submits({}, '.dl-confirm')
    expect(many).toBeGreaterThan(0)
    expect(page.text).toContain(`All suggestions are decided: ${many}.`)
    expect(page.text).not.toContain('point to no violation type')
    expect(page.text).not.toContain('changed after the last decision')
    const change = place.replace('/classification/', '/cases/').replace(id, `${id}/entries`)
    await aigerim.fills(`${change}/change`, { circumstances: 'Ещё одно.' })
    expect((await dana.opens(place)).text).toContain('The entry was changed after the last decision')
    const nothing = await filesQuickly(aigerim, { happened: 'hurt', placeType: '' })
    const act = (await dana.opens('/classification')).$(`a[href*="${nothing}"]`).attr('href')!
    expect((await dana.opens(act)).text).toContain('point to no violation type')
  })

  it('says after a confirmation that nothing is counted yet, who raises the level and where, until it is raised', async () => {
    const { dana } = office
    const place = await firstWaiting('act')
    expect((await dana.opens(place)).text).not.toContain('Not yet counted')
    const confirms = { decision: 'confirmed', violationCode: 'V07.01', primary: '7' }
    const page = await dana.fills(place, confirms, '#verdict')
    expect(page.text).toContain('Not yet counted. Questions count from “credible (V2)” on, unless they ask for less. Below that:')
    expect(page.text).toContain('The case and its persons: “not verified (V0)”.')
    expect(page.text).toContain('This entry: “single source (V1)”.')
    for (const href of page.$('#not-counted a').get().map(a => page.$(a).attr('href')!)) {
      expect((await dana.opens(href)).$(`main ${new URL(href, office.origin).hash}`)).toHaveLength(1)
      await dana.submits({ verification: 'V2' })
    }
    expect((await dana.opens(place)).text).not.toContain('Not yet counted')
    expect(await office.trail()).toEqual(expect.arrayContaining(['case.described', 'act.changed']))
  }) // prettier-ignore

  it('asks for the reason of a rejection, and for one primary provision', async () => {
    const { dana } = office
    await dana.opens(await firstWaiting('detention'))
    const noReason = await dana.submits({}, '.dl-reject')
    expect(noReason).toMatchObject({ status: 422, errors: ['Say why'] })
    const noProvision = await dana.submits({ decision: 'confirmed', violationCode: 'V09.01' }, '#verdict')
    expect(noProvision).toMatchObject({ status: 422, errors: ['Choose one primary provision'] })
    expect(noProvision.$('#verdict [name=violationCode]').val()).toBe('V09.01')
  })

  it('keeps the decision that another one replaced as history', async () => {
    const { dana } = office
    const place = await firstWaiting('act')
    await dana.fills(place, { decision: 'confirmed', violationCode: 'V07.01', primary: '7' }, '#verdict')
    const changed = await dana.fills(
      place,
      { decision: 'rejected', violationCode: 'V07.01', rationale: 'The purpose is not known.' },
      '#verdict',
    )
    expect(changed.text).toContain('replaced')
    expect((await dana.opens(`/cases/${id}`)).text).not.toContain('V07.01')
  })

  it('shows the words of the person beside the facts, each type once with all its reasons, and where to go on', async () => {
    const { dana } = office
    await filesQuickly(office.aigerim, { narrative: 'Второе дело' })
    const first = await dana.opens(await firstWaiting('detention'))
    expect(first.text).toContain('Второе дело')
    const types = first
      .$('.dl-suggestion strong')
      .map((_, one) => first.$(one).text())
      .get()
    expect(types).toEqual([...new Set(types)])
    const after = await dana.submits({}, '.dl-confirm')
    expect(after.text).toContain('Last decision: confirmed')
    const next = after.$('.dl-section__actions a').attr('href') ?? ''
    expect((await dana.opens(next)).status).toBe(200)
    expect(next).not.toBe(first.url)
  })

  it('lists what waits page by page, the newest case first, none twice and none left out', async () => {
    const { aigerim, dana } = office
    for (let i = 0; i < 10; i += 1) await filesQuickly(aigerim)
    const hrefs = () =>
      dana
        .page!.$('th a')
        .map((_, a) => dana.page!.$(a).attr('href'))
        .get()
    const page = await dana.opens('/classification')
    expect(page.text).toContain('Waiting: 22.')
    const newest = hrefs()
    expect(newest).toHaveLength(20)
    expect(newest.at(0)).not.toContain(id)
    await dana.opens(page.$('a[rel=next]').attr('href')!)
    expect(hrefs().every(href => href.includes(id))).toBe(true)
    expect(new Set([...newest, ...hrefs()]).size).toBe(22)
    expect(dana.page?.$('a[rel=next]')).toHaveLength(0)
  })

  it('is for coordinators of the organisation only', async () => {
    const { aigerim, erlan } = office
    const place = await firstWaiting('act')
    expect((await aigerim.opens(place)).status).toBe(404)
    expect((await erlan.opens(place)).status).toBe(404)
  })
})
