import { codebook, type ClockRule } from '../../src/codebook'
import { judge } from '../../src/cases/clocks/judge'
import { readingsOf } from '../../src/cases/clocks/readings'
import { kinds } from '../../src/cases/entries'
import type { Moment, Precision } from '../../src/cases/moments/moment'
import { createTexts, languages } from '../../src/i18n'

const at = (on: string, time: string | null = null, precision: Precision = time ? 'minute' : 'day'): Moment => ({
  state: 'at',
  on,
  until: null,
  time,
  precision,
  source: 'person',
})
const almaty = 'KZ-75'
const by = (id: string, from: Moment | null, to: Moment | null, region: string | null = almaty) =>
  judge(
    from,
    to,
    region,
    codebook.clockRules.filter(rule => rule.id === id),
  )
const working = (value: number, confidence: ClockRule['confidence'] = 'high'): ClockRule => ({
  ...codebook.clockRule('recording-answered', '2022-01-01')!,
  validFrom: '1900-01-01',
  limit: { value, unit: 'days', counting: 'working' },
  confidence,
})

describe('a clock held against the law', () => {
  const start = at('2024-12-17', '07:40')

  it.each<[what: string, id: string, to: Moment, verdict: string, excess?: number]>([
    ['a protocol to the minute of the third hour', 'recording', at('2024-12-17', '10:40'), 'within'],
    ['a protocol a minute later', 'recording', at('2024-12-17', '10:41'), 'exceeded', 1],
    ['a protocol some time in the eleventh hour', 'recording', at('2024-12-17', '10:00', 'hour'), 'coarse'],
    ['a protocol at about noon', 'recording', at('2024-12-17', '12:00', 'about'), 'exceeded', 20],
    ['a protocol of that day', 'recording', at('2024-12-17'), 'coarse'],
    ['a lawyer after two days, by a measure that is no law', 'first-lawyer', at('2024-12-19'), 'unconfirmed'],
    ['a relative told after a week, where the law gives no hours', 'relative-told', at('2024-12-24'), 'none'],
    ['a consulate told on the third day', 'consulate-told', at('2024-12-19'), 'exceeded', 980],
    ['a judge after 48 hours to the minute', 'before-judge', at('2024-12-19', '07:40'), 'within'],
    ['a judge eight hours and fifty minutes late', 'before-judge', at('2024-12-19', '16:30'), 'exceeded', 530],
    ['a judge before the detention', 'before-judge', at('2024-12-16'), 'negative'],
    ['an answer about a recording on the last working day', 'recording-answered', at('2025-01-10', '23:59'), 'within'],
    ['an answer about a recording after it', 'recording-answered', at('2025-01-11'), 'unconfirmed'],
    ['an answer about information on the fifteenth day', 'information-answered', at('2025-01-01'), 'within'],
  ])('%s', (_what, id, to, verdict, ...[excess]) => {
    const reading = by(id, start, to)
    expect(reading.verdict).toBe(verdict)
    expect(reading.excess).toBe(excess ?? null)
  })

  it('is held against the 72 hours of before March 2018 and the 48 hours since', () => {
    const judged = (on: string, until: string) => by('before-judge', at(on, '10:00'), at(until, '22:00'))
    expect(judged('2018-02-20', '2018-02-22')).toMatchObject({ verdict: 'within', limit: 4320 })
    expect(judged('2018-02-20', '2018-02-26')).toMatchObject({ verdict: 'unconfirmed', limit: 4320 })
    expect(judged('2018-03-02', '2018-03-04')).toMatchObject({ verdict: 'exceeded', limit: 2880, excess: 720 })
  })

  it('says that the law changed where the day of its start decides by which version it is held', () => {
    const month = (on: string) => at(on, null, 'month')
    expect(by('before-judge', at('2018-03-01', null, 'about'), at('2018-03-04', '00:30'))).toMatchObject({ verdict: 'coarse', obstacle: 'versions' })
    expect(by('before-judge', month('2018-02-01'), month('2018-03-01'))).toMatchObject({ verdict: 'coarse', obstacle: 'precision' })
  }) // prettier-ignore

  it('has no limit before the law it stands on', () =>
    expect(by('recording', at('2014-12-31', '10:00'), at('2014-12-31', '20:00')).verdict).toBe('none'))

  it('never says exceeded on a limit of low confidence, or of days nobody is sure of', () => {
    for (const rule of codebook.clockRules.filter(one => one.limit && /low|unknown/.test(one.confidence))) {
      const always = { ...rule, validFrom: '1900-01-01', validTo: null }
      const { verdict } = judge(at('2024-01-10', '10:00'), at('2025-01-10', '10:00'), almaty, [always])
      expect([rule.id, verdict]).toEqual([rule.id, 'unconfirmed'])
    }
    const late = (on: string) => judge(at(on, '10:00'), at(on.replace('-03-', '-05-')), almaty, [working(5)])
    expect(late('2025-03-03').verdict).toBe('exceeded')
    expect(late('2026-03-03').verdict).toBe('unconfirmed')
  }) // prettier-ignore
})

