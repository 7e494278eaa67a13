import { codebook } from '../../src/codebook'
import { spanOf, type Moment } from '../../src/cases/moments/moment'
import { zoneOf } from '../../src/cases/moments/zone'
import { measure } from '../../src/cases/clocks/clock'
import { offsetAt } from './independent-clock'

const at = (on: string, time: string | null, precision: Moment['precision'] = 'minute'): Moment => ({
  state: 'at',
  on,
  until: null,
  time,
  precision,
  source: 'person',
})
const hours = (from: Moment, to: Moment, region: string | null) => {
  const { min, max } = measure(from, to, region)
  return [(min ?? NaN) / 60, (max ?? NaN) / 60]
}

describe('the zone of a region', () => {
  it.each(codebook.codes('regions'))('%s runs by the offsets of the tz database, every six hours from 2010 to 2027', region => {
    const text = new Intl.DateTimeFormat('en', { timeZone: zoneOf(region), timeZoneName: 'longOffset' })
    const wrong: string[] = []
    for (let minute = Date.UTC(2010, 0, 1) / 60_000; minute < Date.UTC(2028, 0, 1) / 60_000; minute += 360) {
      const offset = text.formatToParts(minute * 60_000).find(part => part.type === 'timeZoneName')?.value
      if (offset !== `GMT+0${offsetAt(minute, region) / 60}:00`) wrong.push(`${new Date(minute * 60_000).toISOString()} ${offset}`)
    }
    expect(wrong).toEqual([])
  }) // prettier-ignore

  it.each([
    ['Almaty', 'KZ-75', 6, 6, 5],
    ['Astana', 'KZ-71', 6, 6, 5],
    ['Kostanay', 'KZ-39', 6, 6, 5],
    ['Kyzylorda', 'KZ-43', 6, 5, 5],
    ['Aktobe', 'KZ-15', 5, 5, 5],
    ['Atyrau', 'KZ-23', 5, 5, 5],
    ['West Kazakhstan', 'KZ-27', 5, 5, 5],
    ['Mangystau', 'KZ-47', 5, 5, 5],
    ['Abai, part of East Kazakhstan until 2022', 'KZ-10', 6, 6, 5],
    ['Jetisu, part of Almaty Region until 2022', 'KZ-33', 6, 6, 5],
    ['Ulytau, part of Karaganda until 2022', 'KZ-62', 6, 6, 5],
    ['no region', null, 6, 6, 5],
  ])('is that of %s', (_name, region, in2017, in2023, in2025) => {
    const offset = (on: string) => 12 - ((spanOf(at(on, '12:00'), region)!.first * 60_000 - Date.parse(on)) / 3_600_000)
    expect([offset('2017-07-01'), offset('2023-07-01'), offset('2025-07-01')]).toEqual([in2017, in2023, in2025])
  }) // prettier-ignore
})

describe('a detention across 1 March 2024', () => {
  const [from, to] = [at('2024-02-29', '10:00'), at('2024-03-02', '10:00')]

  it('lasted an hour longer in Almaty than its clocks say, and not in Aktobe', () => {
    expect(hours(from, to, 'KZ-75')).toEqual([49, 49])
    expect(hours(from, to, 'KZ-15')).toEqual([48, 48])
  })

  it('is counted in both ways where the hour came twice', () => {
    expect(hours(at('2024-02-29', '22:30'), at('2024-02-29', '23:30'), 'KZ-75')).toEqual([1, 2])
    expect(hours(at('2024-02-29', '23:30'), at('2024-03-01', '00:30'), 'KZ-75')).toEqual([1, 2])
    expect(hours(at('2018-12-20', '23:30'), at('2018-12-21', '00:30'), 'KZ-43')).toEqual([1, 2])
    expect(hours(at('2024-02-29', '23:30'), at('2024-03-01', '00:30'), 'KZ-23')).toEqual([1, 1])
  })

  it('finds a day of 25 hours', () => {
    const length = (on: string, region: string) => {
      const { first, last } = spanOf(at(on, null, 'day'), region)!
      return (last - first + 1) / 60
    }
    expect(length('2024-02-29', 'KZ-75')).toBe(25)
    expect(length('2024-03-01', 'KZ-75')).toBe(24)
    expect(length('2024-02-29', 'KZ-47')).toBe(24)
    expect(length('2018-12-20', 'KZ-43')).toBe(25)
  })
})
