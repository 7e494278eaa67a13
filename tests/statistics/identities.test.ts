import { ask, type PrintedAnswer } from '../../src/statistics/ask'
import { askMany } from '../../src/statistics/ask-many'
import type { Row } from '../../src/statistics/answer'
import { aigerim, openWorld, type World } from './world'

const at = (answer: Pick<PrintedAnswer, 'rows' | 'totals'>, ...keys: (string | null)[]) => {
  const row = [...answer.rows, ...answer.totals].find((one: Row) => JSON.stringify(one.keys) === JSON.stringify(keys))
  return row?.protected ? 'p' : row?.value
}

describe('one human being in several files', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.close())

  const counting = () => ({ gate: world.gate, clock: () => new Date('2025-01-16T06:20:00Z') })
  const asks = (question: object) => ask(counting(), { scope: 'organisation', ...question }, aigerim)
  const asksMany = async (question: object) =>
    (await askMany(counting(), new Map([['one', { scope: 'organisation', ...question }]]), aigerim)).get('one')!

  /** So many human beings, each in a file of every one of these years. */
  async function beings(many: number, years: readonly string[], { person = {}, consents = ['given'], row = {} } = {}) {
    for (let i = 0; i < many; i += 1) {
      let first: string | null = null
      for (const [place, year] of years.entries()) {
        const caseId = await world.kase()
        const consent = consents[place] ?? consents[0]!
        const id = await world.person(caseId, { identity_id: first, ...person }, consent)
        await world.detention(caseId, id, { event_on: `${year}-01-06`, ...row })
        first ??= id
      }
    }
  }

  it('is counted once, in each year it stands in and in all of them', async () => {
    await beings(12, ['2022', '2023'])
    await beings(11, ['2022'])
    const answer = await asks({ unit: 'person', by: ['year'] })
    expect([at(answer, '2022'), at(answer, '2023'), at(answer, null), answer.base]).toEqual([23, 12, 23, 23])
    expect(answer.notes).toContain('statistics.notes.overlap')
    expect((await asks({ unit: 'person' })).base).toBe(23)
    expect((await asks({ unit: 'detention' })).base).toBe(35)
  })

  it('is counted once however its rows are cut by two dimensions', async () => {
    await beings(12, ['2022', '2023'], { person: { sex: 'male' } })
    await beings(13, ['2022'], { person: { sex: 'female' } })
    const answer = await asks({ unit: 'person', by: ['year', 'person.sex'] })
    expect([at(answer, '2022', 'male'), at(answer, '2022', 'female'), at(answer, '2023', 'male')]).toEqual([12, 13, 12])
    expect([at(answer, '2022', null), at(answer, null, 'male'), at(answer, null, null)]).toEqual([25, 12, 25])
  })

  it('answers with the best of its files: yes beats unknown, a given consent a refused one', async () => {
    await beings(14, ['2022', '2023'], { consents: ['refused', 'given'], row: { grounds_told: 'no' } })
    await beings(12, ['2022'], { consents: ['refused'] })
    const share = { kind: 'share', of: [] }
    const where = [{ field: 'detention.grounds_told', is: 'no' }]
    const answer = await asks({ unit: 'person', measure: share, where })
    expect(answer.totals).toMatchObject([{ value: 14, of: 14 }])
    expect(answer.excluded.consent).toBe(12)
  })

  it('is one person behind many detentions and many cases: what is about few persons is protected', async () => {
    await beings(2, ['2018', '2019', '2020', '2021', '2022', '2023'])
    await beings(12, ['2022'])
    const detentions = await asks({ unit: 'detention', by: ['year'] })
    expect([at(detentions, '2019'), at(detentions, '2022')]).toEqual(['p', 14])
    expect((await asks({ unit: 'case' })).base).toBe(24)
  })

  it('is one person behind six cases, which are not shown for it', async () => {
    await beings(1, ['2018', '2019', '2020', '2021', '2022', '2023'])
    expect((await asks({ unit: 'case' })).base).toBeNull()
    expect((await asks({ unit: 'detention' })).base).toBeNull()
  })

  it('is counted once among many questions asked at once too', async () => {
    await beings(12, ['2022', '2023'], { row: { grounds_told: 'no' } })
    await beings(11, ['2022'], { row: { grounds_told: 'no' } })
    const question = { unit: 'person', where: [{ field: 'detention.grounds_told', is: 'no' }] }
    const answer = await asksMany(question)
    expect([at(answer, '2022', 'yes'), at(answer, '2023', 'yes'), at(answer, null, 'yes')]).toEqual([23, 12, 23])
  })

  it('has the cases behind it that are its own', async () => {
    await beings(12, ['2022', '2023'])
    const median = await asks({ unit: 'person', measure: { kind: 'median', clock: 'first-lawyer' } })
    expect(median.missing.not_asked).toBe(12)
  })

  describe('as an alleged perpetrator', () => {
    async function accused(many: number, files: number, consent = 'given', role = 'ALLEGED_PERP') {
      for (let i = 0; i < many; i += 1) {
        let first: string | null = null
        for (let file = 0; file < files; file += 1) {
          const caseId = await world.kase()
          await world.detention(caseId, await world.person(caseId, {}, consent), { event_on: `202${file}-01-06` })
          const id = await world.person(caseId, { identity_id: first, role, sex: null }, 'none')
          first ??= id
        }
      }
    }

    it('is counted once, in files somebody agreed to have counted', async () => {
      await accused(11, 3)
      await accused(12, 1)
      await accused(13, 1, 'refused')
      await accused(14, 1, 'given', 'WITNESS')
      const answer = await asks({ unit: 'perpetrator', by: ['year'] })
      expect([answer.base, at(answer, '2020'), at(answer, '2022')]).toEqual([23, 23, 11])
      expect(answer.excluded.consent).toBe(13)
      const region = await asks({ unit: 'perpetrator', where: [{ field: 'region_at_event', is: 'KZ-75' }] })
      expect(region.base).toBe(23)
      expect((await asks({ unit: 'perpetrator', by: ['article'] })).base).toBe(23)
    })

    it('is counted by rows while nobody has merged any', async () => {
      await accused(11, 1)
      expect((await asks({ unit: 'perpetrator' })).base).toBe(11)
    })

    it('is not asked for what is known of those harmed', async () => {
      for (const question of [{ by: ['person.sex'] }, { where: [{ any: [{ field: 'person.sex', is: 'male' }] }] }])
        await expect(asks({ unit: 'perpetrator', ...question })).rejects.toMatchObject({
          key: 'statistics.errors.notOfPerpetrator',
          values: { what: 'person.sex' },
        })
    })
  })
})
