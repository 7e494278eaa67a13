import { createTexts, dayText, shortDayOf, shortDayText, type Language } from '../../src/i18n'

describe('a day at the end of a sentence', () => {
  it('has one full stop in Russian', () => {
    const [ru, day] = [createTexts().for('ru'), dayText('ru', '2026-11-24')]
    expect(ru('codebook.intro', { version: '1', day })).toMatch(/24.ноября 2026.г\.$/)
  })
})

describe('a short day', () => {
  it.each<[Language, string, string]>([
    ['en', '2024-12-17', '17 Dec 2024'],
    ['ru', '2024-12-17', '17 дек. 2024'],
    ['ru', '2024-05-01', '1 мая 2024'],
    ['kk', '2024-12-17', '2024 ж. 17 жел.'],
  ])('is written in %s as %s: %s', (language, day, written) => {
    expect(shortDayText(language, day).replaceAll('\u00a0', ' ')).toBe(written)
  })

  it('is that of the office for an instant late in the evening', () => {
    expect(shortDayOf('en', new Date('2024-12-16T20:00:00Z')).replaceAll('\u00a0', ' ')).toBe('17 Dec 2024')
  })

  it('is nothing for nothing', () => {
    expect([shortDayText('en', null), shortDayText('ru', ''), shortDayOf('kk', undefined)]).toEqual(['', '', ''])
  })
})
