import { ask } from '../../src/statistics/ask'
import { askMany } from '../../src/statistics/ask-many'
import { catalogueOf } from '../../src/statistics/dimensions'
import { figureOf } from '../../src/statistics/pages/figure'
import { readQuestion } from '../../src/statistics/question/read-question'
import { aigerim, clock, openWorld, type World } from './world'

const told = {
  unit: 'detention',
  measure: { kind: 'share', of: [] },
  where: [{ field: 'detention.grounds_told', is: 'no' }],
  scope: 'coalition',
}
const late = {
  unit: 'detention',
  measure: { kind: 'share', of: [{ clock: 'recording', known: true }] },
  where: [{ clock: 'recording', over: '3h' }],
  scope: 'coalition',
}
const all = { unit: 'person', measure: { kind: 'count' }, scope: 'coalition' }
const median = { unit: 'detention', measure: { kind: 'median', clock: 'recording' }, scope: 'coalition' }
const label = (text: string) => ({ en: text, ru: text, kk: text })

describe('indicators', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
    for (let i = 0; i < 96; i += 1) {
      const caseId = await world.kase(i % 24 === 0 ? { verification: 'VX' } : {})
      const person = await world.person(caseId, {}, i % 16 === 1 ? 'refused' : 'given')
      const recorded = i % 5 === 0 ? clock('recording', null, null, 'unknown') : clock('recording', i * 7)
      const grounds = ['yes', 'no', 'unknown', null][i % 4] ?? null
      await world.detention(caseId, person, { ...recorded, grounds_told: grounds, event_on: `20${20 + (i % 3)}-05-01` })
    }
  })
  afterEach(() => world.close())

  const counting = () => ({ gate: world.gate, clock: () => new Date('2025-01-16T06:20:00Z') })

  it('give in one pass what each question gives alone', async () => {
    const inputs = new Map<string, object>([
      ['told', told],
      ['late', late],
      ['all', all],
    ])
    const answers = await askMany(counting(), inputs, aigerim)
    for (const [id, question] of inputs) {
      const alone = await ask(counting(), { ...question, by: ['year'] }, aigerim)
      const many = answers.get(id)!
      expect(many.excluded).toEqual(alone.excluded)
      for (const { keys, value } of [...alone.rows, ...alone.totals]) {
        const [year = null] = keys
        const row = [...many.rows, ...many.totals].find(one => one.keys[0] === year && one.keys[1] === 'yes')!
        if (!row.protected && value !== null) expect([id, year, row.value]).toEqual([id, year, value])
      }
    }
  })

  it('make a figure: value, base, what is left out, years', async () => {
    const catalogue = await world.gate.read(catalogueOf)
    const answers = await askMany(
      counting(),
      new Map<string, object>([
        ['told', told],
        ['median', median],
      ]),
      aigerim,
    )
    const indicator = {
      id: 'I1',
      findings: ['12(a)'],
      recommendations: [],
      provisions: [],
      sentence: label('Grounds not told'),
      base: label('detentions'),
      question: told,
    }
    const figure = figureOf(indicator, readQuestion(told, catalogue), answers.get('told')!, 'en')
    expect(figure).toMatchObject({ held: false, sentence: 'Grounds not told', base: 'detentions' })
    expect(figure.cases).toContain('&keys=%5B%5D')
    expect(figure.value! + (figure.of! - figure.value!)).toBe(figure.of)
    expect(figure.left.map(one => one.reason)).toEqual(['unknown', 'not_asked', 'excluded'])
    expect(figure.years.map(one => one.year)).toEqual(['2020', '2021', '2022'])
    const middle = figureOf(
      { ...indicator, question: median },
      readQuestion(median, catalogue),
      answers.get('median')!,
      'en',
    )
    expect(middle).toMatchObject({ kind: 'median', held: false, years: [] })
    expect(middle.quartiles).toHaveLength(3)
  })

  it('hold a small value and tell it by nothing else in the row', async () => {
    const few = {
      ...told,
      where: [
        { clock: 'recording', over: '10h' },
        { field: 'detention.grounds_told', is: 'yes' },
      ],
      scope: 'coalition',
    }
    const catalogue = await world.gate.read(catalogueOf)
    const answer = (await askMany(counting(), new Map([['few', few]]), aigerim)).get('few')!
    const small = [...answer.rows, ...answer.totals].filter(row => row.value !== null && row.value > 0 && row.value < 5)
    expect(small).toEqual([])
    const figure = figureOf(
      {
        id: 'I',
        findings: [],
        recommendations: [],
        provisions: [],
        sentence: label('Few'),
        base: label('all'),
        question: few,
      },
      readQuestion(few, catalogue),
      answer,
      'en',
    )
    expect(figure.held && figure.cases).toBeUndefined()
    for (const { yes } of figure.years) expect(yes === null || yes === 0 || yes >= 5).toBe(true)
  })
})
