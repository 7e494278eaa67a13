import { Rejected } from '../../src/core'
import { intervalsOf, minutesIn } from '../../src/statistics/question/intervals'
import { readQuestion } from '../../src/statistics/question/read-question'
import { aCatalogue } from './a-catalogue'

const read = (question: unknown) => readQuestion(question, aCatalogue)

describe('a question', () => {
  it('is read with what is left unsaid', () => {
    expect(read({ unit: 'detention' })).toEqual({
      unit: 'detention',
      measure: { kind: 'count' },
      where: [],
      by: [],
      period: { basis: 'event' },
      minimumVerification: 'V2',
      scope: 'organisation',
    })
  })

  it('is read whole', () => {
    const question = read({
      unit: 'detention',
      measure: { kind: 'share', of: [{ clock: 'first-lawyer', known: true }] },
      where: [
        { clock: 'first-lawyer', over: '24h' },
        {
          any: [
            { field: 'act.purposes', has: ['confession'] },
            { field: 'person.sex', not: 'male' },
          ],
        },
      ],
      by: ['region_at_event', { field: 'person.sex' }],
      period: { basis: 'event', from: '2022-01-01', to: '2023-01-01' },
      minimumVerification: 'V2',
      scope: 'coalition',
    })
    expect(question.by).toEqual([{ field: 'region_at_event' }, { field: 'person.sex' }])
    expect(question.where[1]).toEqual({
      any: [
        { field: 'act.purposes', operator: 'has', values: ['confession'] },
        { field: 'person.sex', operator: 'not', values: ['male'] },
      ],
    })
  })

  // Rule 5: what is not known is an error that names it, never ignored.
  it.each([
    ['unit', { unit: 'visits' }, 'unknownUnit', 'visits'],
    ['key', { unit: 'case', filter: [] }, 'unknownKey', 'filter'],
    ['field', { unit: 'case', where: [{ field: 'person.shoes', is: 'x' }] }, 'unknownField', 'person.shoes'],
    [
      'field inside any',
      { unit: 'case', where: [{ any: [{ field: 'no.such', is: 'x' }] }] },
      'unknownField',
      'no.such',
    ],
    [
      'field of the base',
      { unit: 'case', measure: { kind: 'share', of: [{ field: 'no.such', is: 'x' }] } },
      'unknownField',
      'no.such',
    ],
    ['code', { unit: 'case', where: [{ field: 'person.sex', is: ['female', 'purple'] }] }, 'unknownCode', 'purple'],
    ['article', { unit: 'case', where: [{ field: 'article', is: '99' }] }, 'unknownCode', '99'],
    ['clock', { unit: 'case', where: [{ clock: 'tea', over: '3h' }] }, 'unknownClock', 'tea'],
    ['clock of a median', { unit: 'case', measure: { kind: 'median', clock: 'tea' } }, 'unknownClock', 'tea'],
    ['dimension', { unit: 'case', by: ['weather'] }, 'unknownDimension', 'weather'],
    [
      'has on one code',
      { unit: 'case', where: [{ field: 'person.sex', has: ['male'] }] },
      'hasNeedsList',
      'person.sex',
    ],
    ['year as a condition', { unit: 'case', where: [{ field: 'year', is: '2022' }] }, 'unknownField', 'year'],
  ])('names the unknown %s', (_, question, key, what) => {
    const refused = refusalOf(question)
    expect(refused.key).toBe(`statistics.errors.${key}`)
    expect(refused.values.what).toBe(what)
  })

  it.each([
    ['no operator', { unit: 'case', where: [{ field: 'person.sex' }] }, 'operator'],
    ['two operators', { unit: 'case', where: [{ field: 'person.sex', is: 'male', not: 'male' }] }, 'operator'],
    ['unknown operator', { unit: 'case', where: [{ field: 'person.sex', like: 'm' }] }, 'unknownKey'],
    ['a clock without a threshold', { unit: 'case', where: [{ clock: 'first-lawyer' }] }, 'shape'],
    ['a bad duration', { unit: 'case', where: [{ clock: 'first-lawyer', over: 'long' }] }, undefined],
    ['three dimensions', { unit: 'case', by: ['year', 'month', 'article'] }, 'twoDimensions'],
    ['the same dimension twice', { unit: 'case', by: ['year', 'year'] }, 'sameDimension'],
    ['31 February', { unit: 'case', period: { basis: 'event', from: '2022-02-31' } }, 'day'],
    [
      'an end before the start',
      { unit: 'case', period: { basis: 'event', from: '2023-01-01', to: '2022-01-01' } },
      'period',
    ],
    ['an unknown level', { unit: 'case', minimumVerification: 'VX' }, 'shape'],
    ['edges out of order', { unit: 'detention', by: [{ clock: 'first-lawyer', edges: ['24h', '3h'] }] }, 'edges'],
    ['a list', [], 'shape'],
    ['nothing', null, 'shape'],
  ])('is refused with %s', (_, question, key) => {
    const refused = refusalOf(question)
    if (key) expect(refused.key).toBe(`statistics.errors.${key}`)
  })

  function refusalOf(question: unknown): Rejected {
    try {
      read(question)
    } catch (error) {
      if (error instanceof Rejected) return error
      throw error
    }
    throw new Error('It was taken')
  }
})

describe('intervals', () => {
  it.each([
    ['90min', 90],
    ['24h', 1440],
    ['3d', 4320],
    ['3', undefined],
    ['-3h', undefined],
    ['3.5h', undefined],
  ])('%s', (text, minutes) => expect(minutesIn(text)).toBe(minutes))

  // Rule 6
  it('are half-open and leave no gap', () => {
    expect(intervalsOf(['3h', '24h'])).toEqual([
      { key: '0-3h', from: 0, to: 180 },
      { key: '3h-24h', from: 180, to: 1440 },
      { key: '24h+', from: 1440, to: undefined },
    ])
  })
})
