import { createTexts } from '../../src/i18n'
import { columnText, mistakeText, pathText } from '../../src/carrying'
import { breaksOff, carriedIn, carriedOut, fileOf, lookedThrough, smallCase } from '../setup/carrying'
import { everybodyIn } from '../setup/filing'
import { openOffice, type Office } from '../setup/office'

const t = createTexts().for('en')

describe('a file with cases', () => {
  let office: Office
  beforeEach(async () => {
    office = await openOffice()
    await everybodyIn(office)
  })
  afterEach(() => office.closes())

  const cases = () => office.gate.read(db => db.query<{ reference: string }[]>('SELECT reference FROM cases'))
  /** What is said of a file, by row and place. */
  const said = async (text: string, person = office.dana) =>
    (await lookedThrough(office, person, text)).mistakes.map(({ row, path, key }) => [row, pathText(path), key])

  it('written by hand is taken, numbered here, and led by whoever brings it in', async () => {
    expect(await carriedIn(office, office.aigerim, fileOf(smallCase()))).toEqual({ cases: 1, here: 0 })
    expect(await cases()).toEqual([{ reference: 'ADL-2026-0001' }])
    const list = await office.aigerim.opens('/cases')
    expect(list.text).toContain('Задержание у вокзала')
    expect((await office.bolat.opens('/cases')).text).not.toContain('Задержание у вокзала')
    const history = await office.aigerim.opens(`${list.$('tbody a').attr('href')}/history`)
    expect(history.text).toContain('Brought in with a file')
    expect((await office.trail()).slice(-4)).toContain('cases.carriedIn')
  })

  it('is told row, place and reason of everything that is wrong with it, and nothing of it is written', async () => {
    const { persons } = smallCase()
    const file = fileOf(
      smallCase({ about: { title: '', risk: 'hihg', secrecyAsked: 'no', colour: 'red' } }),
      smallCase({
        id: 'K-2',
        state: 'closed',
        words: [],
        entries: [
          { ref: 'd', kind: 'detention', person: 'he', answers: { deFactoAt: '2031-01-01', legalBasis: 'x', fingerprinted: 7 } },
          { ref: 's', kind: 'stay', of: 'a', answers: { enteredAt: 'yesterday' } },
          { ref: 'r', kind: 'remedy_step', answers: { answersStep: 'r', claimed: 5, 'claimed.currency': 'gold' } },
          { ref: 'i', kind: 'injury', answers: { consistency: 'consistent' }, supportedBy: ['E-1'] },
          { ref: 'i', kind: 'wound', answers: {} },
        ],
      }),
      smallCase({ persons: [{ ...persons[0], consents: [{ scope: 'C_STORE', status: 'refused' }, { scope: 'C_STATS', status: 'given' }] }] }),
      'no case',
    ) // prettier-ignore
    expect(await said(file)).toEqual(
      expect.arrayContaining([
        [2, 'about.title', 'cases.new.title.required'],
        [2, 'about.risk', 'common.form.unknownChoice'],
        [2, 'about.colour', 'carrying.wrong.unknownKey'],
        [3, 'state', 'cases.filing.missing.words'],
        [3, 'entries[1].person', 'carrying.wrong.unknownRef'],
        [3, 'entries[1].answers.deFactoAt', 'common.form.dayInFuture'],
        [3, 'entries[1].answers.legalBasis', 'common.form.unknownChoice'],
        [3, 'entries[1].answers.fingerprinted', 'carrying.wrong.shape'],
        [3, 'entries[2].of', 'carrying.wrong.unknownRef'],
        [3, 'entries[2].answers.enteredAt', 'common.form.day'],
        [3, 'entries[3]', 'entries.form.circle'],
        [3, 'entries[3].answers.claimed.currency', 'common.form.unknownChoice'],
        [3, 'entries[4].answers.consistency', 'carrying.wrong.clinician'],
        [3, 'entries[4].supportedBy[1]', 'carrying.wrong.unknownRef'],
        [3, 'entries[5].ref', 'carrying.wrong.twice'],
        [3, 'entries[5].kind', 'common.form.unknownChoice'],
        [4, 'persons[1].consents[2].status', 'consent.form.keepFirst'],
        [4, 'state', 'cases.filing.missing.consent'],
        [5, '', 'carrying.wrong.shape'],
      ]),
    )
    const [mistake] = (await lookedThrough(office, office.dana, fileOf(smallCase({ about: { title: 'x', risk: 'hihg', secrecyAsked: 'no' } })))).mistakes // prettier-ignore
    expect(mistakeText(t, mistake!)).toBe('row 2, Risk to the person (about.risk): Choose one of the answers shown')
    expect(columnText(createTexts().for('ru'), mistake!)).not.toBe('Risk to the person')
    expect(await cases()).toEqual([])
  })

  it('brings nothing in that a lawyer could not write, names people who are here, and takes no number of others', async () => {
    const decision = { entry: 'd', decision: 'none', rationale: 'Nothing.', by: 'nobody', at: '2031-01-01T00:00:00Z' }
    const file = fileOf(
      smallCase({
        state: 'closed',
        reference: 'TUB-2024-0001',
        decisions: [decision],
        team: [
          { login: 'saule', role: 'lead' },
          { login: 'bolat', role: 'lead' },
        ],
      }),
    )
    const wrong = await said(file, office.aigerim)
    expect(wrong).toEqual([
      [2, 'decisions[1]', 'carrying.wrong.coordinator'],
      [2, 'decisions[1].by', 'carrying.wrong.login'],
      [2, 'decisions[1].at', 'common.form.dayInFuture'],
      [2, 'team[1].login', 'carrying.wrong.teammate'],
      [2, 'team', 'carrying.wrong.oneLead'],
      [2, 'state', 'carrying.wrong.coordinator'],
      [2, 'reference', 'carrying.wrong.foreignNumber'],
    ])
  })

  it('is refused when it is no such file, was cut off, or names a case twice', async () => {
    const whole = fileOf(smallCase(), smallCase({ id: 'K-2' }))
    expect(await said('')).toEqual([[1, '', 'carrying.wrong.header']])
    expect(await said('{"format":"other","version":1}\n')).toEqual([[1, '', 'carrying.wrong.header']])
    expect(await said(whole.split('\n').slice(0, 2).join('\n'))).toEqual([[2, '', 'carrying.wrong.cutOff']])
    expect(await said(whole.slice(0, -20))).toEqual([[3, '', 'carrying.wrong.noJson']])
    expect(await said(fileOf(smallCase(), smallCase()))).toEqual([[3, 'id', 'carrying.wrong.twice']])
  })

  it('that comes again changes nothing; one that says something else of a case by now is refused', async () => {
    const file = fileOf(smallCase())
    await carriedIn(office, office.dana, file)
    const before = await carriedOut(office, office.dana)
    expect(await carriedIn(office, office.dana, file)).toEqual({ cases: 0, here: 1 })
    expect(await carriedOut(office, office.dana)).toBe(before)
    expect(await said(fileOf(smallCase({ words: [{ text: 'Другое.' }] })))).toEqual([
      [2, 'id', 'carrying.wrong.changed'],
    ])
    expect(await carriedIn(office, office.erlan, file)).toEqual({ cases: 1, here: 0 }) // another organisation knows nothing of it
  })

  it('keeps two files of one person together, and numbers what follows after the numbers it brought', async () => {
    const again = smallCase({ id: 'K-2', reference: 'ADL-2026-0007' })
    const person = { ...again.persons[0], sameAs: 'K-1/she' }
    await carriedIn(office, office.dana, fileOf(smallCase(), { ...again, persons: [person] }))
    const [row] = await office.gate.read(db => db.query<{ identity_id: string; first: string }[]>('SELECT identity_id, (SELECT MIN(id) FROM persons) AS first FROM persons WHERE identity_id IS NOT NULL')) // prettier-ignore
    expect(row?.identity_id).toBe(row?.first)
    expect(JSON.parse((await carriedOut(office, office.dana)).split('\n')[2]!)).toMatchObject({ persons: [{ sameAs: 'K-1/p1' }] }) // prettier-ignore
    await carriedIn(office, office.dana, fileOf(smallCase({ id: 'K-3' })))
    expect((await cases()).map(one => one.reference).sort()).toEqual([
      'ADL-2026-0001',
      'ADL-2026-0007',
      'ADL-2026-0008',
    ])
    expect(await said(fileOf(smallCase({ id: 'K-4', reference: 'ADL-2026-0008' })))).toEqual([[2, 'reference', 'carrying.wrong.taken']]) // prettier-ignore
  })

  it('that breaks off while it is written leaves nothing, and the next one is numbered as if it had never been', async () => {
    const cut = [smallCase(), smallCase({ id: 'K-2' })]
    const before = await office.trail()
    await expect(breaksOff(office, office.dana, fileOf(...cut), 2)).rejects.toThrow('gone')
    expect(await cases()).toEqual([])
    for (const table of ['persons', 'detentions', 'occurrences', 'outer_ids', 'name_tokens'])
      expect(await office.gate.read(db => db.query(`SELECT id FROM ${table}`))).toEqual([])
    expect((await office.trail()).filter(action => action !== 'session.begun')).toEqual(before.filter(action => action !== 'session.begun')) // prettier-ignore
    expect(await carriedIn(office, office.dana, fileOf(...cut))).toEqual({ cases: 2, here: 0 })
    expect((await cases()).map(one => one.reference).sort()).toEqual(['ADL-2026-0001', 'ADL-2026-0002'])
  })
})
