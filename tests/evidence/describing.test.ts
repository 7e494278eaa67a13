import { everybodyIn, filesQuickly } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { addsFiles } from '../setup/sending'

describe('describing a piece of evidence', () => {
  let office: Office
  let item: string
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
    const list = await addsFiles(office.aigerim, await filesQuickly(office.aigerim), [['paper.txt', 'a paper']])
    item = list.$('tbody th a').attr('href')!
  })
  afterEach(() => office.closes())

  const day = { 'receivedOn-day': '28', 'receivedOn-month': '2', 'receivedOn-year': '2026' }

  it('shows the second of two who describe it what differs, overwrites nothing unseen, and takes it when it is sent again', async () => {
    const { aigerim, dana, trail } = office
    await aigerim.opens(item)
    await dana.opens(item)
    expect(await dana.submits({ description: 'Екі бет, қолмен жазылған', givenBy: 'әкесі', ...day })).toMatchObject({ status: 200, url: item })
    const before = await trail()

    const second = await aigerim.submits({ description: 'A note on two pages' })
    expect(second.status).toBe(409)
    const rows = second.$('main table').first().find('tbody tr').get().map(row => second.$(row).find('th, td').get().map(cell => second.$(cell).text().replace(/\s+/g, ' ').trim()))
    expect(rows).toEqual([
      ['When you received it', '28 February 2026', 'not said'],
      ['Who gave it', 'әкесі', 'not said'],
      ['What it shows', 'Екі бет, қолмен жазылған', 'A note on two pages'],
    ])
    expect(second.$('#description').val()).toBe('A note on two pages')
    expect(await trail()).toEqual(before)
    expect((await dana.opens(item)).$('#description').val()).toBe('Екі бет, қолмен жазылған')

    aigerim.page = second
    expect(await aigerim.submits({})).toMatchObject({ status: 200, url: item })
    const now = await dana.opens(item)
    expect([now.$('#description').val(), now.$('#givenBy').val()]).toEqual(['A note on two pages', ''])
    expect((await trail()).filter(action => action === 'evidence.described')).toHaveLength(2)
  }) // prettier-ignore

  it('does not mind that somebody looks at it or downloads it meanwhile', async () => {
    const { aigerim, dana } = office
    await aigerim.opens(item)
    await dana.send(`${item}/content`)
    await dana.opens(item)
    expect(await aigerim.submits({ description: 'A note' })).toMatchObject({ status: 200, url: item })
  })
})
