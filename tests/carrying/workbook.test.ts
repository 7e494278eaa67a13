import { createTexts } from '../../src/i18n'
import { everybodyIn } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'
import { filesOnDisk } from '../setup/sending'
import { carriedOut, whenReady } from '../setup/carrying'
import { bytesOf, columnAt, emptyTemplate, fill, fillCase, opened, sendsWorkbook, sheetOf } from '../setup/workbook'

const carriedCases = async (office: Office) =>
  (await carriedOut(office, office.aigerim))
    .trim()
    .split('\n')
    .slice(1)
    .map(line => JSON.parse(line) as unknown)

describe('cases in a workbook, on the page', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  it('go in from a template that was filled in, with persons, detention and an act with several codes', async () => {
    const book = await emptyTemplate()
    fillCase(book, 'K-1')
    fillCase(book, 'K-2')
    fill(book, 'detention', { case: 'K-2', person: 'p1', deFactoAt: '7.12.2024 7:40', releasedAt: '17.12.2024' })
    const methods = { 'methodCodes#1': 'Blows [M_BLUNT]', 'methodCodes#2': 'M_FALANGA; M_BURN' }
    fill(book, 'act', { case: 'K-1', person: 'p1', begunAt: new Date('2024-12-17T09:30:00Z'), ...methods })
    const sheet = sheetOf(book, 'act')
    const begun = sheet.getCell(3, columnAt(sheet, 'begunAt'))
    begun.numFmt = 'dd.mm.yyyy hh:mm'
    const checked = await sendsWorkbook(office.aigerim, await bytesOf(book), 'anything.dat')
    expect(checked.$('tbody').text()).toBe('')
    expect(checked.$('h1').text()).toBe('The file can be brought in')
    await whenReady(office.aigerim, await office.aigerim.submits({}, '#writing'))
    expect((await office.aigerim.opens('/cases')).$('tbody tr')).toHaveLength(2)
    expect(filesOnDisk(office)).toEqual([])
    const [first, second] = await carriedCases(office)
    expect(first).toMatchObject({
      id: 'K-1',
      words: [{ text: 'Меня держали ночь.' }],
      persons: [
        { answers: { role: 'VICTIM', name: 'Айгуль Сапарова' }, consents: [{ scope: 'C_STORE', status: 'given' }] },
      ],
      entries: expect.arrayContaining([
        expect.objectContaining({
          kind: 'detention',
          person: 'p1',
          answers: {
            deFactoAt: '2024-12-17T07:40',
            'deFactoAt.source': 'person',
            fingerprinted: 'yes',
            verification: 'V0',
          },
        }),
        expect.objectContaining({
          kind: 'act',
          answers: { begunAt: '2024-12-17T09:30', methodCodes: ['M_BLUNT', 'M_FALANGA', 'M_BURN'], verification: 'V0' },
        }),
      ]),
    })
    const days = { deFactoAt: '2024-12-07T07:40', releasedAt: '2024-12-17', verification: 'V0' }
    expect(second).toMatchObject({
      entries: expect.arrayContaining([expect.objectContaining({ answers: days })]) as object,
    })
    const again = await sendsWorkbook(office.aigerim, await bytesOf(book))
    expect(again.text).toContain('Every case of the file is here already')
  })

  it('say sheet, row, column and reason of what is wrong, in the language of the person', async () => {
    const t = createTexts().for('ru')
    await office.aigerim.opens('/language/ru?back=/account')
    const link = (await office.aigerim.opens('/carrying')).$('a[href$=".xlsx"]')
    expect(link.text()).toBe('Скачать шаблон (XLSX)')
    const answer = await office.aigerim.send(link.attr('href')!)
    const book = await opened(Buffer.from(await answer.arrayBuffer()))
    fillCase(book, 'K-1', { risk: 'hihg' })
    const page = await sendsWorkbook(office.aigerim, await bytesOf(book))
    const cells = page.$('tbody tr').first().find('td, th').map((_, cell) => page.$(cell).text().trim()).get() // prettier-ignore
    expect(cells).toEqual(['Дела, 3', `${t('cases.about.risk.label')}E3`, t('common.form.unknownChoice')])
  })
})
