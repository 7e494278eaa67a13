import { openOffice, type Office } from '../setup/office'
import { everybodyIn, filesQuickly, quick } from '../setup/filing'

describe('changing a case', () => {
  let office: Office
  let id: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    id = await filesQuickly(office.aigerim)
  })
  afterEach(() => office.closes())

  const personLink = async () =>
    (await office.aigerim.opens(`/cases/${id}`)).$(`#persons`).closest('section').find('tbody a').attr('href') ?? ''

  it('keeps every version of the words, word for word', async () => {
    const { aigerim, trail } = office
    await aigerim.fills(`/cases/${id}/words`, { narrative: 'Позже вспомнил:\r\n  их было трое.' })
    const page = await aigerim.opens(`/cases/${id}`)
    expect(
      page
        .$('.dl-words')
        .map((_, one) => page.$(one).text().trim())
        .get(),
    ).toEqual([quick.narrative, 'Позже вспомнил:\n  их было трое.'])
    expect(await trail()).toContain('case.wordsWritten')
  })

  it('shows the second of two who describe the case what differs, and takes it when it is sent again', async () => {
    const { aigerim, dana } = office
    await aigerim.opens(`/cases/${id}/about`)
    await dana.opens(`/cases/${id}/about`)
    await dana.submits({ stage: 'S_COURT', verification: 'V2', riskReason: 'её ищут' })
    const second = await aigerim.submits({ stage: 'S_ERDR', title: 'Ночь в кабинете' })
    expect(second.status).toBe(409)
    const differing = second
      .$('main table tbody tr')
      .map((_, row) => second.$(row).text().replace(/\s+/g, ' ').trim())
      .get()
    expect(differing.join('\n')).toMatch(/Stage/)
    expect(differing.join('\n')).toMatch(/её ищут/)
    expect(second.$('#title').val()).toBe('Ночь в кабинете')
    const again = await aigerim.submits({})
    expect(again).toMatchObject({ status: 200, url: `/cases/${id}` })
    expect(again.text).toContain('Ночь в кабинете')
    expect(again.text).toContain('V2')
  })

  it('does not mind that two people change different parts at the same time', async () => {
    const { aigerim, dana } = office
    await aigerim.opens(`/cases/${id}/about`)
    await dana.fills(`/cases/${id}/words`, { narrative: 'Ещё одно.' })
    expect(await aigerim.submits({ title: 'Другое название' })).toMatchObject({ status: 200, url: `/cases/${id}` })
  })

  it('shows the second of two who change a person what differs', async () => {
    const { aigerim, dana } = office
    const link = await personLink()
    await aigerim.opens(link)
    await dana.opens(link)
    await dana.submits({ pseudonym: 'Темір', sex: 'male' })
    const second = await aigerim.submits({ pseudonym: 'Мистер К.' })
    expect(second.status).toBe(409)
    expect(second.text).toContain('Темір')
    expect(second.$('#pseudonym').val()).toBe('Мистер К.')
    expect((await aigerim.opens(`/cases/${id}`)).text).toContain('Темір')
  })

  it('leaves the verification level to a coordinator', async () => {
    const { aigerim, dana } = office
    expect((await aigerim.opens(`/cases/${id}/about`)).$('[name=verification]')).toHaveLength(0)
    const { action, body } = aigerim.formOf('main form', {})
    await aigerim.send(action, {
      method: 'POST',
      body: `${body}&verification=V4`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect((await aigerim.opens(`/cases/${id}`)).$('.dl-docket').text()).toContain('V0')
    await dana.fills(`/cases/${id}/about`, { verification: 'V3' })
    expect((await aigerim.opens(`/cases/${id}`)).$('.dl-docket').text()).toContain('V3')
  })

  it('says that it is not counted yet, why, and who changes that; its levels stand in words', async () => {
    const { aigerim, dana } = office
    const lawyers = await aigerim.opens(`/cases/${id}`)
    expect(lawyers.text).toContain('Not yet counted.')
    expect(lawyers.text).toContain('A coordinator of the organisation sets the level')
    expect(lawyers.$('#not-counted a[href$="/about#verification"]')).toHaveLength(0)
    expect(lawyers.text).toContain('Entries: 2 of 2.')
    expect(lawyers.$('#acts, #act').closest('section').find('.dl-level').text()).toContain('single source (V1)')
    const to = (await dana.opens(`/cases/${id}`)).$('#not-counted a').attr('href')!
    await dana.fills(to, { verification: 'V2' })
    expect((await aigerim.opens(`/cases/${id}`)).$('#not-counted li')).toHaveLength(1)
    await dana.fills(to, { verification: 'VX' })
    expect((await aigerim.opens(`/cases/${id}`)).text).toContain('The case: “refuted (VX)”. It is never counted.')
    expect((await aigerim.opens('/cases')).text).toContain('refuted (VX)')
  })

  it('moves only as the table of moves says', async () => {
    const { aigerim, dana, trail } = office
    expect((await aigerim.opens(`/cases/${id}`)).$('form[action$="/state/close"]')).toHaveLength(0)
    await aigerim.submits({}, 'form[action$="/state/hold"]')
    await dana.opens(`/cases/${id}`)
    const closed = await dana.submits({}, 'form[action$="/state/close"]')
    expect(closed.$('.dl-docket').text()).toContain('Closed')
    expect((await aigerim.fills(`/cases/${id}/words`, { narrative: 'Слишком поздно.' })).status).toBe(409)
    await dana.opens(`/cases/${id}`)
    await dana.submits({}, 'form[action$="/state/reopen"]')
    expect((await aigerim.fills(`/cases/${id}/words`, { narrative: 'Снова открыто.' })).status).toBe(200)
    expect(await trail()).toEqual(expect.arrayContaining(['case.held', 'case.closed', 'case.reopened']))
  })

  it('refuses an IIN whose check digit is wrong and keeps the page', async () => {
    const { aigerim } = office
    const page = await aigerim.fills(await personLink(), { iin: '900101300010', contacts: 'через сестру' })
    expect(page.status).toBe(422)
    expect(page.errors).toEqual(['Twelve digits with a right check digit'])
    expect(page.$('#contacts').val()).toBe('через сестру')
  })

  it('keeps any page half-filled, for the one who left it', async () => {
    const { aigerim, dana } = office
    for (const [path, typed, field] of [
      [`/cases/${id}/words`, { narrative: 'Начало рассказа' }, 'narrative'],
      [`/cases/${id}/persons/new`, { name: '', safeWay: 'звонить вечером' }, 'safeWay'],
      [`/cases/${id}/about`, { title: '', riskReason: 'соседи' }, 'riskReason'],
      [
        `${await personLink()}/consent`,
        { 'givenOn-day': '31', 'givenOn-month': '02', 'givenOn-year': '2026' },
        'givenOn-day',
      ],
    ] as const) {
      await aigerim.opens(path)
      expect((await aigerim.submits({ ...typed, _later: 'yes' })).url).toBe(`/cases/${id}`)
      const kept = await aigerim.opens(path)
      expect(kept.$(`[name="${field}"]`).val()).toBe((typed as Record<string, string>)[field])
      expect(kept.text).toContain('half-filled')
      expect((await dana.opens(path)).text).not.toContain('half-filled')
    }
    await aigerim.fills(`/cases/${id}/words`, { narrative: 'Весь рассказ' })
    expect((await aigerim.opens(`/cases/${id}/words`)).text).not.toContain('half-filled')
  })

  it('tells what was done and who looked', async () => {
    const { aigerim, dana } = office
    await dana.opens(`/cases/${id}`)
    await aigerim.fills(`/cases/${id}/words`, { narrative: 'Ещё.' })
    const page = await aigerim.opens(`/cases/${id}/history`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('The person’s words written down')
    expect(page.text).not.toContain('Dana')
    const looks = await aigerim.opens(page.$('a[href$="/looks"]').attr('href')!)
    expect(looks.text).toContain('Dana')
  })
})
