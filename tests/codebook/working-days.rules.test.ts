import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codebook, loadCodebook } from '../../src/codebook'
import { dayAfter, packageRoot } from '../../src/core'
import { languages } from '../../src/i18n'
import { isWorked } from './days-off'

const { calendar } = codebook

describe('the working days of Kazakhstan', () => {
  it('are those of the published calendars, on every day from 2015 to 2027', () => {
    const wrong: string[] = []
    for (let day = '2015-01-01'; day < '2028-01-01'; day = dayAfter(day))
      if ((calendar.dayOff(day) === null) !== isWorked(day)) wrong.push(day)
    expect(wrong).toEqual([])
  })

  it.each([
    ['2018-03-08', 'holiday', 'International Women’s Day'],
    ['2018-03-09', 'moved', undefined],
    ['2015-03-24', 'madeUp', 'Nauryz'],
    ['2023-06-28', 'holiday', 'Kurban Ait, first day'],
    ['2021-12-01', 'holiday', 'Day of the First President'],
    ['2021-12-17', 'holiday', 'Independence Day'],
    ['2024-10-25', 'holiday', 'Republic Day'],
    ['2025-08-30', 'holiday', 'Constitution Day'],
    ['2027-03-15', 'holiday', 'Constitution Day'],
    ['2024-12-17', null, undefined],
    ['2022-12-01', null, undefined],
    ['2026-08-31', null, undefined],
    ['2018-03-03', null, undefined],
    ['2020-05-11', null, undefined],
    ['2024-06-17', null, undefined],
    ['2024-12-21', 'weekend', undefined],
  ])('say of %s why nobody works: %s', (day, because, holiday) => {
    const off = calendar.dayOff(day)
    expect(off?.because ?? null).toBe(because)
    expect(off?.holiday?.en).toBe(holiday)
  })

  it('are not guessed in a year nobody has written down', () => {
    expect(calendar.dayOff('2014-12-31')).toBeUndefined()
    expect(calendar.dayOff('2028-01-03')).toBeUndefined()
    expect(calendar.confidence('2028-01-03')).toBe('unknown')
  })

  it('say of each year how sure they are, and of each holiday its law in three languages', () => {
    for (const { year, confidence, checkedBy } of calendar.years) {
      expect([year, confidence]).toEqual([year, year < 2026 ? 'medium' : 'low'])
      expect(checkedBy).toBeNull()
    }
    for (const { code, law, label } of calendar.holidays)
      for (const text of [law, label]) expect([code, new Set(Object.values(text)).size]).toEqual([code, text === label && code === 'nauryz' ? 2 : languages.length])
  }) // prettier-ignore

  it.each<[what: string, damage: (data: never) => unknown, message: RegExp]>([
    ['a year left out', (data: { years: unknown[] }) => data.years.splice(3, 1), /2019 stands in the wrong place/],
    [
      'Kurban Ait in another year',
      (data: { years: { kurbanAit: string }[] }) => (data.years[0]!.kurbanAit = '2016-09-12'),
      /2016-09-12 does not lie in 2015/,
    ],
    [
      'two Constitution Days at once',
      (data: { holidays: { code: string; validTo: string | null }[] }) =>
        (data.holidays.filter(one => one.code === 'constitution_day')[1]!.validTo = null),
      /constitution_day from 2026-07-01 has days that contradict/,
    ],
    [
      'a day no month has',
      (data: { holidays: { days: string[] }[] }) => (data.holidays[0]!.days[0] = '13-01'),
      /holidays\.0\.days\.0/,
    ],
  ])('stop the start with %s', (_what, damage, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'codebook-'))
    cpSync(join(packageRoot, 'src/codebook/data'), folder, { recursive: true })
    const data = JSON.parse(readFileSync(join(folder, 'holidays.json'), 'utf8')) as never
    damage(data)
    writeFileSync(join(folder, 'holidays.json'), JSON.stringify(data))
    expect(() => loadCodebook(folder)).toThrow(message)
  })
})
