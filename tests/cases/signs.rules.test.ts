import { quartersOf, signsOf, wordsOf, type ActSeen } from '../../src/cases/patterns/signs'
import type { PersonWords } from '../../src/cases/persons/person.entity'

const moment = (on: string | null, until: string | null = null) => ({
  state: on ? ('at' as const) : ('unknown' as const),
  on,
  until,
  time: null,
  precision: 'day' as const,
  source: null,
})
const named = (name: string, otherNames = '') => ({ words: { name, otherNames } as PersonWords })
const seen = (changes: Partial<ActSeen> = {}): ActSeen => ({
  act: { regionAtEvent: 'KZ-75', verification: 'V1' },
  methods: ['M_BLUNT'],
  placeType: 'POLICE_OFFICE',
  place: '',
  unit: '',
  begun: moment('2022-01-07'),
  perpetrators: [],
  ...changes,
})
const whatsOf = (...names: string[]) =>
  signsOf([seen({ perpetrators: names.map(name => named(name)) })]).map(sign => sign.what)
const meet = (one: string, other: string) => whatsOf(one).some(what => whatsOf(other).includes(what))

describe('what files are compared by', () => {
  it.each([
    ['Серик Оспанов', 'Оспанов Серик Кайратович', true],
    ['Серік Оспанов', 'Serik Ospanov', true],
    ['Қайрат Жангелдіұлы Әбдіғалиев', 'Кайрат Абдигалиев', true],
    ['Оспанов С.К.', 'Оспанов Серик Кайратович', true],
    ['Серик Кайратович Оспанов', 'Серик Кайратович Ахметов', false],
    ['Оспанов', 'Оспанов', false],
    ['Капитан Д.', 'Капитан Д.', false],
    ['Серик Оспанов', 'Ерлан Оспанов', false],
  ])('takes %s and %s for the same name: %s', (one, other, same) => {
    expect(meet(one, other)).toBe(same)
  })

  it.each([
    ['Отдел полиции № 3, Алмалинский', 'отдел полиции №3 Алмалинский', true],
    ['Алмалы 3', '3, Алмалы', true],
    ['Отдел полиции № 3', 'Отдел полиции № 4', false],
    ['«Арлан»', 'Arlan', true],
  ])('takes the units %s and %s for the same: %s', (one, other, same) => {
    expect(wordsOf(one) === wordsOf(other)).toBe(same)
  })

  it('compares by no unit or place that is called as every other is', () => {
    expect(['Отдел полиции', 'ИВС', 'полиция бөлімі', 'police station'].map(wordsOf)).toEqual(['', '', '', ''])
    expect(signsOf([seen({ unit: 'Отдел полиции', place: 'ИВС' })])).toEqual([])
  })

  it('needs a method, a day and an act that was not refuted', () => {
    const perpetrators = [named('Серик Оспанов')]
    expect(signsOf([seen({ perpetrators })])).toHaveLength(1)
    expect(signsOf([seen({ perpetrators, methods: [] })])).toEqual([])
    expect(signsOf([seen({ perpetrators, methods: ['M_OTHER'] })])).toEqual([])
    expect(signsOf([seen({ perpetrators, begun: moment(null) })])).toEqual([])
    expect(signsOf([seen({ perpetrators, act: { regionAtEvent: null, verification: 'VX' } })])).toEqual([])
  })

  it('tells regions, kinds of place, methods and quarters apart', () => {
    const tokens = (change: Partial<ActSeen>) => signsOf([seen({ place: 'Сайран', ...change })]).map(sign => JSON.stringify(sign)) // prettier-ignore
    const others = [
      { act: { regionAtEvent: 'KZ-71', verification: 'V1' } },
      { placeType: 'PRISON' },
      { methods: ['M_FALANGA'] },
      { begun: moment('2022-04-01') },
    ]
    for (const change of others) expect(tokens(change)).not.toEqual(tokens({}))
  })

  it.each([
    ['2022-01-01', null, ['2022-Q1']],
    ['2022-03-31', '2022-04-01', ['2022-Q1', '2022-Q2']],
    ['2022-12-31', null, ['2022-Q4']],
    [null, null, []],
  ])('puts %s to %s into %j', (on, until, quarters) => {
    expect(quartersOf(moment(on, until))).toEqual(quarters)
  })
})