describe('working days', () => {
  it.each([
    ['over a weekend', '2024-04-05', 5, '2024-04-12'],
    ['over 8 March', '2024-03-06', 5, '2024-03-14'],
    ['over Nauryz and the day made up for it', '2024-03-20', 4, '2024-03-29'],
    ['over a Monday off and the Saturday worked for it', '2018-04-27', 2, '2018-05-02'],
    ['from a Saturday', '2024-04-06', 1, '2024-04-08'],
    ['over New Year', '2024-12-30', 3, '2025-01-06'],
  ])('%s', (_what, on, value, last) => {
    const ends = (day: string, time: string) => judge(at(on, '18:00'), at(day, time), almaty, [working(value)]).verdict
    expect(ends(last, '23:59')).toBe('within')
    const next = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10)
    expect(ends(next, '00:00')).toBe('exceeded')
  })

  it('are not computed in a year nothing is known of', () => {
    const reading = judge(at('2027-12-28'), at('2028-02-01'), almaty, [working(5)])
    expect(reading).toMatchObject({ verdict: 'coarse', obstacle: 'calendar', deadline: null })
  })

  it('do not hurry calendar days: weekends count, and the last ends at midnight', () => {
    const calendar = { ...working(3), limit: { value: 3, unit: 'days', counting: 'calendar' } as const }
    const ends = (day: string, time: string) => judge(at('2024-04-05', '10:00'), at(day, time), almaty, [calendar])
    expect(ends('2024-04-08', '23:59').verdict).toBe('within')
    expect(ends('2024-04-09', '00:30')).toMatchObject({ verdict: 'exceeded', excess: 31 })
  })
})

describe('how a clock was computed', () => {
  const request = {
    event: 'requestedAt',
    fields: { requestedAt: {}, answeredAt: {} },
    clocks: [{ id: 'recording-answered', from: 'requestedAt', to: 'answeredAt' }],
  }
  const how = (values: Record<string, Moment>, regionAtEvent: string | null = almaty) =>
    readingsOf(request, { regionAtEvent }, values)[0]!

  it('names the two moments, the version, the last day and every day that was not counted', () => {
    const reading = how({ requestedAt: at('2024-03-01', '12:00'), answeredAt: at('2024-03-29') })
    expect(reading).toMatchObject({ id: 'recording-answered', from: { name: 'requestedAt' }, to: { name: 'answeredAt' }, fromRecorded: null })
    expect(reading.rule?.validFrom).toBe('2021-07-01')
    expect(reading.how.deadline?.last).toEqual({ on: '2024-03-28', time: '23:59', offset: 300 })
    expect(reading.how.leftOut?.weekends).toBe(7)
    expect(reading.how.leftOut?.days.map(day => [day.on, day.because])).toEqual([
      ['2024-03-08', 'holiday'], ['2024-03-21', 'holiday'], ['2024-03-22', 'holiday'], ['2024-03-23', 'holiday'], ['2024-03-25', 'madeUp'],
    ])
    expect(reading.how.leftOut?.unsure).toEqual([])
  }) // prettier-ignore

  it('says by how much the clocks were set back in between', () => {
    const values = { requestedAt: at('2024-02-27', '12:00'), answeredAt: at('2024-03-04', '12:00') }
    expect(how(values).how.setBack).toBe(60)
    expect(how(values, 'KZ-23').how.setBack).toBe(0)
    expect(how(values, null).how.begun).toMatchObject({ isOne: true, first: { offset: 360 } })
  })

  it('names the years whose working days are not sure, or not known at all', () => {
    const across = (from: string, to: string) => how({ requestedAt: at(from), answeredAt: at(to) }).how.leftOut
    expect(across('2025-12-20', '2026-02-01')?.unsure.map(one => one.year)).toEqual([2026])
    expect(across('2027-12-01', '2028-02-01')?.unsure.map(one => one.year)).toEqual([2027])
    expect(across('2027-12-20', '2028-02-01')).toMatchObject({ days: [], unknown: [2028] })
    expect(across('2028-01-10', '2028-02-01')).toEqual({ weekends: 0, days: [], unsure: [], unknown: [2028] })
  })
})

describe('every clock', () => {
  const declared = kinds.flatMap(kind => kind.clocks.map(clock => ({ ...clock, kind: kind.name })))

  it('an entry declares has a rule for the same two moments', () => {
    for (const { id, kind, from, to } of declared)
      expect([id, codebook.clockRules.find(rule => rule.id === id)]).toEqual([id, expect.objectContaining({ kind, from, to })])
  }) // prettier-ignore

  it('a rule is for has a name in three languages, here and in statistics', () => {
    const texts = createTexts()
    const keys = codebook.clockRules.flatMap(({ id, kind }) => [`entries.clocks.${id}`, `statistics.clocks.${id}`, `entries.clocks.heads.${kind}`, `codebook.clockKinds.${kind}`])
    for (const language of languages)
      for (const key of keys) expect(texts.for(language)(key)).not.toBe(key)
  }) // prettier-ignore

  it('stands on a law in three languages that no lawyer has confirmed yet', () => {
    for (const { id, law, checkedBy } of codebook.clockRules) {
      expect([id, new Set(Object.values(law)).size]).toEqual([id, languages.length])
      expect([id, checkedBy]).toEqual([id, null])
    }
  })
})
